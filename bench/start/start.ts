import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ownProject } from '../../test/e2e/layout.ts'
import { printFigure } from '../figure.ts'
import { report } from '../sandbox/measure.ts'
import { bundleSizes } from './sizes.ts'
import { coldStart, gibibyteMemory, waitingMemory } from './steps.ts'

/**
 * From the start of the action's process to its first command, in milliseconds; processor time of the whole step; memory while a
 * request waits; sizes of the bundle: `node bench/start/start.ts [rounds] [project…]`. Several projects (folders with action.yml
 * and dist/) take turns, so that a change can be compared with what was before on a machine that does other things too.
 */
const [rounds = 20, ...named] = process.argv.slice(2)
const projects = named.length === 0 ? [ownProject] : named.map(String)
const missing = projects.filter((project) => !existsSync(join(project, 'dist/index.js')))
if (missing.length > 0) throw new Error(`no dist/index.js in ${missing.join(', ')}`)

const times = new Map<string, number[]>()
const note = (name: string, project: string, value: number): void => {
  const key = projects.length === 1 ? name : `${name}, ${project}`
  times.set(key, [...(times.get(key) ?? []), value])
}
for (let round = -1; round < Number(rounds); round++) {
  for (const project of projects) {
    const { firstCommandMs, processorMs } = await coldStart(project)
    if (round < 0) continue
    note('start to first command', project, firstCommandMs)
    note('processor time of the step', project, processorMs)
  }
}
report(new Map([...times].sort(([left], [right]) => right.localeCompare(left))))
for (const project of projects) {
  const of = projects.length === 1 ? '' : `, ${project}`
  const { residentMebibytes, anonymousMebibytes } = await waitingMemory(project)
  printFigure(`memory of the gate while a request waits${of}`, `${residentMebibytes} MiB`, 'wanted: 90 MB')
  printFigure(`of it its own${of}`, `${anonymousMebibytes} MiB`)
  printFigure(`memory while a command prints 1 GiB${of}`, `${gibibyteMemory(project)} MiB`)
  const { atStart, action, everything } = bundleSizes(join(project, 'dist'))
  printFigure(`loaded before the first command${of}`, kilobytes(atStart))
  printFigure(
    `all that the action can load, the model's client too${of}`,
    kilobytes(action),
    'wanted: 2,000 kB',
  )
  printFigure(`dist, with the command line${of}`, kilobytes(everything))
}

function kilobytes(bytes: number): string {
  return `${Math.round(bytes / 1000)} kB`
}

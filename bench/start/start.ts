import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { ownProject } from '../../test/e2e/layout.ts'
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
  const { residentMebibytes, anonymousMebibytes } = await waitingMemory(project)
  const sizes = bundleSizes(join(project, 'dist'))
  const kilobytes = Object.entries(sizes).map(([name, bytes]) => `${name} ${Math.round(bytes / 1000)} kB`)
  const printing = gibibyteMemory(project)
  process.stdout.write(
    `${project}: while waiting ${residentMebibytes} MiB resident, ${anonymousMebibytes} of it its own; while a command prints 1 GiB at most ${printing} MiB; ${kilobytes.join(', ')}\n`,
  )
}

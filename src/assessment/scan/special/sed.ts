import type { KindId } from '../../catalogue.ts'
import { readingOf, writingTo } from '../../targets/paths.ts'
import { hasOption, optionValues, type Program, positionalValues } from '../program.ts'
import { noteWrite } from '../redirects.ts'
import { rangeOf } from '../situation.ts'
import type { Value } from '../words.ts'
import type { Handled } from './handled.ts'

/** sed: edits in place, and its scripts run programs (`e`) and write files (`w`). */
export function sed(program: Program): Handled {
  const { scripts, files } = partsOf(program)
  const kinds = new Set<KindId>()
  for (const script of scripts) {
    const acts = actsOf(script.text.slice(0, 4_000))
    if (acts.runs) kinds.add('opens-shell')
    for (const path of acts.writes)
      noteWrite(program.situation.scan, path, rangeOf(program.argv, program.situation.place))
  }
  const inPlace = program.given.options.some(({ name }) => /^-[nErsz]*[iI]|^--in-place/.test(name))
  if (inPlace) kinds.add(scripts.some(deletesAll) ? 'overwrites-files' : 'changes-files')
  const meaningOf = inPlace ? writingTo : readingOf
  const meanings = files.map((file) => meaningOf(file.text)).filter((kind) => kind !== undefined)
  for (const kind of meanings) kinds.add(kind)
  return { kinds: kinds.size > 0 ? [...kinds] : ['reads'] }
}

/** `sed -i d` leaves nothing. */
function deletesAll(script: Value): boolean {
  return /^(?:[01],\$)?d;?$/.test(script.text.slice(0, 200).replace(/\s+/g, ''))
}

function partsOf(program: Program): { readonly scripts: readonly Value[]; readonly files: readonly Value[] } {
  const given = optionValues(program, new Set(['-e', '--expression']))
  const values = positionalValues(program)
  if (given.length > 0 || hasOption(program, '-f', '--file')) return { scripts: given, files: values }
  return { scripts: values.slice(0, 1), files: values.slice(1) }
}

type Acts = { readonly runs: boolean; readonly writes: readonly string[] }

/** What the commands of a sed script do beyond editing. */
function actsOf(script: string): Acts {
  const writes: string[] = []
  let runs = /(?:^|[;\n{}\d$/])\s*e(?:$|[;\n\s])/.test(script)
  for (const match of script.matchAll(/(?:^|[;\n{}]|\d|\/|\$|!)\s*[wW]\s+([^\s;}]+)/g))
    writes.push(match[1] ?? '')
  for (const match of script.matchAll(/(?<![A-Za-z_\\])s([^\w\s\\])/g)) {
    const flags = flagsAfter(script, match.index + 2, match[1] ?? '/')
    const written = /w\s+(\S+)/.exec(flags)?.[1]
    if (/^[gimIM0-9p]*e/.test(flags)) runs = true
    if (written !== undefined) writes.push(written)
  }
  return { runs, writes }
}

/** The text behind the third delimiter of `s/…/…/flags`; empty when there is none. One pass. */
function flagsAfter(script: string, from: number, delimiter: string): string {
  let left = 2
  for (let at = from; at < script.length; at += 1) {
    if (script[at] === '\\') at += 1
    else if (script[at] === delimiter) {
      left -= 1
      if (left === 0) return /^[^;\n}]*/.exec(script.slice(at + 1))?.[0] ?? ''
    }
  }
  return ''
}

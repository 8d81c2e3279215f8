import { boundary, readCrudely } from '../../shell/crude.ts'
import { kindOf } from '../catalogue.ts'
import { opensShell, readCode } from '../code.ts'
import { statementKinds } from '../sql.ts'
import { opaque } from './flow.ts'
import { judge } from './judge.ts'
import { type Place, report, type Scan } from './scan.ts'
import type { Walkers } from './walkers.ts'

/** Most of a text which does not parse that is read once more: its first commands, and words of a usual length. */
const maxText = 20_000
const maxPieces = 40
const maxWord = 1_000

/** What the parser stumbled over is read command by command as well as it goes, and searched for code of other languages. */
export function searchUnreadable(text: string, scan: Scan, place: Place, walkers: Walkers): void {
  const { range } = place
  report(scan, { kind: 'unreadable-text', evidence: text, range })
  const serious = readCode(text, 'powershell').kinds.filter((kind) => kindOf(kind).level === 'high')
  for (const kind of [...statementKinds(text), ...serious]) report(scan, { kind, evidence: text, range })
  if (opensShell(text)) report(scan, { kind: 'opens-shell', evidence: text, range })
  const whole = range ?? { start: 0, end: text.length }
  const situation = { scan, place: { ...place, input: undefined }, walkers, writes: [], environment: [] }
  for (const words of crudeCommands(text)) {
    const argv = words.map((word) => ({
      text: word,
      flow: opaque,
      range: whole,
      quoted: false,
      source: word,
    }))
    judge(argv, situation)
  }
}

function crudeCommands(text: string): readonly (readonly string[])[] {
  const commands: string[][] = [[]]
  for (const word of readCrudely(text.slice(0, maxText))) {
    if (word === boundary) commands.push([])
    else if (word.length <= maxWord) commands.at(-1)?.push(word)
  }
  return commands.filter((words) => words.length > 0).slice(0, maxPieces)
}

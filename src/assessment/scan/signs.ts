import type { KindId } from '../catalogue.ts'
import { hostKind, hostOf } from '../targets/hosts.ts'
import { note, type Program } from './program.ts'
import { runText } from './run-text.ts'

/** Programs to which words are only text. */
const indifferent: ReadonlySet<KindId> = new Set<KindId>([
  'reads',
  'prints',
  'changes-repository',
  'changes-remote',
])
const connecting: ReadonlySet<KindId> = new Set<KindId>([
  'fetches',
  'contacts-network',
  'sends-data',
  'unknown-program',
])

const mining =
  /stratum2?\+(?:tcp|ssl|tls|udp):\/\/|\b(?:xmrig|xmr-stak|cryptonight|randomx|ethash|minexmr|nicehash)\b|--donate-level/i

const typesShell = /^\s*!\s*(?:\/(?:usr\/)?bin\/)?(?:ba|da|z|k)?sh\s*$/

/** Shorter words say nothing of this kind. */
const shortest = 6
const numbered = /169\.254|metadata|100\.100|168\.63|fd00:/

/** What the words of any program give away, whatever it is. */
export function judgeSigns(program: Program): void {
  const is = program.tool?.is ?? 'unknown-program'
  judgePaged(program)
  if (indifferent.has(is)) return
  for (const { text } of program.argv.slice(1)) {
    if (text.length < shortest) continue
    if (mining.test(text.slice(0, 500))) note(program, 'exhausts', text)
    if (connecting.has(is) && numbered.test(text) && hostKind(hostOf(text) ?? '') === 'metadata')
      note(program, 'asks-metadata', text)
  }
  judgeTyped(program)
}

/** What pages its output hands `!` to a shell; what filters text only hands it on. */
function judgePaged(program: Program): void {
  const { tool, situation } = program
  const pages = tool?.is === 'reads' && tool.output !== 'pass'
  if (pages && typesShell.test(situation.place.input?.text ?? '')) note(program, 'opens-shell')
}

/** What is typed into a program that takes commands: `!` hands the rest of the line to a shell. */
function judgeTyped(program: Program): void {
  const { tool, situation } = program
  const text = situation.place.input?.text
  if (text === undefined || !takesCommands(program)) return
  for (const line of text.split('\n').slice(0, 50)) {
    const command = /^\s*(?:!+|[@:.]?(?:shell|system|exec)\s)\s*([\w./].*)$/.exec(line)?.[1]
    if (command !== undefined && (tool === undefined || /^\s*!/.test(line)))
      runText({ text: command, fetched: false, decoded: false, secret: false }, program)
  }
}

function takesCommands(program: Program): boolean {
  const { tool } = program
  if (tool === undefined || tool.language === 'other') return true
  return (
    tool.data !== true &&
    tool.language === undefined &&
    tool.paths === undefined &&
    tool.is !== 'changes-files'
  )
}

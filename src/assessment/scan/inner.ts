import type { Inner, Unwrapped } from '../../shell/unwrap.ts'
import { isShell } from '../../shell/unwrap-forms.ts'
import type { KindId } from '../catalogue.ts'
import { readArguments } from '../tools/arguments.ts'
import type { ReadyTool } from '../tools/table.ts'
import { judgeVariable } from './assignments.ts'
import { type Flow, opaque, traceOf, unknown } from './flow.ts'
import { foundBy } from './found.ts'
import { judgeProgram } from './judge-program.ts'
import { runText } from './run-text.ts'
import { report } from './scan.ts'
import { rangeOf, type Situation, shown } from './situation.ts'
import type { Value } from './words.ts'

type Judge = (argv: readonly Value[], situation: Situation) => Flow

/** A command that holds others: what it does by itself, and what they do. */
export type Wrapped = {
  readonly name: string
  readonly argv: readonly Value[]
  readonly unwrapped: Unwrapped
  readonly tool: ReadyTool | undefined
  readonly situation: Situation
  readonly judge: Judge
}

const containers = /^(?:docker|podman|nerdctl|kubectl|oc|lxc|crictl|docker-compose|buildah|machinectl|ctr)$/
const remote = /^(?:ssh|dbclient|mosh|autossh|rsh)$/

/** Looks through a wrapper. */
export function judgeInner(wrapped: Wrapped): Flow {
  const { name, unwrapped, situation } = wrapped
  const own = isShell(name) || ownAct(wrapped)
  const flows = unwrapped.inner.map((inner) => judgeOne(inner, wrapped))
  if (own === false && flows.length === 0) return opaque
  if (remote.test(name)) judgeRemote(wrapped)
  const passes = isShell(name) ? traceOf(...flows) : traceOf(situation.place.input, ...flows)
  return flows.length === 1 ? (flows[0] ?? passes) : passes
}

/** What the wrapper does by itself: sudo elevates, ssh connects. Returns whether it says something. */
function ownAct(wrapped: Wrapped): boolean {
  const { tool, argv, name } = wrapped
  if (tool === undefined) return false
  const front = Math.min(
    ...wrapped.unwrapped.inner.map((inner) => (inner.kind === 'command' ? inner.from : argv.length)),
  )
  const keepsAll = name === 'git' || name === 'find' || containers.test(name)
  const words = (keepsAll ? argv : argv.slice(0, front)).map((value) => value.text)
  const given = readArguments([name, ...words.slice(1)], tool.valuedOptions, tool.longDash === true)
  judgeProgram({
    name,
    argv: keepsAll ? argv : argv.slice(0, front),
    tool,
    given,
    situation: wrapped.situation,
    judge: wrapped.judge,
    wraps: wrapped.unwrapped.role,
  })
  return true
}

function judgeRemote(wrapped: Wrapped): void {
  const { situation, argv } = wrapped
  if (situation.place.input === undefined) return
  report(situation.scan, { kind: 'sends-data', evidence: shown(argv), range: rangeOf(argv, situation.place) })
}

function judgeOne(inner: Inner, wrapped: Wrapped): Flow {
  const { argv, situation, name } = wrapped
  const contained = situation.place.contained || containers.test(name)
  const place = { ...situation.place, contained, depth: situation.place.depth + 1 }
  switch (inner.kind) {
    case 'command':
      return judgeCommand(inner, { ...wrapped, situation: { ...situation, place } })
    case 'script': {
      const value = argv[inner.word]
      const trace = traceOf(
        ...argv.slice(inner.word).map((word) => word.flow),
        inner.text === value?.text ? undefined : value?.flow,
      )
      return runText(
        { ...trace, text: inner.text },
        { ...wrapped, situation: { ...situation, place } },
        inner.parameters,
      )
    }
    case 'input':
      return runInput(wrapped, contained)
    case 'unsure':
      return opaque
  }
}

function judgeCommand(inner: Extract<Inner, { kind: 'command' }>, wrapped: Wrapped): Flow {
  const { argv, situation } = wrapped
  const words = wordsOf(inner, wrapped)
  const doubt = doubtOf(inner, words, wrapped)
  if (doubt !== undefined)
    report(situation.scan, { kind: doubt, evidence: shown(argv), range: rangeOf(argv, situation.place) })
  if (doubt === 'runs-variable') return opaque
  for (const index of inner.assignments) setVariable(argv[index], situation)
  // What xargs reads is its own input, not that of the command.
  const fed = inner.appends || inner.placeholder !== undefined
  const place = fed ? { ...situation.place, input: undefined } : situation.place
  return wrapped.judge(words, { ...situation, place })
}

/** The words of the inner command, with what standard input or a search adds to them. */
function wordsOf(inner: Extract<Inner, { kind: 'command' }>, wrapped: Wrapped): readonly Value[] {
  const { argv, situation, name } = wrapped
  // `xargs --replace=` means its usual braces.
  const placeholder = inner.placeholder === '' ? '{}' : inner.placeholder
  const { input } = situation.place
  const words = argv.slice(inner.from, inner.to)
  const range = argv.at(-1)?.range ?? { start: 0, end: 0 }
  if (inner.appends)
    return [
      ...words,
      ...fedWords(input).map((text) => ({ text, flow: traceOf(input), range, quoted: false, source: '' })),
    ]
  if (placeholder === undefined) return words
  const finds = /^g?find$/.test(name)
  if (!finds && /^fd(?:find)?$/.test(name)) return words
  const item = finds ? foundBy(argv.map((value) => value.text)) : (fedLine(input) ?? unknown)
  const trace = finds ? opaque : traceOf(input)
  return words.map((word, index) =>
    word.text.includes(placeholder) && !(finds && index === 0)
      ? { ...word, text: word.text.replaceAll(placeholder, item), flow: traceOf(word.flow, trace) }
      : word,
  )
}

/** The only line of what is fed, where it is known. */
function fedLine(input: Flow | undefined): string | undefined {
  const text = input?.text?.trim()
  return text === undefined || text === '' || text.includes('\n') || text.length > 1_000 ? undefined : text
}

/** What xargs makes of its input: a word for every word. */
function fedWords(input: Flow | undefined): readonly string[] {
  return fedLine(input)?.split(/\s+/).slice(0, 20) ?? [unknown]
}

/** What can't be known of the inner command: its name, or the script that a shell is given. */
function doubtOf(
  inner: Extract<Inner, { kind: 'command' }>,
  words: readonly Value[],
  wrapped: Wrapped,
): KindId | undefined {
  const name = words[0]?.text ?? ''
  if (name === '{}' && inner.placeholder === '{}') return 'runs-computed'
  if (wrapped.unwrapped.role === 'plain' && name === unknown) return 'runs-variable'
  const shell = isShell(name.slice(name.lastIndexOf('/') + 1))
  return inner.appends && shell && !words.some((word) => word.text === '-c') ? 'runs-input' : undefined
}

/** `env NAME=value`. */
function setVariable(word: Value | undefined, situation: Situation): void {
  if (word === undefined) return
  const { scan, place, walkers } = situation
  const equals = word.text.indexOf('=')
  const [name, value] = [word.text.slice(0, equals), word.text.slice(equals + 1)]
  scan.variables.set(name, { ...word.flow, text: value })
  judgeVariable(name, value, { scan, place, walkers, range: place.range ?? word.range })
}

/** A shell that reads its script from standard input: piped, redirected, or typed by a person. */
function runInput(wrapped: Wrapped, contained: boolean): Flow {
  const { situation, argv } = wrapped
  const { input } = situation.place
  if (input !== undefined)
    return runText(input, {
      argv,
      situation: { ...situation, place: { ...situation.place, input: undefined, contained } },
    })
  if (!contained)
    report(situation.scan, {
      kind: 'opens-shell',
      evidence: shown(argv),
      range: rangeOf(argv, situation.place),
    })
  return opaque
}

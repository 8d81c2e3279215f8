import { isShell } from '../../shell/unwrap-forms.ts'
import type { Inner, Unwrapped } from '../../shell/unwrap.ts'
import { readArguments } from '../tools/arguments.ts'
import type { ReadyTool } from '../tools/table.ts'
import { type Flow, opaque, traceOf, unknown } from './flow.ts'
import { judgeProgram } from './program.ts'
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
  const front = Math.min(...wrapped.unwrapped.inner.map((inner) => (inner.kind === 'command' ? inner.from : argv.length)))
  const keepsAll = tool.rules !== undefined && (name === 'git' || name === 'find' || containers.test(name))
  const words = (keepsAll ? argv : argv.slice(0, front)).map((value) => value.text)
  const given = readArguments([name, ...words.slice(1)], tool.valuedOptions, tool.longDash === true)
  judgeProgram({ name, argv: keepsAll ? argv : argv.slice(0, front), tool, given, situation: wrapped.situation, judge: wrapped.judge, wraps: true })
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
      const trace = traceOf(...argv.slice(inner.word).map((word) => word.flow), inner.text === value?.text ? undefined : value?.flow)
      return runText({ ...trace, text: inner.text }, { ...wrapped, situation: { ...situation, place } }, inner.parameters)
    }
    case 'input':
      return runInput(wrapped, contained)
    case 'unsure':
      return opaque
  }
}

function judgeCommand(inner: Extract<Inner, { kind: 'command' }>, wrapped: Wrapped): Flow {
  const { argv, situation } = wrapped
  let words = argv.slice(inner.from, inner.to)
  const input = situation.place.input
  const range = argv.at(-1)?.range ?? { start: 0, end: 0 }
  const more: Value = { text: unknown, flow: traceOf(input), range, quoted: false, source: '' }
  const { placeholder } = inner
  if (placeholder !== undefined && placeholder !== '{}')
    words = words.map((word) => (word.text.includes(placeholder) ? { ...word, text: word.text.replaceAll(placeholder, unknown), flow: traceOf(word.flow, input) } : word))
  if (inner.appends) words = [...words, more]
  for (const index of inner.assignments) {
    const text = argv[index]?.text ?? ''
    const equals = text.indexOf('=')
    situation.scan.variables.set(text.slice(0, equals), { ...opaque, text: text.slice(equals + 1) })
  }
  return wrapped.judge(words, { ...situation, place: inner.appends || placeholder === '{}' ? { ...situation.place, input: traceOf(input) } : situation.place })
}

/** Text that is run as a shell script. */
export function runText(flow: Flow, wrapped: Pick<Wrapped, 'argv' | 'situation'>, parameters?: number): Flow {
  const { argv, situation } = wrapped
  const { scan, place, walkers } = situation
  const range = rangeOf(argv, place)
  const evidence = shown(argv)
  if (flow.fetched) report(scan, { kind: 'runs-download', evidence, range })
  else if (flow.decoded) report(scan, { kind: 'runs-decoded', evidence, range })
  if (flow.text === undefined || flow.text.replaceAll(unknown, '').trim() === '') {
    if (flow.text === '' || shellSetup(argv)) return opaque
    if (!flow.fetched && !flow.decoded) report(scan, { kind: 'runs-input', evidence, range })
    return opaque
  }
  if (parameters !== undefined) setParameters(argv.slice(parameters), situation)
  return walkers.walkText(flow.text, scan, { ...place, range: place.range ?? range })
}

/** Programs whose output is made for `eval`. */
const setupPrograms =
  /\b(?:ssh-agent|brew\s+shellenv|direnv|pyenv|rbenv|nodenv|jenv|goenv|fnm\s+env|nvm|mise|asdf|rtx|starship|zoxide|thefuck|minikube\s+(?:-p\s+\S+\s+)?docker-env|docker-machine\s+env|dircolors|lesspipe|opam\s+(?:config\s+)?env|conda|micromamba|mamba|luarocks\s+path|perl\s+-I|register-python-argcomplete|gpg-agent|keychain|dbus-launch|completion|poetry\s+env|guix|nix\s+print-dev-env|resize|locale|tset|dpkg-architecture|dpkg-buildflags|getopt)\b/

function shellSetup(argv: readonly Value[]): boolean {
  return argv.some((value) => setupPrograms.test(value.source))
}

function setParameters(values: readonly Value[], situation: Situation): void {
  const { variables } = situation.scan
  values.slice(0, 10).forEach((value, index) => {
    if (index > 0) variables.set(String(index), { ...value.flow, text: value.text })
  })
  if (values.length < 2) return
  const rest = values.slice(1)
  const all = { ...traceOf(...rest.map((value) => value.flow)), text: rest.map((value) => value.text).join(' ') }
  variables.set('@', all)
  variables.set('*', all)
}

/** A shell that reads its script from standard input: piped, redirected, or typed by a person. */
function runInput(wrapped: Wrapped, contained: boolean): Flow {
  const { situation, argv } = wrapped
  const { input } = situation.place
  if (input !== undefined) return runText(input, { argv, situation: { ...situation, place: { ...situation.place, input: undefined, contained } } })
  if (!contained)
    report(situation.scan, { kind: 'opens-shell', evidence: shown(argv), range: rangeOf(argv, situation.place) })
  return opaque
}

import type { KindId } from '../../catalogue.ts'
import { pathKind } from '../../targets/paths.ts'
import { opaque, traceOf } from '../flow.ts'
import { fileAt } from '../known-files.ts'
import { keepProgram } from '../other-names.ts'
import { note, type Program, positionalValues } from '../program.ts'
import { runText } from '../run-text.ts'
import { rangeOf } from '../situation.ts'
import type { Handled } from './handled.ts'

/** `set +o history`, `unset HISTFILE`: the shell stops writing down what is done. */
export function settings(program: Program): Handled | undefined {
  const words = program.argv.map((value) => value.text)
  if (words.includes('history') && words.some((word) => /^(?:\+o|-\w*u)/.test(word)))
    return { kinds: ['hides-traces'] }
  if (program.name === 'set') setPositional(program)
  if (words.some((word) => /^-[a-zA-Z]*n/.test(word))) nameReferences(program)
  if (words.some((word) => /^-[a-zA-Z]*l/.test(word))) lowerCased(program)
  if (program.name === 'unset' && words.some((word) => /^HIST/.test(word))) return { kinds: ['hides-traces'] }
  if (program.name === 'shopt' && words.includes('-u') && words.includes('histappend'))
    return { kinds: ['hides-traces'] }
  return undefined
}

/** `declare -n x=y`: what x holds is told by another name, which may change later. */
function nameReferences(program: Program): void {
  if (!/^(?:declare|typeset|local)$/.test(program.name)) return
  for (const word of program.argv.slice(1)) {
    const name = /^([A-Za-z_]\w*)=/.exec(word.text)?.[1]
    if (name !== undefined) program.situation.scan.variables.set(name, opaque)
  }
}

/** `declare -l x=RM` holds `rm`. */
function lowerCased(program: Program): void {
  const { variables } = program.situation.scan
  for (const word of program.argv.slice(1)) {
    const name = /^([A-Za-z_]\w*)=/.exec(word.text)?.[1]
    const held = name === undefined ? undefined : variables.get(name)
    if (name !== undefined && held?.text !== undefined)
      variables.set(name, { ...held, text: held.text.toLowerCase() })
  }
}

/** `set -- a b` gives the positional parameters. */
function setPositional(program: Program): void {
  const { variables } = program.situation.scan
  const dashes = program.argv.findIndex((value) => value.text === '--')
  const at =
    dashes === -1
      ? program.argv.findIndex((value, index) => index > 0 && /^[^-+]/.test(value.text)) - 1
      : dashes
  if (at < 0) return
  const items = program.argv.slice(at + 1).map((value) => value.text)
  items.slice(0, 9).forEach((text, index) => {
    variables.set(String(index + 1), { ...opaque, text })
  })
  for (const name of ['@', '*']) variables.set(name, { ...opaque, text: items.join(' '), items })
}

/** `source file` and `. <(curl …)`. */
export function source(program: Program): Handled | undefined {
  const [file] = positionalValues(program)
  if (file === undefined) return undefined
  const { scan, place } = program.situation
  const written = fileAt(scan, file.text)
  const input = /^\/dev\/(?:stdin|fd\/0)$/.test(file.text) ? place.input : undefined
  const flow = { ...traceOf(file.flow, written, input), text: written?.text ?? input?.text ?? file.flow.text }
  if (flow.fetched || flow.decoded || flow.text !== undefined)
    runText({ ...flow, text: flow.text ?? '' }, program)
  else if (input !== undefined || /^\/(?:dev|proc\/self)\/fd\//.test(file.text)) note(program, 'runs-input')
  return { kinds: ['runs-project'] }
}

/** `read X <<< text` fills a variable. */
export function read(program: Program): Handled | undefined {
  const { scan, place } = program.situation
  const names = program.given.positionals.filter((word) => /^[A-Za-z_]\w*$/.test(word))
  const text = place.input?.text?.split('\n')[0]
  names.forEach((name, index) => {
    const value = names.length === 1 ? text?.trim() : text?.trim().split(/\s+/)[index]
    scan.variables.set(name, { ...traceOf(place.input), text: value })
  })
  return undefined
}

/** An alias is a script in waiting: it is read when it is set. */
export function alias(program: Program): Handled | undefined {
  const { scan, place, walkers } = program.situation
  for (const value of positionalValues(program)) {
    const equals = value.text.indexOf('=')
    if (equals <= 0) continue
    const text = value.text.slice(equals + 1)
    scan.aliases.set(value.text.slice(0, equals), text)
    walkers.walkText(text, scan, {
      ...place,
      depth: place.depth + 2,
      range: rangeOf(program.argv, place),
      input: undefined,
    })
  }
  return undefined
}

/** `yes > /dev/null` burns a processor; into a pipe it answers questions. */
export function yes(program: Program): Handled | undefined {
  return program.situation.writes.length > 0 ? { kinds: ['exhausts'] } : undefined
}

/** `cat /dev/zero`, `cat /dev/urandom > file`. */
export function cat(program: Program): Handled | undefined {
  const endless = program.given.positionals.some((path) => /^\/dev\/(?:zero|u?random|full)$/.test(path))
  if (endless && program.situation.writes.length > 0) return { kinds: ['exhausts'] }
  const emptied = program.given.positionals.length === 1 && program.given.positionals[0] === '/dev/null'
  const target = program.situation.writes[0]
  return emptied && target !== undefined && !target.append ? { kinds: ['overwrites-files'] } : undefined
}

/** `echo "" > log`: what is written is nothing. */
export function emptyText(program: Program): Handled | undefined {
  const texts = program.argv
    .slice(1)
    .map((value) => value.text)
    .filter((text) => !/^-[neE]+$/.test(text))
  const [write] = program.situation.writes
  if (write === undefined || write.append || pathKind(write.path) === 'nothing') return undefined
  const empty = texts.every((text) => text === '')
  if (empty && /^[/~]/.test(write.path) && pathKind(write.path) !== 'scratch')
    return { kinds: ['overwrites-files'] }
  return undefined
}

/** `exec` without a command only moves file descriptors. */
export function exec(): Handled {
  return { kinds: ['prints'] }
}

/** trap on DEBUG sees every command. The script itself is read where wrappers are. */
export function trap(program: Program): Handled {
  const kinds: KindId[] = program.argv.slice(2).some((value) => value.text === 'DEBUG')
    ? ['captures-data']
    : ['prints']
  // What outlives the shell that is told to leave it behind.
  if (/\bnohup\b/.test(program.argv[1]?.text ?? '')) kinds.push('persists')
  return { kinds }
}

const secretName = /TOKEN|SECRET|PASSW|CREDENTIAL|PRIVATE|_KEY$/i

/** `env` prints what may hold credentials; into a pipe that is a secret. */
export function environment(program: Program): Handled | undefined {
  if (program.argv.length === 1) return { kinds: ['reads'], output: { ...opaque, secret: true } }
  const named = program.name === 'printenv' && program.given.positionals.some((name) => secretName.test(name))
  return named ? { kinds: ['reads-private'], output: { ...opaque, secret: true } } : undefined
}

/** Administration tools in an archive: their own verbs. */
export function java(program: Program): Handled | undefined {
  const words = program.argv.slice(1).map((value) => value.text)
  if (!words.includes('-jar')) return undefined
  const verb = words.find((word) =>
    /^(?:delete|remove|wipe|safe-|shutdown|restart|quiet-down|disable|offline|disconnect|clear|cancel)-?[a-z-]*$/.test(
      word,
    ),
  )
  return verb === undefined ? undefined : { kinds: ['deletes-resources'] }
}

/** `: > file` and `true > file` leave an empty file. */
export function emptied(program: Program): Handled | undefined {
  const target = program.situation.writes.find((write) => !write.append && pathKind(write.path) !== 'nothing')
  return target === undefined ? undefined : { kinds: ['overwrites-files'] }
}

/** What is typed into a terminal that runs on by itself: `tmux send-keys 'x' Enter`, `screen -dm x`. */
export function terminal(program: Program): Handled | undefined {
  const words = program.argv.slice(1).map((value) => value.text)
  const at = words.findIndex((word) => typing.test(word))
  if (at === -1) return undefined
  const rest = words.slice(at + 1).filter((word, index, all) => !isTerminalOption(word, all[index - 1]))
  const text = rest.filter((word) => !/^(?:Enter|C-[a-z]|Space)$/.test(word)).join(' ')
  if (text !== '') runText({ ...opaque, text: text.replaceAll('\\n', '\n') }, program)
  return undefined
}

const typing =
  /^(?:new|new-session|neww|new-window|send|send-keys|splitw|split-window|respawn-pane|pipe-pane|if-shell|-[dD]?m[dDS]*|-X)$/

function isTerminalOption(word: string, before: string | undefined): boolean {
  return /^-/.test(word) || /^-(?:[stncFxyS]|e)$/.test(before ?? '')
}

/** Built into the shell, and never looked up. */
const builtin = /^(?:echo|printf|test|\[|true|false|pwd|cd|kill|read|eval|exec|set|type|command|[:.])$/

/** `hash -p /bin/rm ls`: from now on ls is rm. */
export function hash(program: Program): Handled | undefined {
  const words = program.argv
  const at = words.findIndex((value) => value.text === '-p')
  const [path, name] = [words[at + 1], words[at + 2]]
  if (at > 0 && path !== undefined && name !== undefined && !builtin.test(name.text))
    keepProgram(program.situation.scan, path, name.text)
  return undefined
}

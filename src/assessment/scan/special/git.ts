import { hostKind, hostOf } from '../../targets/hosts.ts'
import { readingOf } from '../../targets/paths.ts'
import { note, type Program } from '../program.ts'
import { runText } from '../run-text.ts'
import type { Handled } from './handled.ts'

/** `git show HEAD:.env` reads what the history holds; `git config` may name programs that run later. */
export function revisions(program: Program): Handled | undefined {
  const [subcommand, ...rest] = program.given.positionals
  for (const word of rest) {
    const colon = word.indexOf(':')
    if (colon > 0 && !word.includes('://') && readingOf(word.slice(colon + 1)) === 'reads-secrets')
      note(program, 'reads-secrets', word)
  }
  const settings = program.argv.map((value) => value.text)
  if (settings.some((word) => /^ext::/.test(word))) note(program, 'opens-shell')
  if (settings.some((word) => /^core\.hookspath=(?!\/dev\/null)/i.test(word))) note(program, 'loads-code')
  if (settings.some((word) => /^protocol\.ext\.allow=(?:always|user)$/i.test(word)))
    note(program, 'loads-code')
  if (subcommand === 'config') setting(program, rest)
  if (subcommand === 'push' && /^\w+:\/\//.test(rest[0] ?? '') && !isTrusted(rest[0] ?? ''))
    note(program, 'sends-data', rest[0])
  runHanded(program, subcommand, rest)
  return undefined
}

/** Whether an address is one of a forge, or of this machine. */
function isTrusted(address: string): boolean {
  return /^(?:forge|local)$/.test(hostKind(hostOf(address) ?? ''))
}

/** Settings whose value is a command line. */
const commands =
  /^(?:core\.(?:sshcommand|fsmonitor|gitproxy|askpass|pager|editor)|sequence\.editor|diff\.external|.+\.(?:textconv|clean|smudge|process|helper|program|driver))$/i

function setting(program: Program, words: readonly string[]): void {
  const at = words.findIndex((word) => /^[a-z][\w-]*\.\S+$/i.test(word))
  const [name, value] = [words[at] ?? '', words[at + 1]]
  if (value === undefined) return
  if (/^(?:core\.hookspath|init\.templatedir)$/i.test(name) && value !== '/dev/null')
    note(program, 'loads-code', `${name} ${value}`)
  if (/^core\.(?:sshcommand|fsmonitor|gitproxy|askpass)$/i.test(name) && /^(?!\S*ssh\b)\S*\//.test(value))
    note(program, 'loads-code', `${name} ${value}`)
  // What is asked of a forge would go to somebody else.
  const instead = /^url\.(.+)\.(?:push)?insteadof$/i.exec(name)?.[1]
  if (instead !== undefined && isTrusted(value) && !isTrusted(instead))
    note(program, 'suspicious-host', instead)
  const shell = value.startsWith('!')
  if (shell || (commands.test(name) && /[\s/]/.test(value)))
    runText({ text: value.replace(/^!/, ''), fetched: false, decoded: false, secret: false }, program)
}

/** Options whose value is a command line, by subcommand. */
const handing: Readonly<Record<string, RegExp | undefined>> = {
  rebase: /^(?:-x|--exec)$/,
  grep: /^(?:-O.*|--open-files-in-pager)$/,
  clone: /^(?:-u|--upload-pack)$/,
  fetch: /^--upload-pack$/,
  pull: /^--upload-pack$/,
  'ls-remote': /^--(?:upload-pack|exec)$/,
  push: /^--(?:receive-pack|exec)$/,
  archive: /^--exec$/,
}

/** `rebase --exec`, `bisect run`, `submodule foreach`: git runs a command of one's choice. */
function runHanded(program: Program, subcommand: string | undefined, rest: readonly string[]): void {
  const [first, ...words] = rest
  const lines: string[] = []
  const option = subcommand === undefined ? undefined : handing[subcommand]
  if (option !== undefined) lines.push(...followers(program, option))
  if (subcommand === 'bisect' && first === 'run') lines.push(words.join(' '))
  if (subcommand === 'submodule' && first === 'foreach') lines.push(words.join(' '))
  for (const text of lines) runText({ text, fetched: false, decoded: false, secret: false }, program)
}

/** Words that follow an option, or are joined to it by `=`. */
function followers(program: Program, option: RegExp): readonly string[] {
  const words = program.argv.map((value) => value.text)
  return words.flatMap((word, index) => {
    const [name = '', ...value] = word.split('=')
    if (!option.test(name)) return []
    if (/^-O./.test(word)) return [word.slice(2)]
    return [value.length > 0 ? value.join('=') : (words[index + 1] ?? '')]
  })
}

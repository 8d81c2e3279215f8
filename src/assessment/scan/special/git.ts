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
  if (settings.some((word) => /^protocol\.ext\.allow=(?:always|user)$/i.test(word)))
    note(program, 'loads-code')
  if (subcommand === 'config') setting(program, rest)
  return undefined
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
  const shell = value.startsWith('!')
  if (shell || (commands.test(name) && /[\s/]/.test(value)))
    runText({ text: value.replace(/^!/, ''), fetched: false, decoded: false, secret: false }, program)
}

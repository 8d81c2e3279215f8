import type { KnownSecret } from './value-rule.ts'

const secretWord =
  /token|secret|passw|pwd|credential|private|api[-_]?key|access[-_]?key|_key$|auth|cookie|session|dsn|connection[-_]?string/i

/** Names that sound secret and whose values are printed all the time. */
const publicNames = new Set([
  'PWD',
  'OLDPWD',
  'SSH_AUTH_SOCK',
  'GPG_AGENT_INFO',
  'DBUS_SESSION_BUS_ADDRESS',
  'XDG_SESSION_ID',
  'GITHUB_ACTIONS',
])

/** The values of an environment that are likely secret by their names: what a redactor is to know from the start. */
export function secretsOfEnvironment(env: Readonly<Record<string, string>>): readonly KnownSecret[] {
  return Object.entries(env)
    .filter(([name, value]) => secretWord.test(name) && !publicNames.has(name) && isTelling(value))
    .map(([name, value]) => ({ name, value }))
}

/** Replacing every `true` or `1234` in a log would hide more than it saves. */
function isTelling(value: string): boolean {
  return value.length >= 6 && !/^(true|false|none|null|undefined|default|\d{1,7})$/i.test(value)
}

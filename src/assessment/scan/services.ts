import type { KindId } from '../catalogue.ts'
import { statementKinds } from '../sql.ts'
import { hostKind, hostOf } from '../targets/hosts.ts'
import { isPrivate, pathKind, readingOf } from '../targets/paths.ts'
import { opensToAll, powerKind, startsOnMachines, switchesGuardOff } from '../verbs.ts'
import { optionValues, type Program, positionalValues } from './program.ts'

/** Options whose value is a statement for a database behind the service. */
const statements: ReadonlySet<string> = new Set([
  '--command',
  '--execute',
  '--sql',
  '--ddl',
  '--statement',
  '--query',
])

/** What the words of a service's command line mean: who gets power, what is shown to everyone, what leaves this machine. */
export function serviceKinds(program: Program): readonly KindId[] {
  const words = program.argv.slice(1)
  const kinds: (KindId | undefined)[] = [
    powerKind(program.given.positionals),
    words.some((value, at) => opensToAll(value.text) || makesPublic(value.text, words[at + 1]?.text))
      ? 'exposes-project'
      : undefined,
    ...manifestKinds(program),
    switchesGuardOff(words.map((value) => value.text)) ? 'disables-protection' : undefined,
    words.some((value) => startsOnMachines(value.text)) ? 'grants-access' : undefined,
    words.some((value) => value.flow.secret) ? 'sends-secret' : undefined,
    ...optionValues(program, statements).flatMap((value) => statementKinds(value.text)),
    ...words.flatMap((value, at) =>
      program.tool?.language === undefined &&
      statement.test(value.text) &&
      !texts.test(words[at - 1]?.text ?? '')
        ? statementKinds(value.text)
        : [],
    ),
    words.some((value) => mutation.test(value.text)) ? 'deletes-resources' : undefined,
    ...replKinds(program),
    ...uploadKinds(program),
  ]
  return kinds.filter((kind) => kind !== undefined)
}

/** `--allow-blob-public-access true`, `--publicly-accessible`. */
function makesPublic(word: string, next = ''): boolean {
  return /^--(?!no-)[a-z-]*public(?:ly)?-\w*access/.test(word) && !/^(?:false|disabled|no|off)$/i.test(next)
}

/** What a manifest for a cluster asks for that comes on standard input. */
function manifestKinds({ situation }: Program): readonly KindId[] {
  const text = (situation.place.input?.text ?? '').slice(0, 20_000)
  const kinds: KindId[] = []
  if (/\bkind["']?:\s{0,8}["']?\w*(?:RoleBinding|WebhookConfiguration)\b/.test(text))
    kinds.push('grants-access')
  if (/\b(?:privileged|host(?:PID|IPC|Network))["']?:\s{0,8}true|\bhostPath["']?:/.test(text))
    kinds.push('leaves-container')
  return kinds
}

const statement = /^\s*(?:drop|truncate|delete\s+from|alter)\s+\w+/i
/** Options whose value is for people. */
const texts = /^--?(?:t|b|m|title|body|summary|message|description|comment|subject|text|notes)$/

/** A mutation of GraphQL that takes something away. */
const mutation = /\bmutation\b[\s\S]{0,400}?\b(?:delete|remove|archive|purge|destroy|drop)[A-Z]\w*/

/** Subcommands that run the code or the statements which they are handed. */
const repl = /^(?:console|runner|shell|tinker|dbshell|dbconsole|psql|sql|query|execute|connect)$/

function replKinds(program: Program): readonly KindId[] {
  const words = program.given.positionals
  if (!words.slice(0, 4).some((word) => repl.test(word))) return []
  return statementKinds([...words, program.situation.place.input?.text ?? ''].join('\n'))
}

const place = /^[a-z][a-z0-9+.-]*:\/\/|^[\w-]{2,}:[\w/.-]*$/
const dump = /\.(?:sql|dump|dmp|bak|sqlite3?|mdb|pcap|rdb|bson)(?:\.(?:gz|bz2|xz|zst|zip|enc))?$/i

/** What is handed over beside a place such as `s3://bucket`: credentials, a home or system directory, a database's dump. */
export function uploadKinds(program: Program): readonly KindId[] {
  const paths = positionalValues(program).map((value) => value.text)
  // An address of an interface, not a file.
  if (paths[0] === 'api') return []
  const target = paths.at(-1) ?? ''
  const files = paths.filter((path) => /[./~]/.test(path) && !place.test(path))
  if (files.some((path) => readingOf(path) === 'reads-secrets')) return ['sends-secret']
  if (
    !paths.some((path) => place.test(path)) &&
    files.some((path) => /^[/~]\w/.test(path) && isPrivate(path))
  )
    return ['sends-data']
  if (
    !place.test(target) &&
    !program.given.options.some(({ name }) => /^--?(?:file|body|f|s|source)$/.test(name))
  )
    return []
  return files.some((path) => dump.test(path) || isPrivate(path) || pathKind(path) === 'system')
    ? ['sends-data']
    : []
}

/** An address where a package comes from, or goes to, that nobody vouches for. */
export function sourceKinds(program: Program, found: ReadonlySet<KindId>): readonly KindId[] {
  const installs = program.tool?.is === 'installs' || found.has('installs')
  const doubtful = program.argv
    .slice(1)
    .some(({ text }) => text.includes('://') && isDoubtful(text, installs))
  return doubtful ? ['suspicious-host'] : []
}

function isDoubtful(word: string, installs: boolean): boolean {
  const url = /(?:^|[=@+])((?:https?|git|ftp):\/\/\S+)/.exec(word)?.[1]
  if (url === undefined) return false
  // `https://github.com@example.net/`: what looks like the host is a user.
  if (/^\w+:\/\/[\w.-]+\.(?:com|org|net|io|dev)(?::[^/@]*)?@/.test(url)) return true
  const host = hostOf(url) ?? ''
  const kind = hostKind(host)
  if (kind === 'address') return !isInside(host)
  // What comes over an open line may be exchanged on its way.
  return (
    kind === 'drop' || kind === 'lookalike' || (installs && kind === 'other' && url.startsWith('http://'))
  )
}

/** Addresses of a private network. */
function isInside(host: string): boolean {
  return /^(?:10\.|192\.168\.|172\.(?:1[6-9]|2\d|3[01])\.|100\.(?:6[4-9]|[7-9]\d|1[01]\d|12[0-7])\.)/.test(
    host,
  )
}

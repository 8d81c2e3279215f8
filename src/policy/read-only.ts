import type { ScriptReading, SimpleCommand } from '../shell/simple-command.ts'
import { programName } from './program.ts'
import { isOneOf } from './program-options.ts'
import { isNoFile } from './redirect.ts'

/** Programs and builtins that only read and print, whatever their arguments. */
const readers: ReadonlySet<string> = new Set(
  `: [ arch basename cal cat cd cksum cmp comm cut df diff dirname du echo egrep expand expr factor false fgrep fmt fold grep
  groups head hexdump hostid id jq join lscpu lsblk ls md5sum nl nproc numfmt od paste pathchk popd printenv printf ps pushd pwd
  readlink realpath rev seq sha1sum sha224sum sha256sum sha384sum sha512sum sleep stat strings sum tac tail test tr true tsort
  tty type uname unexpand uniq uptime wc which whoami`.split(/\s+/),
)

/** Words that make a reader write or run something after all. */
const exceptions: Readonly<Record<string, RegExp>> = {
  uniq: /^(?:[^-]|--$)/,
  printf: /^-v/,
  diff: /^--output/,
  cd: /^\/dev/,
}

/** Wrappers that write a file of their own, or start another program beside. */
const writers: ReadonlySet<string> = new Set(
  'dbus-run-session fakeroot flock gtime ltrace script strace time watch xvfb-run'.split(' '),
)

const gitReaders: ReadonlySet<string> = new Set(
  'blame cat-file count-objects describe diff diff-tree for-each-ref grep log ls-files ls-remote ls-tree merge-base name-rev rev-list rev-parse shortlog show show-ref status version whatchanged'.split(
    ' ',
  ),
)

/**
 * Whether a script only reads: every simple command is on the built-in list with nothing in its words that makes it write,
 * every redirection goes nowhere, and all of it is known. Used by `unless-trusted` alone.
 */
export function isReadOnly(reading: ScriptReading): boolean {
  if (reading.unknowns.length > 0 || reading.commands.length === 0) return false
  return reading.commands.every((command) => onlyReads(command))
}

function onlyReads(command: SimpleCommand): boolean {
  if (command.redirects.some(({ writes, target }) => writes && !isNoFile(target.value))) return false
  if (command.role === 'powerful') return false
  const [name, ...args] = command.words
  if (name === undefined) return true
  if (command.role === 'transparent') return !writers.has(programName(name.value ?? ''))
  if (name.value === undefined || name.value.includes('/')) return false
  return readsWith(
    name.value,
    args.map((word) => word.value),
  )
}

function readsWith(name: string, args: readonly (string | undefined)[]): boolean {
  if (readers.has(name)) {
    const exception = Object.hasOwn(exceptions, name) ? exceptions[name] : undefined
    return exception === undefined || !args.some((word) => word === undefined || exception.test(word))
  }
  if (args.includes(undefined)) return false
  const words = args.flatMap((word) => word ?? [])
  switch (name) {
    case 'find':
      return !words.some((word) =>
        /^-(?:delete|exec|execdir|ok|okdir|fls|fprint|fprint0|fprintf)$/.test(word),
      )
    case 'sort':
      return !words.some(
        (word) =>
          /^-[a-zA-Z]*[oT]/.test(word) || isOneOf(word, '--output --compress-program --temporary-directory'),
      )
    case 'rg':
      return !words.some((word) => /^(?:--pre|--hostname-bin|-[a-zA-Z]*z|--search-zip)/.test(word))
    case 'date':
      return !words.some((word) => /^(?:-[a-zA-Z]*s|\d)/.test(word) || isOneOf(word, '--set'))
    case 'file':
      return !words.some((word) => /^-[a-zA-Z]*C/.test(word) || isOneOf(word, '--compile'))
    case 'tree':
      return !words.some((word) => /^-[a-zA-Z]*[oR]/.test(word))
    case 'base64':
      return !words.some((word) => /^(?:-o|--output)/.test(word))
    case 'sed':
      return (
        words.length >= 2 &&
        words[0] === '-n' &&
        /^\d+(?:,\d+)?p$/.test(words[1] ?? '') &&
        words.slice(2).every((word) => !word.startsWith('-'))
      )
    case 'git':
      return gitReads(words)
    case 'set':
      return words.every((word) => /^[-+][a-zA-Z]+$/.test(word) || word === 'pipefail')
    default:
      return false
  }
}

function gitReads(words: readonly string[]): boolean {
  const [subcommand, ...rest] = words
  if (subcommand === undefined || !gitReaders.has(subcommand)) return false
  return !rest.some((word) => /^(?:-O|ext::)/.test(word) || isOneOf(word, gitWriters))
}

const gitWriters = '--output --ext-diff --textconv --filters --open-files-in-pager --upload-pack --exec'

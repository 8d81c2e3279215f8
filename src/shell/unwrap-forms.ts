import { isHarmlessMode } from './modes.ts'
import { type Argument, readOptions } from './options.ts'
import type { Inner, Unwrapped } from './unwrap.ts'
import type { OptionKind } from './wrappers/table.ts'

const shells: ReadonlySet<string> = new Set([
  'ash',
  'bash',
  'dash',
  'fish',
  'ksh',
  'ksh93',
  'mksh',
  'rbash',
  'sh',
  'yash',
  'zsh',
])

const shellOptions: ReadonlyMap<string, OptionKind> = new Map<string, OptionKind>([
  ...[...'abcefhilmnprstuvxBCDEPTq'].map((letter) => [`-${letter}`, 'flag'] as const),
  ...[
    '--debugger',
    '--login',
    '--noediting',
    '--noprofile',
    '--norc',
    '--posix',
    '--restricted',
    '--verbose',
    '--pretty-print',
  ].map((name) => [name, 'flag'] as const),
  ['-o', 'value'],
  ['-O', 'value'],
  ['--rcfile', 'value'],
  ['--init-file', 'value'],
  ['--version', 'inert'],
  ['--help', 'inert'],
])

/** The wrappers whose arguments follow no table: shells, `eval`, `trap`, `find -exec`. Undefined for all others. */
export function unwrapForm(name: string, argv: readonly Argument[]): Unwrapped | undefined {
  if (shells.has(name)) return shell(name, argv)
  switch (name) {
    case 'eval':
      return evaluated(argv)
    case 'trap':
      return trap(argv)
    case 'find':
    case 'gfind':
      return found(argv)
    case 'fd':
    case 'fdfind':
      return foundByFd(argv)
    case 'git':
      return git(argv)
    default:
      return undefined
  }
}

/** True for a program that reads a script as bash and sh do. */
export function isShell(name: string): boolean {
  return shells.has(name)
}

function shell(name: string, argv: readonly Argument[]): Unwrapped {
  const plus = argv.map((word) =>
    word !== undefined && /^\+[a-zA-Z]/.test(word) ? `-${word.slice(1)}` : word,
  )
  const front = readOptions(plus, 1, shellOptions)
  const has = (option: string): boolean => front.options.some((found) => found.name === option)
  if (front.options.some((option) => option.kind === 'inert')) return { role: 'transparent', name, inner: [] }
  const startsFile = has('--rcfile') || has('--init-file')
  const changes = front.options.some(
    ({ name: option, value }) => /^-[oO]$/.test(option) && !isHarmlessMode(value?.text ?? ''),
  )
  const unsure: readonly Inner[] =
    front.sure && !startsFile && !changes
      ? []
      : [{ kind: 'unsure', word: Math.min(front.next, argv.length - 1) }]
  if (has('-c') || (!front.sure && argv.includes('-c'))) {
    const at = front.sure ? front.next : Math.max(front.next, argv.indexOf('-c') + 1)
    const inner: Inner = { kind: 'script', word: at, text: argv[at], parameters: at + 1 }
    return { role: 'transparent', name: `${name} -c`, inner: [...unsure, inner] }
  }
  if (has('-s') || front.next >= argv.length || isInput(argv[front.next])) {
    return { role: 'transparent', name, inner: [...unsure, { kind: 'input', word: 0 }] }
  }
  return { role: 'plain', name, inner: unsure }
}

function isInput(word: Argument): boolean {
  return word === '-' || word === '/dev/stdin' || word === '/dev/fd/0' || word === '/proc/self/fd/0'
}

function evaluated(argv: readonly Argument[]): Unwrapped {
  const from = argv[1] === '--' ? 2 : 1
  const words = argv.slice(from)
  const text = words.every((word) => word !== undefined) ? words.join(' ') : undefined
  const inner: readonly Inner[] =
    words.length === 0
      ? []
      : [{ kind: 'script', word: from, last: argv.length - 1, text, parameters: undefined }]
  return { role: 'transparent', name: 'eval', inner }
}

function trap(argv: readonly Argument[]): Unwrapped {
  const from = argv[1] === '--' ? 2 : 1
  const text = argv[from]
  const runs = argv.length > from + 1 && text !== '-' && text !== '' && !/^-[lpP]$/.test(text ?? 'x')
  return {
    role: 'transparent',
    name: 'trap',
    inner: runs ? [{ kind: 'script', word: from, text, parameters: undefined }] : [],
  }
}

const findRuns: ReadonlySet<string> = new Set(['-exec', '-execdir', '-ok', '-okdir'])

function found(argv: readonly Argument[]): Unwrapped {
  const inner: Inner[] = []
  let end = 0
  for (let at = 1; at < argv.length; at += 1) {
    if (!findRuns.has(argv[at] ?? '')) continue
    const to = argv.findIndex((word, index) => index > at && isEndOfRun(argv, word, index))
    end = to === -1 ? argv.length : to
    if (end > at + 1) {
      inner.push({
        kind: 'command',
        from: at + 1,
        to: end,
        assignments: [],
        appends: false,
        placeholder: '{}',
      })
    }
    at = end
  }
  const loose = argv.findIndex((word, index) => index > end && (word === ';' || word === undefined))
  const hidden =
    argv.some((word, index) => index > end && word === undefined) &&
    argv.slice(end + 1).some((word) => word === ';' || word === '+')
  if (hidden) inner.push({ kind: 'unsure', word: Math.max(1, loose) })
  return { role: 'plain', name: 'find', inner }
}

function isEndOfRun(argv: readonly Argument[], word: Argument, index: number): boolean {
  return word === ';' || (word === '+' && argv[index - 1] === '{}')
}

function foundByFd(argv: readonly Argument[]): Unwrapped | undefined {
  const at = argv.findIndex((word) => ['-x', '-X', '--exec', '--exec-batch'].includes(word ?? ''))
  if (at === -1 || at + 1 >= argv.length) return undefined
  const end = argv.indexOf(';', at)
  const to = end === -1 ? argv.length : end
  return {
    role: 'plain',
    name: 'fd',
    inner: [{ kind: 'command', from: at + 1, to, assignments: [], appends: true, placeholder: '{}' }],
  }
}

const gitPrograms =
  /^(?:alias\..+|core\.(?:pager|editor|sshcommand|fsmonitor|askpass|gitproxy|hookspath)|pager\..+|diff\.external|diff\..+\.(?:command|textconv)|filter\..+\.(?:clean|smudge|process)|credential\.(?:.+\.)?helper|sequence\.editor|merge\..+\.driver|gpg\.(?:.+\.)?program|sendemail\..*cmd|uploadpack\.packobjectshook|.*\.(?:uploadpack|receivepack))$/i

/** `git -c alias.x='!cmd'` and the other settings that name a program. */
function git(argv: readonly Argument[]): Unwrapped | undefined {
  const inner: Inner[] = []
  for (let at = 1; at < argv.length; at += 1) {
    const word = argv[at]
    if (word === '-c' || word === '--config-env') {
      inner.push(...gitSetting(argv[at + 1], at + 1))
      at += 1
    } else if (word === '-C' || word === '--git-dir' || word === '--work-tree' || word === '--namespace')
      at += 1
    else if (word === undefined || !word.startsWith('-')) break
  }
  return inner.length === 0 ? undefined : { role: 'plain', name: 'git -c', inner }
}

function gitSetting(setting: Argument, word: number): readonly Inner[] {
  const equals = setting?.indexOf('=') ?? -1
  if (setting === undefined || equals === -1) return setting === undefined ? [{ kind: 'unsure', word }] : []
  if (!gitPrograms.test(setting.slice(0, equals))) return []
  const text = setting.slice(equals + 1).replace(/^!/, '')
  return text === ''
    ? []
    : [
        { kind: 'script', word, text, parameters: undefined },
        { kind: 'unsure', word },
      ]
}

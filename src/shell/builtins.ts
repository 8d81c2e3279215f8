import { namesIn } from './assigned.ts'
import { environmentEffect } from './environment.ts'
import { hiddenScripts, subscriptScripts } from './hidden.ts'
import { isHarmlessMode } from './modes.ts'
import { bind, type Scope, setBinding } from './scope.ts'
import type { Word } from './simple-command.ts'
import type { Stdin } from './walk.ts'

/** What reading a builtin found that makes names mean something else. */
export type BuiltinEffect = { readonly shadows: boolean; readonly evaluates: readonly string[] }

const nothing: BuiltinEffect = { shadows: false, evaluates: [] }
const shadowing: BuiltinEffect = { shadows: true, evaluates: [] }

const declarations: ReadonlySet<string> = new Set(['export', 'declare', 'local', 'readonly', 'typeset'])

/** Builtins that evaluate a substitution inside the subscript of a name, or keep it for later: `unset 'a[$(cmd)]'`. */
const evaluators: ReadonlySet<string> = new Set([
  'compgen',
  'complete',
  'declare',
  'export',
  'getopts',
  'let',
  'local',
  'mapfile',
  'printf',
  'read',
  'readarray',
  'readonly',
  'set',
  'test',
  '[',
  'typeset',
  'unset',
  'wait',
])

/** Builtins that put their standard input into variables. */
const readers: ReadonlySet<string> = new Set(['read', 'mapfile', 'readarray'])

/** Applies what a builtin does to the shell's state, as far as its words are known. */
export function applyBuiltin(scope: Scope, all: readonly Word[], stdin: Stdin): BuiltinEffect {
  const words = withoutPrefix(all)
  const name = words[0]?.value ?? ''
  const effect = applyNamed(scope, name, words.slice(1), stdin)
  const called = scope.functions.has(name)
  if (!evaluators.has(name) && !called) return effect
  const texts = words.slice(1).map((word) => word.value ?? word.glob ?? '')
  const evaluates = texts.flatMap(called ? subscriptScripts : hiddenScripts)
  if (readers.has(name) && stdin.kind === 'text') evaluates.push(...subscriptScripts(stdin.text))
  return { ...effect, evaluates: [...effect.evaluates, ...evaluates] }
}

/** What stands behind `command` and `builtin`, which change nothing about the builtin after them. */
export function withoutPrefix(words: readonly Word[]): readonly Word[] {
  if (words[0]?.value !== 'command' && words[0]?.value !== 'builtin') return words
  const at = words.findIndex(({ value }, index) => index > 0 && !/^-(?:p|-)$/.test(value ?? ''))
  return at === -1 ? [] : withoutPrefix(words.slice(at))
}

function applyNamed(scope: Scope, name: string, args: readonly Word[], stdin: Stdin): BuiltinEffect {
  if (declarations.has(name)) return declare(scope, args)
  switch (name) {
    case 'set':
      setPositional(scope, args)
      return changesModes(args) ? shadowing : nothing
    case 'shift':
      shift(scope, args)
      return nothing
    case 'read':
      read(scope, args, stdin)
      return unnamed(args)
    case 'printf':
      return args[0]?.value === '-v' || args[0]?.value === undefined
        ? openNames(scope, args.slice(0, 2))
        : nothing
    case 'mapfile':
    case 'readarray':
      return { ...openNames(scope, args), evaluates: callbacks(args) }
    case 'getopts':
    case 'let':
    case 'wait':
      return openNames(scope, args)
    case 'unset':
      return unset(scope, args)
    case 'alias':
    case 'enable':
    case 'hash':
      return args.length > 0 && args[0]?.value !== '-r' ? aliasOf(name, args) : nothing
    case 'shopt':
      return args.every(
        ({ value }) => value !== undefined && (value.startsWith('-') || isHarmlessMode(value)),
      )
        ? nothing
        : shadowing
    default:
      return nothing
  }
}

/** `mapfile -C command`: run for every few lines. */
function callbacks(args: readonly Word[]): readonly string[] {
  return args.flatMap((word, index) => (args[index - 1]?.value === '-C' ? (word.value ?? []) : []))
}

function aliasOf(name: string, args: readonly Word[]): BuiltinEffect {
  const evaluates = args.flatMap((word) =>
    name === 'alias' ? (word.value?.split('=').slice(1).join('=') ?? []) : (word.value ?? []),
  )
  return { shadows: true, evaluates }
}

function declare(scope: Scope, args: readonly Word[]): BuiltinEffect {
  if (args.some((word) => /^[-+][A-Za-z]*[nluc]/.test(word.value ?? ''))) return shadowing
  const plain = args.every((word) => !/^[-+].*[^xrgp-]/.test(word.value ?? ''))
  for (const word of args) {
    if (word.value === undefined && !/^[A-Za-z_]\w*\+?=/.test(word.text)) return shadowing
    declareOne(scope, word, plain ? 'plain' : 'changing')
  }
  return nothing
}

/** `changing`: an option such as `-n`, `-i` or `-l` makes the variable hold something else than what is assigned. */
function declareOne(scope: Scope, word: Word, kind: 'plain' | 'changing'): void {
  const assignment = /^([A-Za-z_]\w*)(\+?)=([\s\S]*)$/.exec(word.value ?? word.text)
  const name = assignment?.[1]
  if (name === undefined) {
    if (kind === 'changing') for (const each of namesIn(word.value ?? '')) bind(scope, each, undefined)
    return
  }
  const known = kind === 'plain' && assignment?.[2] === '' && word.value !== undefined
  bind(scope, name, known ? { kind: 'text', text: assignment?.[3] ?? '' } : undefined)
}

/** `set -- a b`, `set a b`; `set -euo pipefail` leaves the parameters alone. */
function setPositional(scope: Scope, args: readonly Word[]): void {
  const at = afterModes(args)
  const dashed = args[at]?.value === '--'
  const items = args.slice(dashed ? at + 1 : at)
  if (items.length === 0 && !dashed) return
  const known = items.flatMap((word) => word.value ?? [])
  scope.positional = known.length === items.length && known[0] !== '-' ? known : undefined
}

function afterModes(args: readonly Word[]): number {
  let at = 0
  while (/^[-+][A-Za-z]+$/.test(args[at]?.value ?? '')) at += args[at]?.value?.includes('o') === true ? 2 : 1
  return at
}

/** `set -k` and `set -o history` change what a later line means. */
function changesModes(args: readonly Word[]): boolean {
  if (args[0] !== undefined && args[0].value === undefined && args[0].splits) return true
  return args.slice(0, afterModes(args)).some(({ value = '' }) => !isHarmlessMode(value))
}

/** More than there are are not shifted at all. */
function shift(scope: Scope, args: readonly Word[]): void {
  const [count] = args.length === 0 ? ['1'] : args.map((word) => word.value)
  const items = scope.positional
  const known = count !== undefined && /^\d{1,4}$/.test(count) && Number(count) <= (items?.length ?? 0)
  scope.positional = known ? items?.slice(Number(count)) : undefined
}

function read(scope: Scope, args: readonly Word[], stdin: Stdin): void {
  const names = args.filter((word) => word.value !== '-r').map((word) => word.value)
  const [name] = names
  const simple = names.length === 1 && name !== undefined && /^[A-Za-z_]\w*$/.test(name)
  const line = stdin.kind === 'text' ? stdin.text.split('\n')[0]?.trim() : undefined
  if (simple && line !== undefined && !line.includes('\\')) bind(scope, name, { kind: 'text', text: line })
  else openNames(scope, args)
  if (names.length === 0) bind(scope, 'REPLY', undefined)
}

/** After this the named variables may hold anything; a name that can't be told may be any variable, `PATH` too. */
function openNames(scope: Scope, args: readonly Word[]): BuiltinEffect {
  for (const word of args) for (const name of namesIn(word.value ?? '')) bind(scope, name, undefined)
  return unnamed(args)
}

function unnamed(args: readonly Word[]): BuiltinEffect {
  const reroutes = args.some((word) =>
    namesIn(word.value ?? '').some((name) => environmentEffect(name) !== 'none'),
  )
  return reroutes || args.some((word) => word.value === undefined && word.splits) ? shadowing : nothing
}

function unset(scope: Scope, args: readonly Word[]): BuiltinEffect {
  if (args.some((word) => word.value === undefined)) return shadowing
  const functions = args.some((word) => word.value === '-f')
  for (const word of args) {
    const name = word.value ?? ''
    if (/^[A-Za-z_]\w*$/.test(name)) setBinding(scope, name, { values: [{ kind: 'unset' }], open: functions })
    scope.functions.delete(name)
  }
  return functions ? shadowing : nothing
}

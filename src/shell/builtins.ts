import { namesIn } from './assigned.ts'
import { bind, type Scope, setBinding } from './scope.ts'
import type { Word } from './simple-command.ts'
import type { Stdin } from './walk.ts'

/** What reading a builtin found that makes names mean something else. */
export type BuiltinEffect = { readonly shadows: boolean; readonly evaluates: readonly string[] }

const nothing: BuiltinEffect = { shadows: false, evaluates: [] }
const shadowing: BuiltinEffect = { shadows: true, evaluates: [] }

const declarations: ReadonlySet<string> = new Set(['export', 'declare', 'local', 'readonly', 'typeset'])

/** Builtins that evaluate a substitution inside the subscript of a name: `unset 'a[$(cmd)]'`. */
const evaluators: ReadonlySet<string> = new Set([
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
  'test',
  '[',
  'typeset',
  'unset',
  'wait',
])

/** Applies what a builtin does to the shell's state, as far as its words are known. */
export function applyBuiltin(scope: Scope, words: readonly Word[], stdin: Stdin): BuiltinEffect {
  const name = words[0]?.value ?? ''
  const effect = applyNamed(scope, name, words.slice(1), stdin)
  if (!evaluators.has(name)) return effect
  const evaluates = words.slice(1).flatMap((word) => hiddenScripts(word.value ?? ''))
  return { ...effect, evaluates: [...effect.evaluates, ...evaluates] }
}

/** Texts with a substitution in them that arithmetic or a subscript would run: the text of a variable, of an argument. */
export function hiddenScripts(value: string): readonly string[] {
  return /\$\(|`|\$\{/.test(value) ? [`: "${value.replace(/"/g, '\\"')}"`] : []
}

function applyNamed(scope: Scope, name: string, args: readonly Word[], stdin: Stdin): BuiltinEffect {
  if (declarations.has(name)) return declare(scope, args)
  switch (name) {
    case 'set':
      setPositional(scope, args)
      return nothing
    case 'shift':
      scope.positional = scope.positional?.slice(Number(args[0]?.value ?? 1) || 1)
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
      return args.some((word) => word.value === 'expand_aliases') ? shadowing : nothing
    default:
      return nothing
  }
}

function aliasOf(name: string, args: readonly Word[]): BuiltinEffect {
  const evaluates =
    name === 'alias' ? args.flatMap((word) => word.value?.split('=').slice(1).join('=') ?? []) : []
  return { shadows: true, evaluates }
}

function declare(scope: Scope, args: readonly Word[]): BuiltinEffect {
  const plain = args.every((word) => !/^[-+].*[^xrgp-]/.test(word.value ?? ''))
  for (const word of args) {
    if (word.value === undefined) {
      const name = /^([A-Za-z_]\w*)\+?=/.exec(word.text)?.[1]
      if (name === undefined) return shadowing
      bind(scope, name, undefined)
      continue
    }
    const assignment = /^([A-Za-z_]\w*)(\+?)=([\s\S]*)$/.exec(word.value)
    if (assignment?.[1] === undefined) continue
    const known = plain && assignment[2] === ''
    bind(scope, assignment[1], known ? { kind: 'text', text: assignment[3] ?? '' } : undefined)
  }
  if (!plain)
    for (const word of args) for (const name of namesIn(word.value ?? '')) bind(scope, name, undefined)
  return nothing
}

function setPositional(scope: Scope, args: readonly Word[]): void {
  const first = args.findIndex(
    (word) => word.value === undefined || word.value === '--' || !/^[-+]/.test(word.value),
  )
  if (first === -1) return
  const items = args.slice(args[first]?.value === '--' ? first + 1 : first)
  const known = items.flatMap((word) => word.value ?? [])
  const sure =
    known.length === items.length && !args.slice(0, first).some((word) => word.value?.endsWith('o'))
  scope.positional = sure ? known : undefined
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
  return args.some((word) => word.value === undefined && word.splits) ? shadowing : nothing
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

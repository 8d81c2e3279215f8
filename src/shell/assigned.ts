import { type Binding, union } from './scope.ts'
import { type Assignment, type Command, childrenOf, type ParsedScript, type SyntaxNode } from './syntax.ts'
import { resolveWord } from './words.ts'

/** Commands that set variables named by their arguments. */
const setters: ReadonlySet<string> = new Set([
  'read',
  'mapfile',
  'readarray',
  'getopts',
  'printf',
  'unset',
  'let',
  'wait',
  'export',
  'declare',
  'local',
  'readonly',
  'typeset',
])

/** Commands that may set any variable, at any time. */
const rulers: ReadonlySet<string> = new Set(['eval', 'source', '.', 'trap'])

/** What stands before a builtin without changing what it does. */
const prefixes: ReadonlySet<string> = new Set(['command', 'builtin'])

/** More variables than this are not told apart. */
const maxNames = 128

const anything: Binding = { values: [], open: true }

/** What a variable is set to, and at how many places. */
export type Assigned = { readonly binding: Binding; readonly places: number }

/** What each variable is set to anywhere in a script, whatever the order; `all` when any variable may be set. */
export function assignedIn(script: ParsedScript): ReadonlyMap<string, Assigned> | 'all' {
  const found = new Map<string, Assigned>()
  const stack: SyntaxNode[] = [script]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'Word' && node.parts === undefined) continue
    if (note(found, node) === 'all' || found.size > maxNames) return 'all'
    stack.push(...childrenOf(node))
  }
  return found
}

function note(found: Map<string, Assigned>, node: SyntaxNode): 'all' | undefined {
  if (node.type === 'Assignment') add(found, node.name, bindingOf(node))
  if (node.type === 'For' || node.type === 'Select') add(found, node.name.value, anything)
  if (node.type === 'ArithmeticCommand') for (const name of namesIn(node.body)) add(found, name, anything)
  if (node.type === 'ParameterExpansion' && node.operation?.type === 'Default')
    add(found, node.parameter, anything)
  return node.type === 'Command' ? noteCommand(found, node) : undefined
}

function noteCommand(found: Map<string, Assigned>, command: Command): 'all' | undefined {
  const words = [command.name, ...command.args].flatMap((word) => (word?.type === 'Word' ? word : []))
  const at = words.findIndex((word) => !prefixes.has(word.value) && !word.value.startsWith('-'))
  const name = words[at]?.value
  if (name === undefined) return undefined
  if (rulers.has(name)) return 'all'
  if (name === 'shift' || (name === 'set' && setsPositional(words.slice(at + 1)))) add(found, '@', anything)
  if (!setters.has(name)) return undefined
  // A name that points at another: whatever is set to the one is set to the other.
  if (words.some((word) => /^-[A-Za-z]*n/.test(word.value)) && name !== 'read') return 'all'
  for (const { value } of words.slice(at + 1)) for (const word of namesIn(value)) add(found, word, anything)
  return undefined
}

/** `set -euo pipefail` changes options alone. */
function setsPositional(words: readonly { readonly value: string }[]): boolean {
  return words.some(({ value }, index) => {
    const isValue = /^[-+][A-Za-z]*o$/.test(words[index - 1]?.value ?? '')
    return !isValue && !/^[-+][A-Za-z]/.test(value)
  })
}

function bindingOf(assignment: Assignment): Binding {
  if (assignment.append === true || assignment.index !== undefined) return anything
  if (assignment.value.type !== 'Word') return anything
  const text = resolveWord(assignment.value, { get: () => undefined })
  return text === undefined ? anything : { values: [{ kind: 'text', text }], open: false }
}

function add(found: Map<string, Assigned>, name: string, binding: Binding): void {
  const before = found.get(name)
  if (before === undefined) found.set(name, { binding, places: 1 })
  else found.set(name, { binding: union(before.binding, binding), places: before.places + 1 })
}

/** Every name in an arithmetic text or an argument. */
export function namesIn(text: string): readonly string[] {
  return text.slice(0, 2_000).match(/[A-Za-z_]\w*/g) ?? []
}

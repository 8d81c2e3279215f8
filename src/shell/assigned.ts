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
])

/** Commands that may set any variable. */
const rulers: ReadonlySet<string> = new Set(['eval', 'source', '.', 'trap'])

/** More variables than this are not told apart. */
const maxNames = 128

const anything: Binding = { values: [], open: true }

/** What each variable is set to anywhere in a script, whatever the order; `all` when any variable may be set. */
export function assignedIn(script: ParsedScript): ReadonlyMap<string, Binding> | 'all' {
  const found = new Map<string, Binding>()
  const stack: SyntaxNode[] = [script]
  for (let node = stack.pop(); node !== undefined; node = stack.pop()) {
    if (node.type === 'CommandExpansion' || node.type === 'ProcessSubstitution') continue
    if (node.type === 'Word' && node.parts === undefined) continue
    if (note(found, node) === 'all' || found.size > maxNames) return 'all'
    stack.push(...childrenOf(node))
  }
  return found
}

function note(found: Map<string, Binding>, node: SyntaxNode): 'all' | undefined {
  if (node.type === 'Assignment') add(found, node.name, bindingOf(node))
  if (node.type === 'For' || node.type === 'Select') add(found, node.name.value, anything)
  if (node.type === 'ArithmeticCommand') for (const name of namesIn(node.body)) add(found, name, anything)
  if (node.type === 'ParameterExpansion' && node.operation?.type === 'Default')
    add(found, node.parameter, anything)
  return node.type === 'Command' ? noteCommand(found, node) : undefined
}

function noteCommand(found: Map<string, Binding>, command: Command): 'all' | undefined {
  const name = command.name?.value
  if (name === undefined) return undefined
  if (rulers.has(name)) return 'all'
  if (!setters.has(name)) return undefined
  for (const argument of command.args) {
    if (argument.type === 'Word') for (const word of namesIn(argument.value)) add(found, word, anything)
  }
  return undefined
}

function bindingOf(assignment: Assignment): Binding {
  if (assignment.append === true || assignment.index !== undefined) return anything
  if (assignment.value.type !== 'Word') return anything
  const text = resolveWord(assignment.value, { get: () => undefined })
  return text === undefined ? anything : { values: [{ kind: 'text', text }], open: false }
}

function add(found: Map<string, Binding>, name: string, binding: Binding): void {
  const before = found.get(name)
  found.set(name, before === undefined ? binding : union(before, binding))
}

/** Every name in an arithmetic text or an argument. */
export function namesIn(text: string): readonly string[] {
  return text.slice(0, 2_000).match(/[A-Za-z_]\w*/g) ?? []
}

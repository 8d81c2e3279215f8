import { namesIn } from './assigned.ts'
import { environmentEffect } from './environment.ts'
import { readHidden, readQuoted } from './hidden.ts'
import { type Binding, bind, forkScope, inEachWorld, setBinding, union } from './scope.ts'
import { isStrayPart } from './strays.ts'
import { childrenOf, type SyntaxNode } from './syntax.ts'
import { noteUnknown, type Place, type Walk } from './walk.ts'
import { expandWord, resolveWord } from './words.ts'

type NodeOf<Type extends SyntaxNode['type']> = Extract<SyntaxNode, { type: Type }>
type Substitution =
  | NodeOf<'CommandExpansion'>
  | NodeOf<'ProcessSubstitution'>
  | NodeOf<'ArithmeticCommandExpansion'>
type Range = { readonly pos: number; readonly end: number }

/** Reads the substitutions in a node, each in a shell of its own, and takes in what expansions assign. */
export function walkExpansions(walk: Walk, node: SyntaxNode, place: Place): void {
  const stack: SyntaxNode[] = [node]
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    if (isPlainWord(next)) continue
    if (isSubstitution(next)) readSubstitution(walk, next, place)
    else if (walk.spend(next.type === 'ArithmeticExpansion' ? 1 + next.end - next.pos : 1)) {
      noteExpansion(walk, next, place)
      stack.push(...childrenOf(next).toReversed())
    } else return
  }
}

/** Letters alone. */
function isPlainWord(node: SyntaxNode): boolean {
  return node.type === 'Word' && node.parts === undefined && !isStrayPart(node)
}

function isSubstitution(node: SyntaxNode): node is Substitution {
  return (
    node.type === 'CommandExpansion' ||
    node.type === 'ProcessSubstitution' ||
    node.type === 'ArithmeticCommandExpansion'
  )
}

function noteExpansion(walk: Walk, node: SyntaxNode, place: Place): void {
  if (isStrayPart(node)) noteStray(walk, node, place)
  switch (node.type) {
    case 'ExtendedGlob':
      // Without `shopt -s extglob` a syntax error, and who sets that before can't be told.
      noteUnknown(walk, 'parse-error', node.text, place.locate(node.pos, node.end))
      return
    case 'ParameterExpansion':
      noteDefault(walk, node, place)
      noteEvaluated(walk, node, place)
      return
    case 'Assignment':
      if (node.index !== undefined) readQuoted(walk, node.index.text, node, place)
      return
    case 'ArrayValue':
      for (const element of node.elements) noteElement(walk, element, place)
      return
    case 'Word':
      // `{a['$(cmd)']}>file`: the name of a descriptor's variable, which the parser takes for a word.
      if (/^\{\w+\[/.test(node.text)) readQuoted(walk, node.text, node, place)
      return
    case 'ArithmeticExpansion':
      noteArithmetic(walk, node.text.slice(node.text.startsWith('$((') ? 3 : 2, -1), node, place)
      return
    case 'TestBinary':
      noteTested(walk, [node.left, node.right], place)
      return
    case 'TestUnary':
      noteTested(walk, [node.operand], place)
      return
    default:
      return
  }
}

function readSubstitution(walk: Walk, node: Substitution, place: Place): void {
  const range = place.locate(node.pos, node.end)
  if (!walk.spend(1 + node.end - node.pos)) return
  if (isStrayPart(node)) noteStray(walk, node, place)
  const { script } = node
  if (script === undefined) {
    noteUnknown(walk, 'parse-error', node.text, range)
    return
  }
  const locate = script.source === undefined ? place.locate : () => range
  walk.readTree(script, {
    ...place,
    scope: forkScope(place.scope),
    source: script.source ?? place.source,
    locate,
    depth: place.depth + 1,
    stdin: { kind: 'other' },
  })
}

function noteStray(walk: Walk, node: Range, place: Place): void {
  noteUnknown(walk, 'parse-error', 'a stray expansion', place.locate(node.pos, node.end))
}

/** Arithmetic may assign any name in it, and runs a substitution that hides in quotes inside a subscript. */
export function noteArithmetic(walk: Walk, text: string, range: Range, place: Place): void {
  if (/[^=!<>]=[^=]|\+\+|--/.test(text)) {
    for (const name of namesIn(text)) {
      bind(place.scope, name, undefined)
      noteAssigned(walk, name, range, place)
    }
  }
  readQuoted(walk, text, range, place)
}

/** `a=('b[$(cmd)]')` keeps the command for later, `a=(['$(cmd)']=b)` runs it. */
function noteElement(walk: Walk, element: NodeOf<'Word'>, place: Place): void {
  const text = resolveWord(element, { get: () => undefined })
  if (text !== undefined) readHidden(walk, text, place.locate(element.pos, element.end), place)
  else if (element.text.startsWith('[')) readQuoted(walk, element.text, element, place)
}

/** `${a['$(cmd)']}`, `${a:'b[$(cmd)]'}`: a subscript, an offset and a length are arithmetic. `${a@P}` runs what `a` holds. */
function noteEvaluated(walk: Walk, node: NodeOf<'ParameterExpansion'>, place: Place): void {
  if (node.index !== undefined) readQuoted(walk, node.index.text, node, place)
  if (node.operation?.type === 'Transform' && node.operation.operand.text.includes('P'))
    noteUnknown(walk, 'eval', node.text, place.locate(node.pos, node.end))
  if (node.operation?.type !== 'Slice') return
  readQuoted(walk, node.operation.offset.text, node, place)
  if (node.operation.length !== undefined) readQuoted(walk, node.operation.length.text, node, place)
}

/** Whoever sets `PATH` and the like decides what the names after it mean. */
export function noteAssigned(walk: Walk, name: string, range: Range, place: Place): void {
  if (environmentEffect(name) !== 'none') {
    noteUnknown(walk, 'shadowed', name, place.locate(range.pos, range.end))
  }
}

/** `${x:=value}` assigns where the variable is unset. */
function noteDefault(walk: Walk, node: NodeOf<'ParameterExpansion'>, place: Place): void {
  const { operation } = node
  if (operation?.type !== 'Default' || !operation.operator.endsWith('=')) return
  noteAssigned(walk, node.parameter, node, place)
  const [fields] = inEachWorld(place.scope, (variables) => expandWord(operation.operand, variables))
  const text = fields?.length === 1 ? fields[0]?.value : undefined
  const value: Binding = { values: text === undefined ? [] : [{ kind: 'text', text }], open: true }
  setBinding(place.scope, node.parameter, union(place.scope.bindings.get(node.parameter), value))
}

/** `[[ -v 'a[$(cmd)]' ]]` and `[[ 'a[$(cmd)]' -eq 0 ]]` run the command. */
function noteTested(walk: Walk, words: readonly NodeOf<'Word'>[], place: Place): void {
  for (const word of words)
    if (/['\\]/.test(word.text)) readHidden(walk, word.value, place.locate(word.pos, word.end), place)
}

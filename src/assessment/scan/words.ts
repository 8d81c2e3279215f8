import { childrenOf, type SyntaxNode, type SyntaxWord, type WordPart } from '../../shell/syntax.ts'
import { expandWord, literalText, resolveParts } from '../../shell/words.ts'
import { type Lookup, lookupIn } from './environment.ts'
import { type Flow, opaque, traceOf, unknown } from './flow.ts'
import type { Range, Scan } from './scan.ts'

/** One word of a command as the shell would hand it over, with U+E000 for what is unknown in it. */
export type Value = {
  readonly text: string
  readonly flow: Flow
  readonly range: Range
  readonly quoted: boolean
  /** As written. */
  readonly source: string
}

/** Runs what is nested in a word, and says what comes out of it. */
export type RunNested = (part: SyntaxNode) => Flow

/** The words that one written word turns into. What is nested in it is looked at through `run`. */
export function valuesOf(word: SyntaxWord, scan: Scan, run: RunNested): readonly Value[] {
  const range = { start: word.pos, end: word.end }
  const quoted = word.text !== word.value
  if (word.parts === undefined) return [{ text: word.value, flow: opaque, range, quoted, source: word.text }]
  const literal = literalText(word.parts)
  if (literal !== undefined) return [{ text: literal, flow: opaque, range, quoted, source: word.text }]
  const nested = nestedFlows(word.parts, run)
  const lookup = lookupIn(scan)
  const fields = expandWord(word, lookup.variables)
  const flow = flowOf(word.parts, nested) ?? traceOf(lookup.trace(), ...nested.values())
  const spread = /^["']*\$(?:[@*]|\{!?[@*])/.test(word.text)
  return fields.flatMap((field) => {
    const text =
      field.value ?? field.glob ?? (fields.length === 1 ? partial(word.parts, lookup, nested) : unknown)
    return text === '' && spread ? [] : [{ text, flow, range, quoted, source: word.text }]
  })
}

/** `<(command)` alone is a file that holds what the command prints. */
function flowOf(parts: readonly WordPart[], nested: Nested): Flow | undefined {
  const [part] = parts
  return parts.length === 1 && part?.type === 'ProcessSubstitution' ? nested.get(part) : undefined
}

/** A word where it is never split: an assignment, a redirect's target. */
export function singleValue(word: SyntaxWord, scan: Scan, run: RunNested): Value {
  const values = valuesOf(word, scan, run)
  const [first] = values
  if (values.length === 1 && first !== undefined) return first
  return {
    text: values.map((value) => value.text).join(' '),
    flow: traceOf(...values.map((value) => value.flow)),
    range: { start: word.pos, end: word.end },
    quoted: false,
    source: word.text,
  }
}

/** The text of parts, such as a here-document's body, as far as it is known. */
export function textOfParts(parts: readonly WordPart[], scan: Scan, run: RunNested): Flow {
  const nested = nestedFlows(parts, run)
  const lookup = lookupIn(scan)
  const text = partial(parts, lookup, nested)
  return { ...traceOf(lookup.trace(), ...nested.values()), text }
}

type Nested = ReadonlyMap<WordPart, Flow>

function nestedFlows(parts: readonly WordPart[], run: RunNested): Nested {
  const flows = new Map<WordPart, Flow>()
  collect(parts, run, flows)
  return flows
}

function collect(parts: readonly WordPart[], run: RunNested, flows: Map<WordPart, Flow>): void {
  for (const part of parts) {
    if (part.type === 'CommandExpansion' || part.type === 'ProcessSubstitution') flows.set(part, run(part))
    else if (part.type === 'ArithmeticExpansion') {
      if (part.expression !== undefined) runBelow(part.expression, run, 0)
    } else collect(partsWithin(part), run, flows)
  }
}

function partsWithin(part: WordPart): readonly WordPart[] {
  switch (part.type) {
    case 'DoubleQuoted':
    case 'LocaleString':
      return part.parts
    case 'BraceExpansion':
      return part.parts ?? []
    case 'ParameterExpansion':
      return [
        ...(part.index?.parts ?? []),
        ...operandsOf(part.operation).flatMap((word) => word?.parts ?? []),
      ]
    default:
      return []
  }
}

function operandsOf(
  operation: Extract<WordPart, { type: 'ParameterExpansion' }>['operation'],
): readonly (SyntaxWord | undefined)[] {
  switch (operation?.type) {
    case 'Default':
    case 'Remove':
    case 'CaseModification':
      return [operation.operand]
    case 'Replace':
      return [operation.pattern, operation.replacement]
    case 'Slice':
      return [operation.offset, operation.length]
    default:
      return []
  }
}

/** Substitutions within arithmetic run too, whatever the number comes to. */
export function runBelow(node: SyntaxNode, run: RunNested, depth: number): void {
  if (depth > 16) return
  for (const child of childrenOf(node)) {
    if (child.type === 'CommandExpansion' || child.type === 'ArithmeticCommandExpansion') run(child)
    else runBelow(child, run, depth + 1)
  }
}

function partial(parts: readonly WordPart[] | undefined, lookup: Lookup, nested: Nested): string {
  let text = ''
  for (const part of parts ?? []) text += partialOf(part, lookup, nested)
  return text
}

function partialOf(part: WordPart, lookup: Lookup, nested: Nested): string {
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      return part.value
    case 'DoubleQuoted':
    case 'LocaleString':
      return partial(part.parts, lookup, nested)
    case 'CommandExpansion':
      return nested.get(part)?.text?.replace(/\n+$/, '') ?? unknown
    case 'ProcessSubstitution':
      return '/dev/fd/63'
    case 'Glob':
    case 'ExtendedGlob':
      return part.text
    case 'ParameterExpansion':
      return partialParameter(part, lookup)
    default:
      return resolveParts([part], unknown, lookup.variables) ?? unknown
  }
}

function partialParameter(part: Extract<WordPart, { type: 'ParameterExpansion' }>, lookup: Lookup): string {
  const { operation, prefix, parameter } = part
  if (prefix === '!' && parameter === '#') return 'bash'
  if (lookup.isEmptyList(parameter) && prefix !== '#' && operation?.type !== 'Default') return ''
  if (operation?.type === 'Unknown' && operation.operator === '~~')
    return swapCase(textOfVariable(lookup, parameter))
  return resolveParts([part], unknown, lookup.variables) ?? unknown
}

function textOfVariable(lookup: Lookup, name: string): string {
  const variable = lookup.variables.get(name, 'value')
  return variable?.kind === 'text' ? variable.text : unknown
}

function swapCase(text: string): string {
  return Array.from(text, (letter) =>
    letter === letter.toUpperCase() ? letter.toLowerCase() : letter.toUpperCase(),
  ).join('')
}

import type { SyntaxWord, WordPart } from '../../shell/syntax.ts'
import { expandWord, resolveParts } from '../../shell/words.ts'
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
export type RunNested = (part: WordPart) => Flow

/** The words that one written word turns into. What is nested in it is looked at through `run`. */
export function valuesOf(word: SyntaxWord, scan: Scan, run: RunNested): readonly Value[] {
  const range = { start: word.pos, end: word.end }
  const quoted = word.text !== word.value
  if (word.parts === undefined) return [{ text: word.value, flow: opaque, range, quoted, source: word.text }]
  const nested = nestedFlows(word.parts, run)
  const lookup = lookupIn(scan)
  const fields = expandWord(word, lookup.variables)
  const flow = traceOf(lookup.trace(), ...nested.values())
  return fields.map((field) => {
    const text = field.value ?? field.glob ?? (fields.length === 1 ? partial(word.parts, lookup, nested) : unknown)
    return { text, flow, range, quoted, source: word.text }
  })
}

/** A word where it is never split: an assignment, a redirect's target. */
export function valueOf(word: SyntaxWord, scan: Scan, run: RunNested): Value {
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
    else if (part.type === 'DoubleQuoted' || part.type === 'LocaleString') collect(part.parts, run, flows)
    else if (part.type === 'ParameterExpansion' && part.operation?.type === 'Default')
      collect(part.operation.operand.parts ?? [], run, flows)
    else if (part.type === 'BraceExpansion') collect(part.parts ?? [], run, flows)
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
      if (part.prefix === '!' && part.parameter === '#') return 'bash'
      if (lookup.isEmptyList(part.parameter) && part.prefix !== '#' && part.operation?.type !== 'Default') return ''
      return resolveParts([part], unknown, lookup.variables) ?? unknown
    default:
      return resolveParts([part], unknown, lookup.variables) ?? unknown
  }
}

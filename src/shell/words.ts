import { expandBraces } from './braces.ts'
import { type Field, type FieldBuilder, fieldBuilder } from './fields.ts'
import { literalOutput } from './literal-output.ts'
import { expandParameter } from './parameters.ts'
import type { Word } from './simple-command.ts'
import { parse, type SyntaxWord, type WordPart } from './syntax.ts'
import { builtIn, textOf, type Variable, type Variables } from './variables.ts'

/** How deep one word's expansions may nest before its value counts as unknown. */
const maxDepth = 24

/** The words that the shell makes of one written word: none, one or several. Offsets are those of the written word. */
export function expandWord(word: SyntaxWord, variables: Variables): readonly Word[] {
  if (word.parts === undefined) {
    return [
      { text: word.text, value: word.value, splits: false, glob: undefined, start: word.pos, end: word.end },
    ]
  }
  const literal = literalText(word.parts)
  if (literal !== undefined) {
    return [
      { text: word.text, value: literal, splits: false, glob: undefined, start: word.pos, end: word.end },
    ]
  }
  return fieldsOf(word, variables, 0).map((field) => ({
    text: word.text,
    ...field,
    start: word.pos,
    end: word.end,
  }))
}

/** The text of parts that are quotes and letters only, as most are; undefined where anything is expanded. */
export function literalText(parts: readonly WordPart[]): string | undefined {
  let text = ''
  for (const part of parts) {
    if (part.type === 'Literal' || part.type === 'SingleQuoted' || part.type === 'AnsiCQuoted')
      text += part.value
    else if (part.type === 'DoubleQuoted') {
      const inner = literalText(part.parts)
      if (inner === undefined) return undefined
      text += inner
    } else return undefined
  }
  return text
}

/** What the shell makes of a word where it is never split: an assignment, a redirect's target, a case word. */
export function resolveWord(word: SyntaxWord, variables: Variables): string | undefined {
  return resolveParts(word.parts, word.value, variables)
}

/** The text of parts that are never split; `plain` where there are no parts. A here-document's body is resolved so. */
export function resolveParts(
  parts: readonly WordPart[] | undefined,
  plain: string,
  variables: Variables,
): string | undefined {
  return joined(parts, plain, variables, 0)
}

function joined(
  parts: readonly WordPart[] | undefined,
  plain: string,
  variables: Variables,
  depth: number,
): string | undefined {
  if (parts === undefined) return plain
  if (depth > maxDepth) return undefined
  const builder = fieldBuilder()
  builder.literal('')
  for (const part of parts) addPart(part, { builder, variables, quoted: true, depth })
  const fields = builder.finish()
  if (fields.some((field) => field.value === undefined && field.glob === undefined)) return undefined
  return fields.map((field) => field.value ?? field.glob).join(' ')
}

type Expansion = {
  readonly builder: FieldBuilder
  readonly variables: Variables
  readonly quoted: boolean
  readonly depth: number
}

function fieldsOf(word: SyntaxWord, variables: Variables, depth: number): readonly Field[] {
  const parts = word.parts
  if (parts === undefined) return [{ value: word.value, splits: false, glob: undefined }]
  if (depth > maxDepth) return [{ value: undefined, splits: true, glob: undefined }]
  if (parts.some((part) => part.type === 'BraceExpansion')) return braceFields(word, variables, depth)
  const builder = fieldBuilder()
  for (const part of parts) addPart(part, { builder, variables, quoted: false, depth })
  return builder.finish()
}

function braceFields(word: SyntaxWord, variables: Variables, depth: number): readonly Field[] {
  const unknown: Field = { value: undefined, splits: true, glob: undefined }
  const texts = expandBraces(word.text)
  if (texts === undefined) return [unknown]
  return texts.flatMap((text) => {
    if (text === word.text) return [unknown]
    const single = wordOf(text)
    return single === undefined ? (text === '' ? [] : [unknown]) : fieldsOf(single, variables, depth + 8)
  })
}

function wordOf(text: string): SyntaxWord | undefined {
  const parsed = parse(`: ${text}`)
  if (parsed.kind !== 'parsed' || parsed.script.errors !== undefined) return undefined
  const command = parsed.script.commands[0]?.command
  if (parsed.script.commands.length !== 1 || command?.type !== 'Command') return undefined
  const argument = command.args[0]
  return command.args.length === 1 && argument?.type === 'Word' ? argument : undefined
}

function addPart(part: WordPart, expansion: Expansion): void {
  const { builder, variables, depth } = expansion
  switch (part.type) {
    case 'Literal':
    case 'SingleQuoted':
    case 'AnsiCQuoted':
      builder.literal(part.value)
      return
    case 'Glob':
    case 'ExtendedGlob':
      addGlob(part.text, expansion)
      return
    case 'DoubleQuoted':
    case 'LocaleString':
      if (part.parts.length !== 1 || !isList(part.parts[0])) builder.literal('')
      for (const child of part.parts) addPart(child, { ...expansion, quoted: true })
      return
    case 'SimpleExpansion':
      addVariable(part.text.slice(1), expansion)
      return
    case 'ParameterExpansion':
      addValue(
        expandParameter(part, variables, (word) => joined(word.parts, word.value, variables, depth + 1)),
        expansion,
        isList(part) && part.index?.text !== '*' ? 'spread' : 'join',
      )
      return
    case 'CommandExpansion':
      addText(
        literalOutput(part.script, (word) => joined(word.parts, word.value, variables, depth + 4)),
        expansion,
      )
      return
    case 'ArithmeticExpansion':
      builder.unknown('one')
      return
    case 'ProcessSubstitution':
    case 'BraceExpansion':
      builder.unknown(part.type === 'BraceExpansion' ? 'splits' : 'one')
      return
  }
}

function addGlob(text: string, expansion: Expansion): void {
  if (expansion.quoted) expansion.builder.literal(text)
  else expansion.builder.glob(text)
}

function isList(part: WordPart | undefined): boolean {
  if (part?.type === 'SimpleExpansion') return part.text === '$@'
  if (part?.type !== 'ParameterExpansion' || part.prefix !== undefined) return false
  return part.parameter === '@' || part.index?.text === '@' || part.index?.text === '*'
}

function addVariable(name: string, expansion: Expansion): void {
  const variable = expansion.variables.get(name, 'value')
  if (variable === undefined && (name === '?' || name === '$' || name === '!'))
    expansion.builder.unknown('one')
  else addValue(variable, expansion, name === '@' ? 'spread' : 'join')
}

function addValue(variable: Variable | undefined, expansion: Expansion, list: 'spread' | 'join'): void {
  if (variable === undefined && list === 'spread') expansion.builder.unknown('splits')
  else if (variable === undefined) addText(undefined, expansion)
  else if (variable.kind !== 'list') addText(textOf(variable), expansion)
  else if (expansion.quoted && list === 'spread') expansion.builder.list(variable.items)
  else addText(variable.items.join(' '), expansion)
}

function addText(text: string | undefined, expansion: Expansion): void {
  const { builder, variables, quoted } = expansion
  const separators = quoted ? undefined : (variables.get('IFS', 'value') ?? emptyNeedsNone(text))
  if (text !== undefined && quoted) builder.literal(text)
  else if (text !== undefined && separators !== undefined) builder.expansion(text, textOf(separators))
  else builder.unknown(quoted ? 'one' : 'splits')
}

function emptyNeedsNone(text: string | undefined): Variable | undefined {
  return text === '' ? builtIn('IFS') : undefined
}

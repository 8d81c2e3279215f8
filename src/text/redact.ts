import { formsOf } from './encodings.ts'
import { contextShapes } from './secret-contexts.ts'
import { type SecretShape, tokenShapes } from './secret-shapes.ts'

/** A part of a text that is a secret. */
export type SecretSpan = {
  /** Where what gave it away begins, for example the name before an equals sign. */
  readonly from: number
  readonly start: number
  readonly end: number
  /** The kind of secret, or the name of the known value; shown in its place. */
  readonly name: string
}

/** Finds secrets. Must not be told by the text what to overlook. */
export type SecretFinder = (text: string) => readonly SecretSpan[]

/** A text without its secrets. */
export type Redacted = {
  readonly text: string
  readonly changed: boolean
  /** Names of what was taken out, each once. */
  readonly names: readonly string[]
}

/** A secret that the gate knows by its value. */
export type KnownSecret = { readonly name: string; readonly value: string }

/** Finds known values in all their forms. */
export function createValueFinder(values: readonly KnownSecret[]): SecretFinder {
  const nameOf = new Map<string, string>()
  for (const { name, value } of values) {
    for (const form of formsOf(value)) if (!nameOf.has(form)) nameOf.set(form, name)
  }
  const forms = [...nameOf.keys()].sort((a, b) => b.length - a.length)
  if (forms.length === 0) return () => []
  const pattern = new RegExp(
    forms.map((form) => form.replace(/[\\^$.*+?()[\]{}|/-]/g, '\\$&')).join('|'),
    'g',
  )
  return (text) =>
    Array.from(text.matchAll(pattern), (match) => ({
      from: match.index,
      start: match.index,
      end: match.index + match[0].length,
      name: nameOf.get(match[0]) ?? 'secret',
    }))
}

/** Finds the kinds of secret that are known by their shape or by what stands before them. */
export function findShapes(text: string): readonly SecretSpan[] {
  const lower = text.toLowerCase()
  return [...contextShapes, ...tokenShapes]
    .filter((shape) => shape.hints.some((hint) => lower.includes(hint)))
    .flatMap((shape) => spansOf(shape, text))
}

function spansOf(shape: SecretShape, text: string): readonly SecretSpan[] {
  return Array.from(text.matchAll(shape.pattern), (match) => {
    const [whole, ...groups] = match.indices ?? []
    const [start, end] = groups.find((group) => group !== undefined) ?? whole ?? [0, 0]
    return { from: match.index, start, end, name: shape.name }
  })
}

/** All spans of all finders, in order, where they touch or overlap made one under the first one's name. */
export function findSecrets(text: string, finders: readonly SecretFinder[]): readonly SecretSpan[] {
  const spans = finders.flatMap((find) => find(text)).sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: SecretSpan[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last === undefined || span.start >= last.end) merged.push(span)
    else if (span.end > last.end || span.from < last.from)
      merged[merged.length - 1] = {
        ...last,
        from: Math.min(last.from, span.from),
        end: Math.max(last.end, span.end),
      }
  }
  return merged
}

/** The text with `[redacted:name]` in place of each span. */
export function replaceSecrets(text: string, spans: readonly SecretSpan[]): Redacted {
  let result = ''
  let position = 0
  for (const span of spans) {
    result += `${text.slice(position, span.start)}${markOf(span.name)}`
    position = span.end
  }
  return {
    text: result + text.slice(position),
    changed: spans.length > 0,
    names: [...new Set(spans.map((span) => span.name))],
  }
}

function markOf(name: string): string {
  return `[redacted:${name.replace(/[^\w.-]/g, '_').slice(0, 60)}]`
}

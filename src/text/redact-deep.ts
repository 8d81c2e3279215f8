import type { Redactor } from './redactor.ts'

/** The same plain data with every string in it redacted. Strings of `kept`, a closed vocabulary, stay: no secret is such a word. */
export function redactDeep<T>(data: T, redactor: Redactor, kept: ReadonlySet<string>): T {
  const walk = (value: unknown): unknown => {
    if (typeof value === 'string') return kept.has(value) ? value : redactor.redact(value).text
    if (typeof value !== 'object' || value === null) return value
    if (Array.isArray(value)) return value.map(walk)
    return Object.fromEntries(Object.entries(value).map(([key, field]) => [key, walk(field)]))
  }
  // The walk keeps the shape: only the text of strings changes.
  return walk(data) as T
}

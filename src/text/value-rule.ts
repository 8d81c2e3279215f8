import { formsOf } from './encodings.ts'
import type { SecretRule, SecretSpan } from './secret-span.ts'

/** A secret that the gate knows by its value. */
export type KnownSecret = { readonly name: string; readonly value: string }

/** By so much of a form the others are told from it that could stand at the same place. No form is shorter. */
const startLength = 4

/** The rule that finds known values in all their forms; at one place the longest. */
export function valueRule(values: readonly KnownSecret[]): SecretRule {
  const nameOf = new Map<string, string>()
  for (const { name, value } of values) {
    for (const form of formsOf(value)) if (!nameOf.has(form)) nameOf.set(form, name)
  }
  const forms = [...nameOf.keys()].sort((a, b) => b.length - a.length)
  const byStart = new Map<string, string[]>()
  for (const form of forms) {
    const start = form.slice(0, startLength)
    byStart.set(start, [...(byStart.get(start) ?? []), form])
  }
  const openings = forms.flatMap(openingsOf).sort((a, b) => b.length - a.length)
  return {
    words: [...byStart.keys()],
    writing: 'exact',
    find: (text, positions) => {
      const found: SecretSpan[] = []
      let free = 0
      for (const start of positions) {
        if (start < free) continue
        const candidates = byStart.get(text.slice(start, start + startLength)) ?? []
        const form = candidates.find((candidate) => text.startsWith(candidate, start))
        if (form === undefined) continue
        free = start + form.length
        found.push({ from: start, start, end: free, name: nameOf.get(form) ?? 'secret' })
      }
      return found
    },
    openFrom: (text) => {
      const opening = openings.find((candidate) => text.endsWith(candidate))
      return opening === undefined ? undefined : text.length - opening.length
    },
  }
}

/** The parts of a form of several lines that end with a line, but for the last one. */
function openingsOf(form: string): readonly string[] {
  return Array.from(form.matchAll(/\n(?=.)/gs), ({ index }) => form.slice(0, index + 1))
}

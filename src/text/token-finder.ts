import type { SecretFinder, SecretSpan } from './secret-span.ts'
import { type TokenShape, tokenShapes } from './token-shapes.ts'

type Candidate = { readonly name: string; readonly start: string; readonly rest: RegExp }

/** Candidates by the codes of their first two characters: `first * 128 + second`. */
type Index = ReadonlyMap<number, readonly Candidate[]>

/**
 * Finds tokens by their beginning, in one pass over the text: only where a word starts with two characters of some issuer's mark
 * is a pattern tried at all, which keeps it fast on text without secrets.
 */
export function createTokenFinder(shapes: readonly TokenShape[] = tokenShapes): SecretFinder {
  const index = indexByStart(shapes)
  const firsts = new Uint8Array(128)
  for (const key of index.keys()) firsts[key >> 7] = 1
  return (text) => {
    const found: SecretSpan[] = []
    let isInWord = false
    for (let position = 0; position < text.length; position += 1) {
      const code = text.charCodeAt(position)
      const begins = !isInWord && code < 128 && firsts[code] === 1
      isInWord = code < 128 && wordCodes[code] === 1
      if (!begins) continue
      const candidates = index.get(code * 128 + text.charCodeAt(position + 1)) ?? []
      const span = firstMatch(candidates, text, position)
      if (span === undefined) continue
      found.push(span)
      position = span.end - 1
    }
    return found
  }
}

function firstMatch(
  candidates: readonly Candidate[],
  text: string,
  position: number,
): SecretSpan | undefined {
  for (const { name, start, rest } of candidates) {
    if (!text.startsWith(start, position)) continue
    rest.lastIndex = position + start.length
    if (rest.test(text)) return { from: position, start: position, end: rest.lastIndex, name }
  }
  return undefined
}

function indexByStart(shapes: readonly TokenShape[]): Index {
  const index = new Map<number, Candidate[]>()
  for (const { name, starts, rest } of shapes) {
    for (const start of starts.split(' ')) {
      const key = start.charCodeAt(0) * 128 + start.charCodeAt(1)
      index.set(key, [...(index.get(key) ?? []), { name, start, rest: new RegExp(rest.source, 'y') }])
    }
  }
  return index
}

const wordCodes = Uint8Array.from({ length: 128 }, (_, code) =>
  /[A-Za-z0-9]/.test(String.fromCharCode(code)) ? 1 : 0,
)

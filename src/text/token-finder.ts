import { characterClass, findRuns, type Run } from './runs.ts'
import type { SecretFinder, SecretSpan } from './secret-span.ts'
import { type TokenShape, tokenShapes } from './token-shapes.ts'

type Candidate = { readonly name: string; readonly start: string; readonly rest: RegExp }

/** Candidates by the codes of their first two characters, in a table of 128 by 128. */
type Index = readonly (readonly Candidate[])[]

/** No token is shorter in the characters that all tokens begin with. */
const shortestToken = 15
const tokenCodes = characterClass(/[\w.-]/)
const wordCodes = characterClass(/[A-Za-z0-9]/)

/** Finds tokens by their beginning: where a word starts with some issuer's mark, in runs that are long enough for a token. */
export function createTokenFinder(shapes: readonly TokenShape[] = tokenShapes): SecretFinder {
  const index = indexByStart(shapes)
  return (text) => findRuns(text, tokenCodes, shortestToken).flatMap((run) => tokensIn(run, text, index))
}

function tokensIn({ start, end }: Run, text: string, index: Index): readonly SecretSpan[] {
  const found: SecretSpan[] = []
  let isInWord = false
  for (let position = start; position < end; position += 1) {
    const begins = !isInWord
    isInWord = wordCodes[text.charCodeAt(position)] === 1
    const span =
      begins && isInWord ? firstMatch(candidatesAt(index, text, position), text, position) : undefined
    if (span === undefined) continue
    found.push(span)
    position = span.end - 1
  }
  return found
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

function candidatesAt(index: Index, text: string, position: number): readonly Candidate[] {
  const second = text.charCodeAt(position + 1)
  return index[text.charCodeAt(position) * 128 + (second < 128 ? second : 0)] ?? none
}

const none: readonly Candidate[] = []

function indexByStart(shapes: readonly TokenShape[]): Index {
  const index = Array.from({ length: 128 * 128 }, () => none)
  for (const { name, starts, rest } of shapes) {
    for (const start of starts.split(' ')) {
      const key = start.charCodeAt(0) * 128 + start.charCodeAt(1)
      index[key] = [...(index[key] ?? none), { name, start, rest: new RegExp(rest.source, 'y') }]
    }
  }
  return index
}

import type { SecretRule, SecretSpan } from './secret-span.ts'
import { type TokenShape, tokenShapes } from './token-shapes.ts'

/** Rules for what is a secret by its beginning, at the start of a word. */
export const tokenRules: readonly SecretRule[] = tokenShapes.map(tokenRule)

function tokenRule({ name, starts, rest }: TokenShape): SecretRule {
  const words = starts.split(' ')
  const token = new RegExp(`(?<![A-Za-z0-9])(?:${words.map(escaped).join('|')})(?:${rest.source})`, 'y')
  return {
    words,
    writing: 'exact',
    find: (text, positions) => {
      const found: SecretSpan[] = []
      for (const position of positions) {
        token.lastIndex = position
        if (token.test(text)) found.push({ from: position, start: position, end: token.lastIndex, name })
      }
      return found
    },
  }
}

function escaped(word: string): string {
  return word.replace(/[.-]/g, '\\$&')
}

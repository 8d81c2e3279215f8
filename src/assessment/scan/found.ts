import { unknown } from './flow.ts'

/** The path that `find` hands on, as far as its words tell: where it looks, and the name it looks for. */
export function foundBy(words: readonly string[]): string {
  const from = words[1] === undefined || words[1].startsWith('-') ? '.' : words[1].replace(/\/+$/, '')
  const at = words.findIndex((word) => /^-i?name$/.test(word))
  return `${from}/${unknown}/${at === -1 ? unknown : (words[at + 1] ?? unknown)}`
}

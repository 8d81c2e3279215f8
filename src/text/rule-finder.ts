import type { SecretFinder, SecretRule } from './secret-span.ts'
import { createWordScan } from './word-scan.ts'

/** One finder of all that the rules find, in one pass over the text for the words of all. */
export function createRuleFinder(rules: readonly SecretRule[]): SecretFinder {
  const scan = createWordScan(
    rules.flatMap(({ words, writing }, owner) => words.map((word) => ({ word, writing, owner }))),
  )
  return (text) => {
    const places = new Map<number, number[]>()
    rules.forEach(({ words }, owner) => {
      if (words.length === 0) places.set(owner, [])
    })
    scan(text, (owner, position) => {
      const own = places.get(owner)
      if (own === undefined) places.set(owner, [position])
      else if (own.at(-1) !== position) own.push(position)
    })
    // In the order of the rules, because of two that find the same the first one names it.
    return [...places]
      .sort(([a], [b]) => a - b)
      .flatMap(([owner, positions]) => rules[owner]?.find(text, positions) ?? [])
  }
}

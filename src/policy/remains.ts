import { boundary } from '../shell/crude.ts'
import type { ScriptReading, Word } from '../shell/simple-command.ts'
import { matchLoosely } from './match.ts'
import type { Rule } from './policy.ts'
import { programName } from './program.ts'
import type { RestrictingRule, RuleIndex } from './rule-index.ts'

/** A rule with the words that it matched. */
export type Matched = { readonly rule: Rule; readonly words: readonly string[] }

/** Longest stretch in which one forbidden command is looked for, in words. */
const maxWords = 64

/** Notes a match. */
export function matchOf(rule: Rule, words: readonly Word[]): Matched {
  return { rule, words: words.slice(0, 200).map((word) => word.value ?? word.text) }
}

/** In what could not be read, a forbidden command is looked for at every word. Each rule is found once. */
export function searchRemains(remains: ScriptReading['remains'], index: RuleIndex): readonly Matched[] {
  const found = new Map<Rule, Matched>()
  for (const texts of remains) searchText(texts, index, found)
  return [...found.values()]
}

function searchText(texts: readonly string[], index: RuleIndex, found: Map<Rule, Matched>): void {
  let words: readonly Word[] | undefined
  let end = -1
  for (const [at, text] of texts.entries()) {
    if (end < at) end = indexOrEnd(texts, at)
    const length = end - at
    const rules = index.restricting(programName(text)).filter((each) => each.minWords <= length)
    if (rules.every(({ rule }) => found.has(rule))) continue
    words ??= texts.map(crudeWord)
    noteMatches(rules, words.slice(at, Math.min(end, at + maxWords)), found)
  }
}

function noteMatches(
  rules: readonly RestrictingRule[],
  stretch: readonly Word[],
  found: Map<Rule, Matched>,
): void {
  for (const { rule } of rules) {
    if (!found.has(rule) && matchLoosely(rule, stretch)) found.set(rule, matchOf(rule, stretch))
  }
}

function indexOrEnd(texts: readonly string[], from: number): number {
  const index = texts.indexOf(boundary, from)
  return index === -1 ? texts.length : index
}

function crudeWord(value: string): Word {
  return { text: value, value, splits: false, glob: undefined, start: 0, end: 0 }
}

import { isOption, isRest } from './match.ts'
import type { Rule } from './policy.ts'
import { programName } from './program.ts'

/** A rule that asks or refuses, and the least number of words that a command needs to match it. */
export type RestrictingRule = { readonly rule: Rule; readonly minWords: number }

/** Rules found by the name of the program that they are about, so that a thousand of them cost no more than ten. */
export type RuleIndex = {
  /** Rules for programs of this name, and those for any program. */
  readonly of: (name: string) => readonly Rule[]
  /** Those of them that ask or refuse. */
  readonly restricting: (name: string) => readonly RestrictingRule[]
  /** Every rule: for a name that is a glob. */
  readonly all: readonly Rule[]
}

/** Indexes rules by their first token. */
export function indexRules(rules: readonly Rule[]): RuleIndex {
  const named = new Map<string, Rule[]>()
  const anywhere: Rule[] = []
  for (const rule of rules) {
    const [first = []] = rule.pattern
    if (first.includes('*') || isRest(first)) anywhere.push(rule)
    else for (const name of new Set(first.map(programName))) put(named, name, rule)
  }
  const merged = new Map([...named].map(([name, own]) => [name, [...own, ...anywhere]]))
  const restricting = new Map([...merged].map(([name, own]) => [name, restrictingOf(own)]))
  const restrictingAnywhere = restrictingOf(anywhere)
  return {
    of: (name) => merged.get(name) ?? anywhere,
    restricting: (name) => restricting.get(name) ?? restrictingAnywhere,
    all: rules,
  }
}

function restrictingOf(rules: readonly Rule[]): readonly RestrictingRule[] {
  return rules.flatMap((rule) => (rule.decision === 'allow' ? [] : [{ rule, minWords: minWords(rule) }]))
}

function minWords(rule: Rule): number {
  const options = rule.pattern.filter((token) => token.every(isOption)).length
  const others = rule.pattern.filter((token) => !token.every(isOption) && !isRest(token)).length
  return others + Math.min(options, 1)
}

function put(named: Map<string, Rule[]>, name: string, rule: Rule): void {
  const list = named.get(name)
  if (list === undefined) named.set(name, [rule])
  else list.push(rule)
}

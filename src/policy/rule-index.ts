import type { Rule } from './policy.ts'
import { programName } from './program.ts'

/** Rules found by the name of the program that they are about, so that a thousand of them cost no more than ten. */
export type RuleIndex = {
  /** Rules for programs of this name, and those for any program. In the order of the policy. */
  readonly of: (name: string) => readonly Rule[]
  /** Every rule: for a name that is a glob. */
  readonly all: readonly Rule[]
}

/** Indexes rules by their first token. */
export function indexRules(rules: readonly Rule[]): RuleIndex {
  const named = new Map<string, Rule[]>()
  const anywhere: Rule[] = []
  for (const rule of rules) {
    const [first = []] = rule.pattern
    if (first.includes('*') || first.includes('**')) anywhere.push(rule)
    else for (const name of new Set(first.map(programName))) put(named, name, rule)
  }
  const merged = new Map([...named].map(([name, own]) => [name, [...own, ...anywhere]]))
  return { of: (name) => merged.get(name) ?? anywhere, all: rules }
}

function put(named: Map<string, Rule[]>, name: string, rule: Rule): void {
  const list = named.get(name)
  if (list === undefined) named.set(name, [rule])
  else list.push(rule)
}

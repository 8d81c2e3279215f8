import { defaultPolicy } from '../../src/policy/default.ts'
import type { Policy, PolicyDecision, Rule } from '../../src/policy/policy.ts'

/** A rule as a policy file would give it: tokens by blanks, alternatives by `|`. */
export function ruleOf(decision: PolicyDecision, pattern: string, over: Partial<Rule> = {}): Rule {
  return {
    pattern: pattern.split(' ').map((token) => token.split('|')),
    decision,
    justification: undefined,
    match: [],
    notMatch: [],
    sandbox: 'auto',
    grant: { write: [], network: [], env: [] },
    layer: 'repository',
    line: 1,
    ...over,
  }
}

/** The default policy with these rules. */
export function policyOf(rules: readonly Rule[], over: Partial<Policy> = {}): Policy {
  return { ...defaultPolicy, rules: rules.map((rule, index) => ({ ...rule, line: index + 1 })), ...over }
}

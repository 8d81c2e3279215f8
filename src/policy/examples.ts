import { createDecider } from './decide.ts'
import { defaultPolicy } from './default.ts'
import type { Policy, Rule } from './policy.ts'

/** An example of a rule that does not hold. */
export type ExampleFailure = {
  readonly rule: Rule
  readonly key: 'match' | 'not-match'
  readonly index: number
  readonly script: string
  readonly message: string
}

/** Every example of every rule that does not hold. Empty: all do. */
export function runExamples(policy: Pick<Policy, 'rules'>): readonly ExampleFailure[] {
  return policy.rules.flatMap(failuresOf)
}

/** The examples of one rule that do not hold, tried against that rule alone. */
export function failuresOf(rule: Rule): readonly ExampleFailure[] {
  const decideAlone = createDecider({ rules: [rule], sandbox: defaultPolicy.sandbox })
  const matches = (script: string): boolean => decideAlone(script).matches.length > 0
  const pattern = rule.pattern.map((token) => token.join('|')).join(' ')
  const failed = (
    key: ExampleFailure['key'],
    scripts: readonly string[],
    wanted: string,
    isFailure: (script: string) => boolean,
  ) =>
    scripts.flatMap((script, index) =>
      isFailure(script)
        ? [
            {
              rule,
              key,
              index,
              script,
              message: `found the example "${script}", which the pattern [${pattern}] ${wanted}; change the example or the pattern`,
            },
          ]
        : [],
    )
  return [
    ...failed('match', rule.match, 'does not match', (script) => !matches(script)),
    ...failed('not-match', rule.notMatch, 'matches', matches),
  ]
}

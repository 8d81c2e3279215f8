import { createDecider } from './decide.ts'
import { defaultPolicy } from './default.ts'
import type { Rule } from './policy.ts'

/** An example of a rule that does not hold. */
type ExampleFailure = {
  readonly key: 'match' | 'not-match'
  readonly index: number
  readonly message: string
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
              key,
              index,
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

import { asksBeforeFirstAttempt } from './approval-policy.ts'
import { type DecideOptions, decide } from './decide.ts'
import type { ExplainedDecision } from './decision.ts'
import { explainLayers } from './layers.ts'
import type { Policy } from './policy.ts'

/** What `check` tells of one script, for people and as JSON. Nothing runs. */
export type CheckedScript = ExplainedDecision & {
  /** What a run would do with it, if it asks for no permissions. */
  readonly next: 'attempt' | 'ask' | 'refuse'
  /** Why, in one sentence of our own words. */
  readonly why: string
  /** Which layer set what: `check --explain`. */
  readonly layers: readonly string[]
}

/** Decides a script and says what would come of it. */
export function checkScript(script: string, policy: Policy, options: DecideOptions = {}): CheckedScript {
  const decision = decide(script, policy, options)
  const reason = asksBeforeFirstAttempt(policy.approvalPolicy, {
    decision: decision.decision,
    asksForMore: false,
    leavesSandbox: decision.sandbox === 'forbid',
    readOnly: decision.readOnly,
    mode: policy.sandbox.mode,
  })
  const forbidden = decision.decision === 'forbid'
  const refused = forbidden || (reason !== undefined && policy.approvalPolicy === 'never')
  const next = refused ? 'refuse' : reason === undefined ? 'attempt' : 'ask'
  return { ...decision, next, why: whyOf(decision), layers: explainLayers(policy.provenance) }
}

function whyOf(decision: ExplainedDecision): string {
  const match = decision.matches.find((each) => each.decision === decision.decision)
  switch (decision.decision) {
    case 'forbid':
    case 'prompt':
      return match?.layer === 'built-in'
        ? (match.justification ?? '')
        : `Rule [${match?.pattern ?? ''}] of the ${match?.layer ?? ''} policy, line ${match?.line ?? 0}, says ${decision.decision}.`
    case 'allow':
      return 'Rules allow each of its simple commands.'
    case undefined:
      return whyUndecided(decision)
  }
}

function whyUndecided(decision: ExplainedDecision): string {
  if (decision.matches.length === 0) return 'No rule is about it.'
  if (decision.unknown.length > 0) return 'No rule can allow it: parts of it can not be known before running.'
  if (decision.outside.length > 0)
    return 'No rule can allow it: it writes to files outside what the policy lets be written.'
  return 'Rules allow some of its simple commands, but not all.'
}

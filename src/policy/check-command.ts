import type { Command } from '../command/command.ts'
import { type DecideOptions, decide } from './decide.ts'
import type { ExplainedDecision } from './decision.ts'
import { explainLayers } from './layers.ts'
import type { Policy } from './policy.ts'
import { type Requirement, type Resolver, requirementOf } from './requirement.ts'

/** What `check` tells of one command, for people and as JSON. Nothing runs. */
export type CheckedCommand = ExplainedDecision & {
  /** What a run would do with it. */
  readonly next: Requirement['kind']
  /** Why, in one sentence of our own words. */
  readonly why: string
  /** Which layer set what: `check --explain`. */
  readonly layers: readonly string[]
}

/** Decides a command and says what would come of it. */
export function checkCommand(
  { run, permissions, ...around }: Pick<Command, 'run' | 'permissions'> & DecideOptions,
  policy: Policy,
  resolver: Resolver,
): CheckedCommand {
  const decision = decide(run, policy, around)
  const requirement = requirementOf({ permissions }, decision, policy, resolver)
  const why = decision.decision === 'forbid' ? whyOf(decision) : (whyRequired(requirement) ?? whyOf(decision))
  return { ...decision, next: requirement.kind, why, layers: explainLayers(policy.provenance) }
}

/** The reason that is not one of a rule. */
function whyRequired(requirement: Requirement): string | undefined {
  if (requirement.kind === 'refuse') return requirement.reason
  return requirement.kind === 'ask' && requirement.reason.kind === 'permissions'
    ? 'It asks for permissions beyond the policy.'
    : undefined
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
  if (decision.unknown.length > 0) return 'No rule can allow it: parts of it cannot be known before running.'
  if (decision.outside.length > 0)
    return 'No rule can allow it: it writes to files outside what the policy lets be written.'
  return 'Rules allow some of its simple commands, but not all.'
}

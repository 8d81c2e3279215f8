import type { RequestReason } from './approval/request.ts'
import { askFirst, completeDraft, proceedIfApproved } from './ask.ts'
import { endedAs, type Outcome } from './outcome.ts'
import type { Gate, Plan } from './plan.ts'
import { asksAfterDenial } from './policy/approval-policy.ts'
import type { Grant } from './policy/grant.ts'
import type { OutputChunk } from './ports.ts'
import type { Attempt } from './sandbox/attempt.ts'
import { verdictOf } from './sandbox/denial.ts'
import type { Effect } from './sandbox/effect.ts'
import { grantFor } from './sandbox/grant-for.ts'

/** How often one command may meet new evidence and be asked about again. */
const maxRounds = 5

/** Takes one command from policy to outcome: decide, ask, attempt, and on denial assess, ask, apply or run again. */
export async function runCommand(plan: Plan, gate: Gate): Promise<Outcome> {
  const { requirement } = plan
  gate.journal.record({
    kind: 'decided',
    command: plan.command,
    decision: plan.decision,
    next: requirement.kind,
  })
  switch (requirement.kind) {
    case 'refuse':
      return endedAs('refused', requirement.reason)
    case 'attempt':
      return await attemptRound(plan, requirement.grant, gate, 1)
    case 'ask': {
      const asked = plan.opened ?? (await askFirst(plan.command, requirement, gate))
      return await proceedIfApproved(asked, gate, () => attemptRound(plan, requirement.grant, gate, 1))
    }
  }
}

async function attemptRound(plan: Plan, grant: Grant, gate: Gate, round: number): Promise<Outcome> {
  const { command } = plan
  const { sandbox: settings } = gate.policy
  gate.journal.record({ kind: 'attempt-started', command, grant, round })
  const limits = { ...settings.limits, timeoutMs: command.timeoutMs ?? settings.limits.timeoutMs }
  const onOutput = (chunk: OutputChunk) => gate.journal.record({ kind: 'output', command, chunk })
  const attempt = await gate.sandbox.attempt({ command, grant, limits }, onOutput, gate.signal)
  gate.journal.record({ kind: 'attempt-ended', command, attempt })
  const verdict = verdictOf(attempt, settings)
  switch (verdict.kind) {
    case 'succeeded':
      await dropChanges(attempt, gate)
      return { ...endedAs('succeeded', verdict.reason, attempt), warnings: verdict.warnings }
    case 'failed':
      await dropChanges(attempt, gate)
      return endedAs('failed', verdict.reason, attempt)
    case 'cancelled':
      await dropChanges(attempt, gate)
      return endedAs('aborted', verdict.reason, attempt)
    case 'unavailable':
      return endedAs('sandbox-unavailable', verdict.reason, attempt)
    case 'ask-apply':
      return await askAfterDenial(plan, attempt, verdict.effects, gate, {
        action: 'apply',
        grantAfter: grant,
        proceed: () => applyChanges(plan, attempt, gate),
      })
    case 'ask-retry': {
      if (round >= maxRounds) {
        await dropChanges(attempt, gate)
        return endedAs('refused', `It met new evidence in each of ${maxRounds} rounds.`, attempt)
      }
      const grantAfter = grantFor(verdict.effects, grant, {
        // A rule with `sandbox: require` is never answered by no sandbox.
        escalation: plan.decision.sandbox === 'require' ? 'widen' : settings.escalation,
      })
      return await askAfterDenial(plan, attempt, verdict.effects, gate, {
        action: 'retry',
        grantAfter,
        proceed: () => attemptRound(plan, grantAfter, gate, round + 1),
      })
    }
  }
}

type Denied = {
  readonly action: 'apply' | 'retry'
  readonly grantAfter: Grant
  readonly proceed: () => Promise<Outcome>
}

async function askAfterDenial(
  plan: Plan,
  attempt: Attempt,
  effects: readonly Effect[],
  gate: Gate,
  denied: Denied,
): Promise<Outcome> {
  const { approvalPolicy } = gate.policy
  if (!asksAfterDenial(approvalPolicy)) {
    await dropChanges(attempt, gate)
    return endedAs(
      'refused',
      `The sandbox denied it, and approval-policy ${approvalPolicy} does not ask.`,
      attempt,
    )
  }
  const reason: RequestReason = { kind: 'denial' }
  const changes = denied.action === 'apply' ? attempt.changes : undefined
  const asked = await completeDraft(plan.command, gate, {
    action: denied.action,
    reason,
    effects,
    changes,
    grantBefore: attempt.grant,
    grantAfter: denied.grantAfter,
  })
  if (denied.action === 'retry') await dropChanges(attempt, gate)
  const outcome = await proceedIfApproved(asked, gate, denied.proceed)
  if (denied.action === 'apply' && outcome.attempt === undefined) await dropChanges(attempt, gate)
  return { ...outcome, attempt: outcome.attempt ?? attempt }
}

async function applyChanges(plan: Plan, attempt: Attempt, gate: Gate): Promise<Outcome> {
  const changes = attempt.changes
  if (changes === undefined) return endedAs('failed', 'There were no captured changes to apply.', attempt)
  const result = await gate.sandbox.apply(changes)
  gate.journal.record({ kind: 'applied', command: plan.command, result })
  switch (result.kind) {
    case 'applied':
      return endedAs(
        'succeeded',
        `The approved changes to ${result.paths.length} path(s) were applied.`,
        attempt,
      )
    case 'refused':
      return endedAs('refused', `The approved changes were not applied: ${result.reason}`, attempt)
    case 'failed':
      return endedAs('failed', `Applying failed: ${result.reason}`, attempt)
  }
}

async function dropChanges(attempt: Attempt, gate: Gate): Promise<void> {
  if (attempt.changes !== undefined) await gate.sandbox.discard(attempt.changes)
}

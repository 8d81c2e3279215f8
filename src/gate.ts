import { askFirst } from './ask.ts'
import type { Command } from './command/command.ts'
import { type Conclusion, conclude, endedAs, type Outcome } from './outcome.ts'
import type { Gate, Plan } from './plan.ts'
import { runCommand } from './run-command.ts'

/**
 * Takes the list through the gate, in order. What needs a person before it may run is asked for at once, so that waiting overlaps
 * with running. After a command that did not succeed, and is not excused by `continue-on-error`, the rest is skipped.
 * Everything is closed on every way out, a throw included.
 */
export async function runGate(commands: readonly Command[], gate: Gate): Promise<Conclusion> {
  let conclusion: Conclusion | 'cancelled' = 'cancelled'
  try {
    const plans = await openKnownRequests(commands, gate)
    const endings = (await leaveWaiting(plans, gate)) ?? (await runInOrder(plans, gate))
    const ended = conclude(endings)
    conclusion = gate.signal.aborted ? 'cancelled' : ended
    gate.journal.record({ kind: 'ended', conclusion: ended })
    return ended
  } finally {
    await gate.reviewers.close(conclusion)
    await gate.sandbox.close()
  }
}

async function openKnownRequests(commands: readonly Command[], gate: Gate): Promise<readonly Plan[]> {
  const plans = commands.map((command) => ({ command, ...gate.plan(command), opened: undefined }))
  const drafts = await Promise.all(
    plans.flatMap(({ command, requirement }) =>
      requirement.kind === 'ask' ? [askFirst(command, requirement, gate)] : [],
    ),
  )
  const requests = drafts.length === 0 ? [] : await gate.reviewers.open(drafts)
  const byIndex = new Map(requests.map((request) => [request.command.index, request]))
  for (const request of requests) gate.journal.record({ kind: 'requested', request })
  return plans.map((plan) => ({ ...plan, opened: byIndex.get(plan.command.index) }))
}

/**
 * Where nobody is waited for: while a known request has no answer nothing runs, so that nothing runs again, or needs a
 * second approval, in the attempt that the answer starts. Undefined when there is no such request.
 */
async function leaveWaiting(plans: readonly Plan[], gate: Gate): Promise<readonly Ended[] | undefined> {
  if (gate.policy.wait !== 'detach') return undefined
  const waiting = new Set<Plan>()
  for (const plan of plans) {
    if (plan.opened === undefined) continue
    const review = await gate.reviewers.review(plan.opened, gate.signal)
    if (review.kind === 'pending') waiting.add(plan)
  }
  if (waiting.size === 0) return undefined
  return plans.map((plan) => {
    const { command } = plan
    const outcome = waiting.has(plan)
      ? endedAs('pending', 'It waits for a reviewer; an answer starts the job again.')
      : endedAs('skipped', 'Nothing runs while requests wait for a reviewer.')
    gate.journal.record({ kind: 'command-started', command })
    gate.journal.record({ kind: 'command-ended', command, outcome })
    return { kind: outcome.kind, continueOnError: false }
  })
}

async function runInOrder(plans: readonly Plan[], gate: Gate): Promise<readonly Ended[]> {
  const endings: Ended[] = []
  let stop: string | undefined
  for (const plan of plans) {
    const { command } = plan
    gate.journal.record({ kind: 'command-started', command })
    const outcome = stop === undefined ? await runCommand(plan, gate) : endedAs('skipped', stop)
    gate.journal.record({ kind: 'command-ended', command, outcome })
    endings.push({ kind: outcome.kind, continueOnError: command.continueOnError })
    stop ??= stopsTheRest(command, outcome)
  }
  return endings
}

type Ended = { readonly kind: Outcome['kind']; readonly continueOnError: boolean }

function stopsTheRest(command: Command, outcome: Outcome): string | undefined {
  if (outcome.kind === 'aborted') return `The run was aborted at ${command.id}.`
  if (outcome.kind === 'pending') return `${command.id} waits for a reviewer.`
  if (outcome.kind === 'sandbox-unavailable') return 'There is no sandbox to run it in.'
  if (outcome.kind === 'succeeded' || command.continueOnError) return undefined
  return `An earlier command, ${command.id}, did not succeed.`
}

import {
  type Approval,
  type ApprovalRequest,
  isApproval,
  type Refusal,
  type RequestDraft,
} from './approval/request.ts'
import { sameScripts } from './approval/same-scripts.ts'
import type { Command } from './command/command.ts'
import { showRequestId } from './command/fingerprint.ts'
import { endedAs, type Outcome } from './outcome.ts'
import type { Gate } from './plan.ts'
import type { Requirement } from './policy/requirement.ts'

/** The question that must be answered before the first attempt. */
export async function askFirst(
  command: Command,
  { grant, reason }: Extract<Requirement, { kind: 'ask' }>,
  gate: Gate,
): Promise<RequestDraft> {
  const question = { action: 'run', reason, effects: [], changes: undefined, grantBefore: undefined } as const
  return await completeDraft(command, gate, { ...question, grantAfter: grant })
}

/** Completes a question with the scripts that the command runs and with the assessment. */
export async function completeDraft(
  command: Command,
  gate: Gate,
  question: Omit<RequestDraft, 'command' | 'scripts' | 'assessment'>,
): Promise<RequestDraft> {
  const scripts = await gate.scripts.follow(command)
  const { effects, grantAfter: grant } = question
  const assessment = await gate.assessor.assess({ command, effects, grant, scripts })
  return { ...question, command, scripts, assessment }
}

/** Proceeds only on an approval that was re-read and marked used just before; anything else is the outcome. */
export async function proceedIfApproved(
  asked: RequestDraft | ApprovalRequest,
  gate: Gate,
  proceed: () => Promise<Outcome>,
): Promise<Outcome> {
  const request = 'id' in asked ? await upToDate(asked, gate) : await openRequest(asked, gate)
  if (request === undefined) return endedAs('refused', 'Nobody could be asked.')
  const answer = await gate.reviewers.review(request, gate.signal)
  // Where it takes long, a denial written meanwhile would come too late.
  if (isApproval(answer) && request.grantAfter.kind === 'sandboxed') await gate.sandbox.prepare()
  const review = isApproval(answer) ? await gate.reviewers.consume(request, answer) : answer
  // Left as it is: the answer to come is for the job's next attempt.
  if (review.kind === 'pending')
    return endedAs('pending', `Request ${showRequestId(request.id)} waits for a reviewer.`)
  gate.journal.record({ kind: 'reviewed', request, review })
  const outcome = isApproval(review) ? withReview(await proceed(), review) : outcomeOf(review)
  await gate.reviewers.settle(request, outcome)
  return outcome
}

/**
 * The request itself, or a new one in its place where commands before it have changed the scripts that it runs: people
 * would be shown one thing and let through another.
 */
async function upToDate(request: ApprovalRequest, gate: Gate): Promise<ApprovalRequest | undefined> {
  if (sameScripts(request.scripts, await gate.scripts.follow(request.command))) return request
  const reason = 'a script that it runs changed before its turn; it is asked about anew'
  const review = { kind: 'void', reason } as const
  gate.journal.record({ kind: 'reviewed', request, review })
  await gate.reviewers.settle(request, outcomeOf(review))
  const { command, action, reason: why, effects, changes, grantBefore, grantAfter } = request
  const question = { action, reason: why, effects, changes, grantBefore, grantAfter }
  return await openRequest(await completeDraft(command, gate, question), gate)
}

async function openRequest(asked: RequestDraft, gate: Gate): Promise<ApprovalRequest | undefined> {
  const [request] = await gate.reviewers.open([asked])
  if (request !== undefined) gate.journal.record({ kind: 'requested', request })
  return request
}

/** A later review, of what the approved attempt met, tells more than the one that let it start. */
function withReview(outcome: Outcome, review: Approval): Outcome {
  return { ...outcome, review: outcome.review ?? review }
}

function outcomeOf(review: Refusal): Outcome {
  const outcome = (kind: Outcome['kind'], reason: string): Outcome => ({ ...endedAs(kind, reason), review })
  switch (review.kind) {
    case 'denied':
      return outcome('denied', review.by === undefined ? 'It was denied.' : `${review.by.login} denied it.`)
    case 'abort':
      return outcome(
        'aborted',
        review.by === undefined ? 'The run was aborted.' : `${review.by.login} aborted the run.`,
      )
    case 'timed-out':
      return outcome('timed-out', 'Nobody who may approve answered in time.')
    case 'unavailable':
      return outcome('refused', `Nobody could be asked: ${review.reason}`)
    case 'void':
      return outcome('refused', `The approval no longer held: ${review.reason}`)
  }
}

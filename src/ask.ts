import type { ApprovalRequest, RequestDraft, Review } from './approval/request.ts'
import { approvalKey } from './command/fingerprint.ts'
import { endedAs, type Outcome } from './outcome.ts'
import type { Gate, Plan } from './plan.ts'

/** The request that must be answered before the first attempt; undefined when a reviewer allowed this very thing for the run. */
export async function draftFirstRequest(
  plan: Pick<Plan, 'command' | 'requirement'>,
  gate: Gate,
): Promise<RequestDraft | undefined> {
  if (plan.requirement.kind !== 'ask') return undefined
  const { grant, reason } = plan.requirement
  return await draftRequest(plan, gate, {
    action: 'run',
    reason,
    effects: [],
    changes: undefined,
    grantBefore: undefined,
    grantAfter: grant,
  })
}

/** Completes a draft with scripts and assessment; undefined when the same thing was approved for this run before. */
export async function draftRequest(
  plan: Pick<Plan, 'command'>,
  gate: Gate,
  asked: Omit<RequestDraft, 'command' | 'scripts' | 'assessment'>,
): Promise<RequestDraft | undefined> {
  const { command } = plan
  const scripts = await gate.scripts.follow(command)
  const bare = { ...asked, command, scripts }
  if (gate.store.get(approvalKey(bare)) !== undefined) return undefined
  const assessment = await gate.assessor.assess({
    command,
    effects: asked.effects,
    grant: asked.grantAfter,
    scripts,
  })
  return { ...bare, assessment }
}

/** Proceeds only on an approval that was re-read and marked used just before; anything else is the outcome. */
export async function proceedIfApproved(
  asked: RequestDraft | ApprovalRequest,
  gate: Gate,
  proceed: () => Promise<Outcome>,
): Promise<Outcome> {
  const request = 'id' in asked ? asked : await openRequest(asked, gate)
  if (request === undefined) return endedAs('refused', 'Nobody could be asked.')
  const answer = await gate.reviewers.review(request, gate.signal)
  const review = isApproval(answer) ? await gate.reviewers.consume(request, answer) : answer
  gate.journal.record({ kind: 'reviewed', request, review })
  if (review.kind === 'approved-for-run') gate.store.put(approvalKey(request), review)
  const outcome = isApproval(review) ? withReview(await proceed(), review) : outcomeOf(review)
  await gate.reviewers.settle(request, outcome)
  return outcome
}

async function openRequest(asked: RequestDraft, gate: Gate): Promise<ApprovalRequest | undefined> {
  const [request] = await gate.reviewers.open([asked])
  if (request !== undefined) gate.journal.record({ kind: 'requested', request })
  return request
}

/** A later review, of what the approved attempt met, tells more than the one that let it start. */
function withReview(outcome: Outcome, review: Review): Outcome {
  return { ...outcome, review: outcome.review ?? review }
}

function isApproval(review: Review): boolean {
  return review.kind === 'approved' || review.kind === 'approved-for-run'
}

function outcomeOf(review: Review): Outcome {
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
      return outcome('timed-out', 'Nobody who may answered in time.')
    case 'unavailable':
      return outcome('refused', `Nobody could be asked: ${review.reason}`)
    case 'void':
      return outcome('refused', `The approval no longer held: ${review.reason}`)
    case 'approved':
    case 'approved-for-run':
      return outcome('refused', 'An approval reached no action.')
  }
}

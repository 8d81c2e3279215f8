import type { Failure } from './answer.ts'
import { type Desk, refresh } from './desk.ts'
import { lookOnce } from './look.ts'
import { persist } from './persist.ts'
import { whatMoved } from './recheck.ts'
import type { ApprovalRequest, Review } from './request.ts'
import { changeEntry, entryOf, isApproval } from './session.ts'

/**
 * Looks once more for a denial, reads everything again that the approval rests on, and has the comment say that it is
 * used; only then gives it out, and only once.
 */
export async function consumeReview(desk: Desk, request: ApprovalRequest, review: Review): Promise<Review> {
  if (!isApproval(review)) return review
  await lookOnce(desk)
  const entry = entryOf(desk.watched.state, request.id)
  if (entry === undefined || entry.stage.kind === 'pending')
    return unavailable('nobody approved this request')
  // The mark is set before anything is awaited, so that two that ask at once can't both get it.
  if (entry.stage.kind !== 'reviewed') return { kind: 'void', reason: 'this approval was already used' }
  const approved = entry.stage.review
  if (!isApproval(approved)) return approved
  desk.watched.state = changeEntry(desk.watched.state, request.id, (each) => ({
    ...each,
    stage: { kind: 'running', review: approved },
  }))
  const objection =
    (await objectionTo(desk, entry.answeredUnder, request, approved)) ?? (await markUsed(desk))
  if (objection === undefined) return approved
  desk.watched.state = changeEntry(desk.watched.state, request.id, (each) => ({
    ...each,
    stage: { kind: 'reviewed', review: objection },
  }))
  await refresh(desk)
  return objection
}

async function objectionTo(
  desk: Desk,
  answeredUnder: string,
  request: ApprovalRequest,
  review: Review,
): Promise<Review | undefined> {
  const { settings, watched, witness } = desk
  const answered = entryOf(watched.state, answeredUnder)?.request
  const comment = desk.notice.comment()
  if (review.kind !== 'approved' && review.kind !== 'approved-for-run') return review
  if (answered === undefined || comment === undefined) return unavailable('nobody approved this request')
  const claim = { request, answered, by: review.by, comments: watched.counted, requestCommentId: comment.id }
  const moved = await persist(settings.clock, () => whatMoved(claim, { ...settings, witness }))
  if (moved.kind === 'failure') return noAnswer('the approval could not be read again', moved.failure)
  return moved.value === undefined ? undefined : { kind: 'void', reason: moved.value }
}

/** Has GitHub confirm that everybody can see that the approval is used: the mark that outlives this process. */
async function markUsed(desk: Desk): Promise<Review | undefined> {
  const shown = await desk.publish()
  return shown.kind === 'value'
    ? undefined
    : noAnswer('the comment could not be marked as used', shown.failure)
}

function noAnswer(what: string, failure: Failure): Review {
  return unavailable(`${what}: ${failure.detail}`)
}

function unavailable(reason: string): Review {
  return { kind: 'unavailable', reason, hint: undefined }
}

import type { Failure } from './answer.ts'
import { type Desk, refresh } from './desk.ts'
import { lookOnce } from './look.ts'
import { persist } from './persist.ts'
import { whatMoved } from './recheck.ts'
import { type Approval, type ApprovalRequest, isApproval, type Review, unavailable } from './request.ts'
import { changeEntry, entryOf } from './session.ts'

// Long enough for a secondary limit to pass.
const patienceMs = 150_000
const freshMs = 2_000

/**
 * Looks once more for a denial, reads everything again that the approval rests on, and has the comment say that it is
 * used; only then gives it out, and only once.
 */
export async function consumeReview(
  desk: Desk,
  request: ApprovalRequest,
  review: Review,
  triesLeft = 5,
): Promise<Review> {
  if (!isApproval(review)) return review
  // A denial could stand where the look failed, so only a good one will do.
  const seen = await persist(desk.settings.clock, () => lookOnce(desk), patienceMs)
  if (seen.kind === 'failure') return noAnswer('replies could not be read again', seen.failure)
  const entry = entryOf(desk.watched.state, request.id)
  if (entry === undefined || entry.stage.kind === 'pending')
    return unavailable('nobody approved this request')
  // Nothing is awaited between this and the mark, so that two that ask at once can't both get it.
  if (entry.stage.kind !== 'reviewed') return { kind: 'void', reason: 'this approval was already used' }
  const approved = entry.stage.review
  if (!isApproval(approved)) return approved
  desk.watched.state = changeEntry(desk.watched.state, request.id, (each) => ({
    ...each,
    stage: { kind: 'running', review: approved },
  }))
  const seenAt = desk.settings.clock.now()
  const early = await objectionTo(desk, entry.answeredUnder, request, approved)
  if (early === undefined && triesLeft > 0 && desk.settings.clock.now() - seenAt > freshMs) {
    // A denial can have come while the check was tried again.
    desk.watched.state = changeEntry(desk.watched.state, request.id, (each) => ({
      ...each,
      stage: { kind: 'reviewed', review: approved },
    }))
    return await consumeReview(desk, request, approved, triesLeft - 1)
  }
  const objection = early ?? (await checkAndMark(desk, entry.answeredUnder, request, approved))
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
  approval: Approval,
): Promise<Review | undefined> {
  const { settings, watched, witness } = desk
  const answered = entryOf(watched.state, answeredUnder)?.request
  const comment = desk.notice.comment()
  if (answered === undefined || comment === undefined) return unavailable('nobody approved this request')
  const claim = {
    request,
    answered,
    by: approval.by,
    comments: watched.counted,
    siblings: watched.siblings,
    question: comment,
    wrote: desk.notice.wrote,
  }
  const moved = await persist(settings.clock, () => whatMoved(claim, { ...settings, witness }), patienceMs)
  if (moved.kind === 'failure') return noAnswer('the approval could not be read again', moved.failure)
  return moved.value === undefined ? undefined : { kind: 'void', reason: moved.value }
}

/**
 * Has GitHub confirm that everybody can see that the approval is used: the mark that outlives this process. Where marking
 * took long, it checks once more, so that little can have moved when the command starts.
 */
async function checkAndMark(
  desk: Desk,
  answeredUnder: string,
  request: ApprovalRequest,
  approval: Approval,
): Promise<Review | undefined> {
  const { clock } = desk.settings
  const checkedAt = clock.now()
  const shown = await desk.notice.publishNow(() => desk.draw().body, patienceMs)
  if (shown.kind === 'failure') return noAnswer('the comment could not be marked as used', shown.failure)
  const isFresh = clock.now() - checkedAt <= freshMs
  return isFresh ? undefined : await objectionTo(desk, answeredUnder, request, approval)
}

function noAnswer(what: string, failure: Failure): Review {
  return unavailable(`${what}: ${failure.detail}`)
}

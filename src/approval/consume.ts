import type { Answer, Failure } from './answer.ts'
import { type Desk, refresh } from './desk.ts'
import { persist } from './persist.ts'
import { whatMoved } from './recheck.ts'
import { type Approval, type ApprovalRequest, isApproval, type Review, unavailable } from './request.ts'
import { changeEntry, decide, entryOf, type Stage } from './session.ts'

// Long enough for a secondary limit to pass.
const patienceMs = 150_000
const freshMs = 2_000
const maxRounds = 2

/**
 * Looks once more for a denial, reads everything again that the approval rests on, and has the comment say that it is
 * used; only then gives it out, and only once. A call that fails starts all of this again, and after slow ones it looks
 * once more, so that nothing that is said meanwhile goes unheard.
 */
export async function consumeReview(desk: Desk, request: ApprovalRequest, review: Review): Promise<Review> {
  if (!isApproval(review)) return review
  const { clock } = desk.settings
  for (let round = 1; ; round += 1) {
    let isFresh = true
    const use = async (): Promise<Answer<Review>> => {
      const startedAt = clock.now()
      const used = await useOnce(desk, request, checkAgain)
      isFresh = clock.now() - startedAt <= freshMs
      if (isFresh || used.kind === 'failure' || !isApproval(used.value)) return used
      setStage(desk, request.id, { kind: 'reviewed', review: used.value })
      // The mark can have waited for an earlier edit that was tried again. Twice, and it is GitHub that is slow.
      return round < maxRounds ? used : await useOnce(desk, request, checkNothing)
    }
    const used = await persist(clock, use, patienceMs)
    if (used.kind === 'failure') return await refuse(desk, request, unavailable(used.failure.detail))
    if (isFresh || round === maxRounds || !isApproval(used.value)) return used.value
  }
}

type Check = (desk: Desk, id: string, approval: Approval) => Promise<Answer<Review>>

const checkNothing: Check = async (_desk, _id, approval) => value(approval)

/** The approval, marked as used, or the reason why there is none. After a failure it counts as unused. */
async function useOnce(desk: Desk, request: ApprovalRequest, check: Check): Promise<Answer<Review>> {
  const taken = await take(desk, request)
  if (taken.kind === 'failure' || !isApproval(taken.value)) return taken
  const review = taken.value
  const checked = await check(desk, request.id, review)
  const used = checked.kind === 'value' && isApproval(checked.value) ? await mark(desk, review) : checked
  if (used.kind === 'value' && isApproval(used.value)) return used
  setStage(desk, request.id, { kind: 'reviewed', review })
  return used.kind === 'failure' ? used : value(await refuse(desk, request, used.value))
}

/** The approval, if a look finds nothing said against it: from then on nobody else gets it. Else what there is in its place. */
async function take(desk: Desk, request: ApprovalRequest): Promise<Answer<Review>> {
  const comment = desk.notice.comment()
  if (comment === undefined) return value(unavailable('nobody approved this request'))
  // A denial could stand where the look failed, so only a good one will do.
  const seen = await desk.watch.look(comment, 'new')
  if (seen.kind === 'failure') return failed('replies could not be read again', seen.failure)
  const entry = entryOf(desk.watched.state, request.id)
  if (entry === undefined || entry.stage.kind === 'pending')
    return value(unavailable('nobody approved this request'))
  // Nothing is awaited between this and the change of stage, so that two that ask at once can't both get it.
  if (entry.stage.kind !== 'reviewed')
    return value({ kind: 'void', reason: 'this approval was already used' })
  const { review } = entry.stage
  if (isApproval(review)) setStage(desk, request.id, { kind: 'running', review })
  else await refresh(desk)
  return value(review)
}

/** The approval, where all that it rests on still stands; else what ends the request. */
async function checkAgain(desk: Desk, id: string, approval: Approval): Promise<Answer<Review>> {
  const { settings, watched, witness } = desk
  const entry = entryOf(watched.state, id)
  const answered = entryOf(watched.state, entry?.answeredUnder ?? '')?.request
  const comment = desk.notice.comment()
  if (entry === undefined || answered === undefined || comment === undefined)
    return value(unavailable('nobody approved this request'))
  const claim = {
    request: entry.request,
    answered,
    by: approval.by,
    comments: watched.counted,
    siblings: watched.siblings,
    question: comment,
    wrote: desk.notice.wrote,
  }
  const moved = await whatMoved(claim, { ...settings, witness })
  if (moved.kind === 'failure') return failed('the approval could not be read again', moved.failure)
  return value(moved.value === undefined ? approval : { kind: 'void', reason: moved.value })
}

/** Has the comment say that the approval is used: the mark outlives this process, and everybody can see it. */
async function mark(desk: Desk, approval: Approval): Promise<Answer<Review>> {
  const shown = await desk.notice.publishNow(() => desk.draw().body, 0)
  if (shown.kind === 'failure') return failed('the comment could not be marked as used', shown.failure)
  return value(approval)
}

/** Ends the request with this. One whose approval somebody else used meanwhile stays as it is. */
async function refuse(desk: Desk, request: ApprovalRequest, review: Review): Promise<Review> {
  desk.watched.state = decide(desk.watched.state, request.id, review)
  await refresh(desk)
  return review
}

function setStage(desk: Desk, id: string, stage: Stage): void {
  desk.watched.state = changeEntry(desk.watched.state, id, (entry) => ({ ...entry, stage }))
}

function value<T>(given: T): Answer<T> {
  return { kind: 'value', value: given }
}

function failed(what: string, failure: Failure): Answer<never> {
  return { kind: 'failure', failure: { ...failure, detail: `${what}: ${failure.detail}` } }
}

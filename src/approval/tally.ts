import type { Judgement } from './ballot.ts'
import { type ApprovalRequest, isApproval, type Review } from './request.ts'
import { reviewOf, type Vote } from './review.ts'
import { changeEntry, decide, type Entry, entryOf, type SessionState } from './session.ts'
import { type ApprovalStore, approvalKeyOf } from './store.ts'

/** The session after one judgement, other than a dismissal, which changes no request. */
export function applyJudgement(
  state: SessionState,
  judgement: Judgement,
  terms: { readonly maximumWaitMs: number },
): SessionState {
  switch (judgement.kind) {
    case 'vote':
      return castVote(state, judgement.id, judgement.vote)
    case 'extension':
      return changeEntry(state, judgement.id, (entry) => ({
        ...entry,
        request: extended(entry.request, judgement.durationMs, terms.maximumWaitMs),
      }))
    case 'question':
      return judgement.ids.reduce(
        (changed, id) => changeEntry(changed, id, (entry) => ({ ...entry, explained: true })),
        judgement.ids.length === 0 ? { ...state, helpAsked: true } : state,
      )
    case 'dismissed':
    case 'open':
      return state
  }
}

function castVote(state: SessionState, id: string, vote: Vote): SessionState {
  const entry = entryOf(state, id)
  if (entry === undefined) return state
  const { stage } = entry
  const earlier = stage.kind === 'pending' ? stage.votes : []
  const votes = [...earlier.filter(({ reviewer }) => reviewer.commentId !== vote.reviewer.commentId), vote]
  const review = reviewOf(votes, entry.request.bar.count)
  if (review === undefined)
    return changeEntry(state, id, (each) => ({ ...each, stage: { kind: 'pending', votes } }))
  if (review.kind === 'abort') return { ...decide(state, id, review), abort: review }
  // Only a no can follow a yes.
  return stage.kind === 'pending' || !isApproval(review) ? decide(state, id, review) : state
}

function extended(request: ApprovalRequest, durationMs: number, maximumWaitMs: number): ApprovalRequest {
  const latest = Math.max(request.deadline, request.openedAt + maximumWaitMs)
  return { ...request, deadline: Math.min(latest, request.deadline + durationMs) }
}

/**
 * Writes new reviews into the store, and lets them answer equal requests: `approved-for-run` those that wait, a denial also
 * those that were only approved along with another, so that no is the last word on all of them.
 */
export function spread(state: SessionState, store: ApprovalStore): SessionState {
  for (const { request, stage, answeredUnder } of state.entries) {
    if (stage.kind !== 'reviewed') continue
    const isOwn = answeredUnder === request.id
    if (isOwn) store.remember(approvalKeyOf(request), { requestId: request.id, review: stage.review })
  }
  return {
    ...state,
    entries: state.entries.map((entry) => {
      const known = store.find(approvalKeyOf(entry.request))
      if (known === undefined || !isAnsweredBy(entry, known.review)) return entry
      return { ...entry, answeredUnder: known.requestId, stage: { kind: 'reviewed', review: known.review } }
    }),
  }
}

function isAnsweredBy({ stage, request, answeredUnder }: Entry, review: Review): boolean {
  if (stage.kind === 'pending') return true
  const isBorrowed = stage.kind === 'reviewed' && answeredUnder !== request.id && isApproval(stage.review)
  return isBorrowed && review.kind === 'denied'
}

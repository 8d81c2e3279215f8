import type { Scope } from './reply.ts'
import type { Review, Reviewer } from './request.ts'

/** A reply that counts for one request: its comment and its author have passed every check. */
export type Vote = {
  readonly kind: 'approve' | 'deny' | 'abort'
  readonly scope: Scope
  readonly note: string | undefined
  readonly reviewer: Reviewer
}

/**
 * What the votes come to; undefined while more are needed. The only place where an approval is made.
 * A denial by anyone who may is final. Of each person the last word counts, and each person counts once.
 * Holds for the rest of the run only when every approver said so.
 */
export function reviewOf(votes: readonly Vote[], count: number): Review | undefined {
  const inOrder = votes.toSorted((left, right) => orderOf(left) - orderOf(right))
  const abort = inOrder.find((vote) => vote.kind === 'abort')
  if (abort !== undefined) return { kind: 'abort', by: abort.reviewer, note: abort.note }
  const denial = inOrder.find((vote) => vote.kind === 'deny')
  if (denial !== undefined) return { kind: 'denied', by: denial.reviewer, note: denial.note }
  const lastWords = [...new Map(inOrder.map((vote) => [personOf(vote), vote])).values()]
  if (count < 1 || lastWords.length < count) return undefined
  const isForRun = lastWords.every((vote) => vote.scope === 'run')
  return {
    kind: isForRun ? 'approved-for-run' : 'approved',
    by: lastWords.map((vote) => vote.reviewer),
    note: lastWords.find((vote) => vote.note !== undefined)?.note,
  }
}

/** How many more people must approve. */
export function missingVotes(votes: readonly Vote[], count: number): number {
  return Math.max(0, count - new Set(votes.map(personOf)).size)
}

function personOf(vote: Vote): number | string {
  return vote.reviewer.userId ?? vote.reviewer.login
}

function orderOf(vote: Vote): number {
  return vote.reviewer.commentId ?? vote.reviewer.at
}

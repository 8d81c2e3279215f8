import type { Answer } from './answer.ts'
import { type Desk, refresh } from './desk.ts'
import { isApproval, type Review, unavailable } from './request.ts'
import { nextLookMs } from './schedule.ts'
import { entryOf, pendingEntries, type SessionState } from './session.ts'

/**
 * Looks at the conversation once, at what is new or at the whole of it, and shows in the comment what changed by it. A value only
 * where the look succeeded, or where there is no comment that could have been answered.
 */
export async function lookOnce(desk: Desk, extent: 'new' | 'whole' = 'new'): Promise<Answer<undefined>> {
  const before = desk.watched.state
  const comment = desk.notice.comment()
  if (comment === undefined) return { kind: 'value', value: undefined }
  const looked = await desk.watch.look(comment, extent)
  const { state } = desk.watched
  if (desk.notice.isBehind() || (state !== before && !isShownByUse(before, state))) await refresh(desk)
  return looked
}

/** The review that is there already, or why none will ever come; undefined while the request waits. */
export function reviewSoFar({ watched, notice }: Desk, id: string): Review | undefined {
  const entry = entryOf(watched.state, id)
  if (entry === undefined) return unavailable('this request was never opened')
  if (entry.stage.kind !== 'pending') return entry.stage.review
  return notice.comment() === undefined ? unavailable('the request could not be shown to anybody') : undefined
}

/** All that is new are approvals, and nothing waits any more: the edit that marks them as used comes at once, and shows them. */
function isShownByUse(before: SessionState, after: SessionState): boolean {
  const isOnlyApproved = after.entries.every(({ stage }, index) => {
    const was = before.entries[index]?.stage
    return stage === was || (was?.kind === 'pending' && stage.kind === 'reviewed' && isApproval(stage.review))
  })
  return isOnlyApproved && pendingEntries(after).length === 0 && after.dismissals === before.dismissals
}

/** Milliseconds until the next look is due. */
export function pauseMs({ watched, settings, serverNow }: Desk): number {
  const pending = pendingEntries(watched.state).map(({ request }) => request)
  const now = serverNow()
  // After a failure the next look is never at once, not even at the deadline.
  const leastMs = watched.failures > 0 ? 5_000 : 0
  return nextLookMs({
    waitedMs: now - Math.max(...pending.map(({ openedAt }) => openedAt)),
    leftMs: Math.max(leastMs, Math.min(...pending.map(({ deadline }) => deadline - now))),
    failures: watched.failures,
    retryAfterMs: watched.lastFailure?.retryAfterMs,
    remaining: watched.remaining,
    charged: watched.charged,
    random: (settings.random(1)[0] ?? 0) / 256,
  })
}

import { type Desk, refresh } from './desk.ts'
import { nextLookMs } from './schedule.ts'
import { isApproval, pendingEntries, type SessionState } from './session.ts'

/** Looks at the conversation once, at what is new or at the whole of it, and shows in the comment what changed by it. */
export async function lookOnce(desk: Desk, extent: 'new' | 'whole' = 'new'): Promise<void> {
  const before = desk.watched.state
  const comment = desk.notice.comment()
  if (comment === undefined) return
  await desk.watch.look(comment, extent)
  const { state } = desk.watched
  if (desk.notice.isBehind() || (state !== before && !isShownByUse(before, state))) await refresh(desk)
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

import { type Desk, refresh } from './desk.ts'
import { nextLookMs } from './schedule.ts'
import { pendingEntries } from './session.ts'

/** Looks at the conversation once, and shows in the comment what changed by it. */
export async function lookOnce(desk: Desk): Promise<void> {
  const before = desk.watched.state
  const comment = desk.notice.comment()
  if (comment === undefined) return
  await desk.watch.look(comment)
  if (desk.watched.state !== before || desk.notice.isBehind()) await refresh(desk)
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
    random: (settings.random(1)[0] ?? 0) / 256,
  })
}

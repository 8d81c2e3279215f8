import { type Desk, refresh } from './desk.ts'
import { nextLookMs } from './schedule.ts'
import { pendingEntries } from './session.ts'

/** Looks at the conversation once, and shows in the comment what changed by it. */
export async function lookOnce(desk: Desk): Promise<void> {
  const before = desk.watched.state
  const comment = desk.notice.comment()
  if (comment === undefined) return
  await desk.watch.look(comment)
  if (desk.watched.state !== before) await refresh(desk)
}

/** Milliseconds until the next look is due. */
export function pauseMs({ watched, settings, serverNow }: Desk): number {
  const pending = pendingEntries(watched.state).map(({ request }) => request)
  const now = serverNow()
  return nextLookMs({
    waitedMs: now - Math.max(...pending.map(({ openedAt }) => openedAt)),
    leftMs: Math.min(...pending.map(({ deadline }) => Math.max(0, deadline - now))),
    failures: watched.failures,
    retryAfterMs: watched.retryAfterMs,
    remaining: watched.remaining,
    random: (settings.random(1)[0] ?? 0) / 256,
  })
}

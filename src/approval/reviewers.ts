import type { Reviewers } from '../ports.ts'
import { consumeReview } from './consume.ts'
import { createDesk, type Desk, type ReviewersSettings, refresh } from './desk.ts'
import { lookOnce, pauseMs, reviewSoFar } from './look.ts'
import { openRequests } from './open.ts'
import { type ApprovalRequest, type Review, unavailable } from './request.ts'
import { changeEntry, decide, entryOf } from './session.ts'

/** Reviewers on a pull request, and the address of the comment in which they are asked. */
export type PullRequestReviewers = Reviewers & { readonly commentUrl: () => string | undefined }

// Less than the runner gives a job between its first and its last signal.
const closingMs = 4_000
const longestLastLookMs = 60_000
const coalescingMs = 2_000

/**
 * Reviewers who answer by comments on a pull request. Nothing it does throws, and whatever it can't find out closes the
 * gate: an approval comes back only from `consume`, after everything it rests on was read again and the comment shows
 * that it is used.
 */
export function createReviewers(settings: ReviewersSettings): PullRequestReviewers {
  return reviewersAt(createDesk(settings))
}

/** The same at a desk that somebody else may look at too. */
export function reviewersAt(desk: Desk): PullRequestReviewers {
  const ended = new AbortController()
  return {
    commentUrl: () => desk.notice.comment()?.url,
    open: (drafts) => openRequests(desk, drafts),
    review: (request, signal) => waitForReview(desk, request, signal),
    consume: (request, review) => consumeReview(desk, request, review),
    settle: async (request, outcome) => {
      desk.watched.state = changeEntry(desk.watched.state, request.id, (entry) => {
        const given = entry.stage.kind === 'pending' ? unavailable('nobody was asked') : entry.stage.review
        const review = outcome.review?.kind === 'void' ? outcome.review : given
        return { ...entry, stage: { kind: 'settled', review, outcome } }
      })
      if (desk.notice.comment() !== undefined) void refreshSoon(desk, ended.signal)
    },
    close: async (conclusion) => {
      ended.abort()
      desk.watched.state = { ...desk.watched.state, conclusion }
      if (desk.notice.comment() === undefined) return
      const said = new AbortController()
      // A timer that is left behind would keep the process, and so the machine, for its whole time.
      const lastWords = refresh(desk)
        .then(() => desk.watch.settled())
        .finally(() => said.abort())
      const isHurried = conclusion === 'cancelled'
      await (isHurried
        ? Promise.race([lastWords, desk.settings.clock.sleep(closingMs, said.signal)])
        : lastWords)
    },
  }
}

/** Shows what came of a command, unless the run ends meanwhile: its last words show that too, and one edit is enough. */
async function refreshSoon(desk: Desk, ended: AbortSignal): Promise<void> {
  await desk.settings.clock.sleep(coalescingMs, ended)
  if (!ended.aborted) await refresh(desk)
}

async function waitForReview(desk: Desk, request: ApprovalRequest, signal: AbortSignal): Promise<Review> {
  for (;;) {
    const review = reviewNow(desk, request.id, signal)
    if (review !== undefined) return review
    await lookUntil(desk, request.id)
    if (reviewNow(desk, request.id, signal) === undefined) {
      await desk.settings.clock.sleep(pauseMs(desk), signal)
    }
  }
}

/** The same as `reviewSoFar`; none comes to a run that was cancelled. */
function reviewNow(desk: Desk, id: string, signal: AbortSignal): Review | undefined {
  const review = reviewSoFar(desk, id)
  if (review !== undefined || !signal.aborted) return review
  return { kind: 'abort', by: undefined, note: 'the run was cancelled' }
}

/**
 * Looks, and ends the request when its time was over before the look: so the last look finds all that came in time. One
 * that fails is tried again for as long as the request waited, a minute at most.
 */
async function lookUntil(desk: Desk, id: string): Promise<void> {
  const { watched, serverNow, settings } = desk
  const overdueMs = (): number => serverNow() - (entryOf(watched.state, id)?.request.deadline ?? 0)
  const wasOverdueMs = overdueMs()
  await lookOnce(desk, wasOverdueMs >= 0 ? 'whole' : 'new')
  if (entryOf(watched.state, id)?.stage.kind !== 'pending') return
  if (wasOverdueMs < 0 || overdueMs() < 0) return
  if (watched.failures > 0 && wasOverdueMs < Math.min(longestLastLookMs, settings.timeoutMs)) return
  watched.state = decide(watched.state, id, { kind: 'timed-out' })
  await refresh(desk)
}

import { createDesk, type Desk, type ReviewersSettings, refresh } from './desk.ts'
import { lookOnce, reviewSoFar } from './look.ts'
import { parseRecord, runMarker } from './marker.ts'
import { persist } from './persist.ts'
import type { Review } from './request.ts'
import { type PullRequestReviewers, reviewersAt } from './reviewers.ts'
import { type CommentView, decide, entryOf } from './session.ts'
import { parseWaiting, type WaitingJob, type WaitingRequest, waitsLine } from './waiting.ts'

/** What asking without waiting takes besides what asking takes. */
export type DetachedSettings = ReviewersSettings & { readonly job: WaitingJob }

const patienceMs = 60_000

/**
 * Reviewers who are asked and not waited for: a review is what the conversation says now, or `pending`. The comment then
 * stays open and names the job that an answer starts again; a request keeps its first deadline through all attempts.
 */
export function createDetachedReviewers(settings: DetachedSettings): PullRequestReviewers {
  // Deadlines before any extension: those are read in the conversation again, by every attempt.
  const first = new Map<string, number>()
  const settled = new Set<string>()
  const desk = createDesk({
    ...settings,
    render: (view) => {
      for (const { request } of view.entries)
        if (!first.has(request.id)) first.set(request.id, request.deadline)
      const due = withFirstDeadlines(view, first, settled)
      return settings.render({ ...due, marker: `${view.marker}\n${waitsLine(settings.job, due, first)}` })
    },
  })
  const reviewers = reviewersAt(desk)
  let earlier: Promise<readonly WaitingRequest[]> | undefined
  return {
    ...reviewers,
    open: async (drafts) => {
      earlier ??= recall(desk)
      const kept = await earlier
      for (const { id, deadline } of kept) first.set(id, deadline)
      const opened = await reviewers.open(drafts)
      desk.watched.state = withFirstDeadlines(desk.watched.state, first, settled)
      const takenOver = opened.filter(({ id }) => kept.some((request) => request.id === id))
      // What was said since the first attempt, an abort for one, was said to this one.
      for (const { openedAt } of takenOver)
        desk.watched.startedAt = Math.min(desk.watched.startedAt, openedAt)
      for (const { id } of opened) settled.add(id)
      return opened.map((request) => entryOf(desk.watched.state, request.id)?.request ?? request)
    },
    review: (request) => reviewNow(desk, request.id),
    close: async (conclusion) => {
      if (conclusion === 'cancelled' || conclusion.outcome !== 'pending')
        return await reviewers.close(conclusion)
      if (desk.notice.comment() !== undefined) await refresh(desk)
      await desk.watch.settled()
    },
  }
}

/** The requests that an earlier attempt left. Only a comment that this account alone wrote tells of them. */
async function recall(desk: Desk): Promise<readonly WaitingRequest[]> {
  const { clock, context, pullRequest } = desk.settings
  if (context.runAttempt <= 1) return []
  const found = await persist(clock, () => pullRequest.findOwn(runMarker(context)), patienceMs)
  if (found.kind === 'failure') return []
  const comment = found.value.find(({ foreignEdit }) => !foreignEdit)
  if (comment === undefined || parseRecord(comment.body)?.isClosed !== false) return []
  return parseWaiting(comment.body)?.requests ?? []
}

/** The first deadlines where no extension can have been read yet. */
function withFirstDeadlines<View extends Pick<CommentView, 'entries'>>(
  view: View,
  first: ReadonlyMap<string, number>,
  settled: ReadonlySet<string>,
): View {
  const entries = view.entries.map((entry) => {
    const deadline = settled.has(entry.request.id) ? undefined : first.get(entry.request.id)
    return deadline === undefined ? entry : { ...entry, request: { ...entry.request, deadline } }
  })
  return { ...view, entries }
}

/** What the conversation says now. A look that fails leaves the request pending: nobody is waited for, nothing is lost. */
async function reviewNow(desk: Desk, id: string): Promise<Review> {
  const { watched, settings } = desk
  const isOverdue = () => desk.serverNow() >= (entryOf(watched.state, id)?.request.deadline ?? 0)
  const known = reviewSoFar(desk, id)
  if (known !== undefined) return known
  const wasOverdue = isOverdue()
  const looked = await persist(settings.clock, () => lookOnce(desk), patienceMs)
  const seen = reviewSoFar(desk, id)
  if (seen !== undefined) return seen
  // An extension may have come with the look.
  if (looked.kind === 'failure' || !wasOverdue || !isOverdue()) return { kind: 'pending' }
  watched.state = decide(watched.state, id, { kind: 'timed-out' })
  return { kind: 'timed-out' }
}

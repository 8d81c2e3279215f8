import { digestOf } from '../command/fingerprint.ts'
import type { Clock, Journal, PullRequest, Reviewers } from '../ports.ts'
import type { Failure } from './answer.ts'
import type { RunContext } from './bind.ts'
import { createNotice } from './notice.ts'
import { openRequests } from './open.ts'
import { persist } from './persist.ts'
import { type Ground, whatMoved } from './recheck.ts'
import type { ApprovalRequest, Review } from './request.ts'
import { nextLookMs } from './schedule.ts'
import {
  type CommentLinks,
  type CommentView,
  changeEntry,
  decide,
  emptySession,
  entryOf,
  isApproval,
  pendingEntries,
  type Rendering,
} from './session.ts'
import { createApprovalStore } from './store.ts'
import { createWatch, type Watched, type WatchSettings } from './watch.ts'
import { createWitness, type WitnessSettings } from './witness.ts'

/** What asking on a pull request takes. */
export type ReviewersSettings = Pick<WitnessSettings, 'interested' | 'codeOwnership'> &
  Pick<Ground, 'policyDigest' | 'scriptDigest'> &
  Pick<WatchSettings, 'approvers' | 'maximumWaitMs'> & {
    readonly pullRequest: PullRequest
    readonly clock: Clock
    readonly journal: Journal
    /** So many random bytes. */
    readonly random: (bytes: number) => Uint8Array
    readonly context: RunContext
    /** The word that starts a reply, for example `/gate`. */
    readonly trigger: string
    readonly timeoutMs: number
    readonly reuseApprovals: 'rerun' | 'never'
    readonly links: CommentLinks
    readonly render: (view: CommentView) => Rendering
  }

/** Reviewers on a pull request, and the address of the comment in which they are asked. */
export type PullRequestReviewers = Reviewers & { readonly commentUrl: () => string | undefined }

const closingMs = 4_000

/** Everything that one session's steps share. Owned by `createReviewers`. */
export type Desk = ReturnType<typeof createDesk>

function createDesk(settings: ReviewersSettings) {
  const { clock, context, pullRequest, approvers } = settings
  const runMarker = `<!-- command-gate:v1 run=${digestOf([context.runId, context.job]).slice(0, 32)} -->`
  const sessionMarker = `<!-- command-gate:session=${hex(settings.random(16))} -->`
  const watched: Watched = {
    state: emptySession,
    counted: new Map(),
    skewMs: 0,
    failures: 0,
    retryAfterMs: undefined,
    remaining: undefined,
    lastGoodLookAt: clock.now(),
  }
  const store = createApprovalStore()
  const notice = createNotice({ pullRequest, clock, sessionMarker })
  const witness = createWitness(settings)
  const watch = createWatch(watched, { ...settings, witness, store, issueNumber: context.number })
  const serverNow = () => clock.now() + watched.skewMs
  const draw = (): Rendering =>
    settings.render({
      ...watched.state,
      marker: `${runMarker}\n${sessionMarker}`,
      trigger: settings.trigger,
      approvers,
      links: settings.links,
      headSha: context.headSha,
      now: serverNow(),
    })
  const publish = () => notice.publish(() => draw().body)
  return { settings, watched, store, notice, witness, watch, serverNow, draw, publish, runMarker }
}

/**
 * Reviewers who answer by comments on a pull request. Nothing it does throws, and whatever it can't find out closes the
 * gate: an approval comes back only from `consume`, after everything it rests on was read again and the comment shows
 * that it is used.
 */
export function createReviewers(settings: ReviewersSettings): PullRequestReviewers {
  const desk = createDesk(settings)
  return {
    commentUrl: () => desk.notice.comment()?.url,
    open: (drafts) => openRequests(desk, drafts),
    review: (request, signal) => waitForReview(desk, request, signal),
    consume: (request, review) => consumeReview(desk, request, review),
    settle: async (request, outcome) => {
      desk.watched.state = changeEntry(desk.watched.state, request.id, (entry) => {
        const review = entry.stage.kind === 'pending' ? unavailable('nobody was asked') : entry.stage.review
        return { ...entry, stage: { kind: 'settled', review, outcome } }
      })
      await refresh(desk)
    },
    close: async (conclusion) => {
      desk.watched.state = { ...desk.watched.state, conclusion }
      if (desk.notice.comment() === undefined) return
      const lastWords = refresh(desk).then(() => desk.watch.settled())
      await (conclusion === 'cancelled'
        ? Promise.race([lastWords, settings.clock.sleep(closingMs)])
        : lastWords)
    },
  }
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

/** The review that is already there, or the reason why none will come. */
function reviewNow({ watched, notice }: Desk, id: string, signal: AbortSignal): Review | undefined {
  const entry = entryOf(watched.state, id)
  if (entry === undefined) return unavailable('this request was never opened')
  if (entry.stage.kind !== 'pending') return entry.stage.review
  if (notice.comment() === undefined) return unavailable('the request could not be shown to anybody')
  return signal.aborted ? { kind: 'abort', by: undefined, note: 'the run was cancelled' } : undefined
}

/** Looks, and ends the request when its time was over before the look: so the last look finds all that came in time. */
async function lookUntil(desk: Desk, id: string): Promise<void> {
  const { watched, serverNow } = desk
  const isOver = (): boolean => serverNow() >= (entryOf(watched.state, id)?.request.deadline ?? 0)
  const wasOver = isOver()
  await lookOnce(desk)
  if (!wasOver || !isOver() || entryOf(watched.state, id)?.stage.kind !== 'pending') return
  watched.state = decide(watched.state, id, { kind: 'timed-out' })
  await refresh(desk)
}

async function lookOnce(desk: Desk): Promise<void> {
  const before = desk.watched.state
  const comment = desk.notice.comment()
  if (comment === undefined) return
  await desk.watch.look(comment)
  if (desk.watched.state !== before) await refresh(desk)
}

function pauseMs({ watched, settings, serverNow }: Desk): number {
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

/**
 * Looks once more for a denial, reads everything again, and has the comment say that the approval is used; only then
 * gives it out, and only once.
 */
async function consumeReview(desk: Desk, request: ApprovalRequest, review: Review): Promise<Review> {
  if (!isApproval(review)) return review
  await lookOnce(desk)
  const { watched } = desk
  const entry = entryOf(watched.state, request.id)
  if (entry?.stage.kind === 'running' || entry?.stage.kind === 'settled') {
    return { kind: 'void', reason: 'this approval was already used' }
  }
  if (entry?.stage.kind !== 'reviewed' || !isApproval(entry.stage.review)) {
    return entry?.stage.kind === 'reviewed' ? entry.stage.review : unavailable('nobody approved this request')
  }
  const approved = entry.stage.review
  const objection = await objectionTo(desk, entry.answeredUnder, request, approved)
  watched.state = objection
    ? decide(watched.state, request.id, objection)
    : changeEntry(watched.state, request.id, (each) => ({
        ...each,
        stage: { kind: 'running', review: approved },
      }))
  const shown = await desk.publish()
  if (objection !== undefined) return objection
  return shown.kind === 'value'
    ? approved
    : noAnswer('the comment could not be marked as used', shown.failure)
}

async function objectionTo(
  desk: Desk,
  answeredUnder: string,
  request: ApprovalRequest,
  review: Review,
): Promise<Review | undefined> {
  const { settings, watched } = desk
  const answered = entryOf(watched.state, answeredUnder)?.request
  if ((review.kind !== 'approved' && review.kind !== 'approved-for-run') || answered === undefined) {
    return unavailable('nobody approved this request')
  }
  const ground: Ground = { ...settings, witness: desk.witness }
  const requestCommentId = desk.notice.comment()?.id ?? Number.POSITIVE_INFINITY
  const claim = { request, answered, by: review.by, comments: watched.counted, requestCommentId }
  const moved = await persist(settings.clock, () => whatMoved(claim, ground))
  if (moved.kind === 'failure') return noAnswer('the approval could not be read again', moved.failure)
  return moved.value === undefined ? undefined : { kind: 'void', reason: moved.value }
}

async function refresh(desk: Desk): Promise<void> {
  const answer = await desk.publish()
  if (answer.kind === 'value') return
  const message = `The comment on the pull request is out of date: ${answer.failure.detail}`
  desk.settings.journal.record({ kind: 'note', level: 'warning', message })
}

function noAnswer(what: string, failure: Failure): Review {
  return { kind: 'unavailable', reason: `${what}: ${failure.detail}`, hint: undefined }
}

function unavailable(reason: string): Review {
  return { kind: 'unavailable', reason, hint: undefined }
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

import type { Clock, Journal, PullRequest } from '../ports.ts'
import { createAcknowledgement } from './acknowledge.ts'
import type { Answer, Failure } from './answer.ts'
import { type Evidence, isRefusal, type Judgement, judge } from './ballot.ts'
import type { RunContext } from './bind.ts'
import type { Comment, Look, OwnComment, Reaction } from './conversation.ts'
import { createEars } from './ears.ts'
import { createHorizon } from './horizon.ts'
import type { Sibling } from './matrix.ts'
import { mayWrite } from './reviewer.ts'
import { emptySession, entryOf, type SessionState } from './session.ts'
import { type ApprovalStore, approvalKeyOf } from './store.ts'
import { applyJudgement, spread } from './tally.ts'
import { type Said, unread, type Witness, type WitnessSettings } from './witness.ts'

/** What is known of the conversation besides the session itself. Owned by one run; changed only by its watch. */
export type Watched = {
  state: SessionState
  /** Comments whose reply counted, as they stood then. */
  readonly counted: Map<number, Comment>
  /** The other leg's request that a reply that counted names, by the comment and our request. */
  readonly siblings: Map<string, Sibling>
  /** The server's clock minus ours, in milliseconds. */
  skewMs: number
  failures: number
  /** Of the last look; undefined when all of it succeeded. */
  lastFailure: Failure | undefined
  remaining: number | undefined
  /** Looks in a row that brought something, and so were charged. */
  charged: number
  lastGoodLookAt: number
  /** When this attempt asked for the first time, by the server's clock. */
  startedAt: number
}

/** Nothing was asked and nothing heard. `now` in milliseconds since 1970. */
export function nothingWatched(now: number): Watched {
  return {
    state: emptySession,
    counted: new Map(),
    siblings: new Map(),
    skewMs: 0,
    failures: 0,
    lastFailure: undefined,
    remaining: undefined,
    charged: 0,
    lastGoodLookAt: now,
    startedAt: 0,
  }
}

/** What a watch works with. */
export type WatchSettings = {
  readonly pullRequest: PullRequest
  readonly clock: Clock
  readonly journal: Journal
  readonly witness: Witness
  readonly store: ApprovalStore
  readonly approvers: WitnessSettings['approvers']
  readonly trigger: string
  readonly issueNumber: number
  readonly maximumWaitMs: number
  /** Undefined where it is not known what the requests ask. */
  readonly context: RunContext | undefined
}

const maxDismissals = 50
const maxStrangersDismissals = 20
const silenceMs = 600_000
// What other jobs' gates asked before is told by their comments.
const earlierMs = 2 * 60 * 60_000
const sharedBelow = 950

/**
 * Looks at the conversation once and takes in what is new. A look that fails changes nothing but the next one's time; it gives a
 * value only where all of it succeeded.
 */
export type Watch = {
  readonly look: (request: OwnComment, extent: 'new' | 'whole') => Promise<Answer<undefined>>
  readonly settled: () => Promise<void>
}

/** A watch over one session. Looks never overlap; a second one that is asked for meanwhile shares the first. */
export function createWatch(watched: Watched, settings: WatchSettings): Watch {
  const ears = createEars(watched, settings)
  const horizon = createHorizon()
  const acknowledgement = createAcknowledgement(settings.pullRequest)
  let running: Promise<Answer<undefined>> | undefined

  const note = ({ comment, standing, siblings }: Evidence, reaction: Reaction) => {
    // The leg that is named shows its author what became of it.
    if (siblings !== undefined) return
    if (reaction === '-1') ears.refuse(comment)
    if (typeof standing === 'object') {
      if (mayWrite(standing.role) && isWorthShowing(watched, reaction))
        acknowledgement.show(comment.id, reaction)
    } else if (reaction === '-1') acknowledgement.refuse(comment)
  }

  const look = async (request: OwnComment, extent: 'new' | 'whole'): Promise<void> => {
    const from = request.createdAt - earlierMs
    const since = horizon.since(from, ears.hasMoreToHear() ? 'whole' : extent)
    const answer = await settings.pullRequest.look(since)
    if (answer.kind === 'failure') {
      noteFailures(watched, settings, [answer.failure])
      return
    }
    noteSuccess(watched, settings, answer.value)
    const { serious, crowd, other, later } = ears.hear(answer.value, request.id)
    const { evidence, failures } = await settings.witness.testify(
      serious,
      (id) => entryOf(watched.state, id)?.request,
    )
    noteFailures(watched, settings, failures)
    for (const each of [...evidence, ...other.map(unread)]) {
      const judgements = judge(each, {
        entries: watched.state.entries,
        approvers: settings.approvers,
        issueNumber: settings.issueNumber,
        requestCommentId: request.id,
      })
      if (!judgements.some(({ kind }) => kind === 'open')) ears.judged.set(each.comment.id, each.reply)
      note(each, takeIn(watched, settings, each, judgements))
    }
    const open = [...serious, ...crowd].filter(({ comment }) => !ears.judged.has(comment.id))
    if (failures.length === 0) noteFailures(watched, settings, unreadAmong(open))
    horizon.note(answer.value, [...later, ...open.map(({ comment }) => comment)])
  }

  return {
    look: (request, extent) => {
      running ??= look(request, extent)
        .then(() => answerOf(watched))
        .finally(() => {
          running = undefined
        })
      return running
    },
    settled: () => acknowledgement.settled(),
  }
}

function answerOf({ lastFailure }: Watched): Answer<undefined> {
  return lastFailure === undefined
    ? { kind: 'value', value: undefined }
    : { kind: 'failure', failure: lastFailure }
}

/** Stops a flood of replies behind which a no stands. */
function unreadAmong(open: readonly Said[]): readonly Failure[] {
  const detail = 'there are more of them than are read at once, among them a no'
  const isAny = open.some(({ reply }) => isRefusal(reply))
  return isAny ? [{ kind: 'unreachable', detail, retryAfterMs: undefined }] : []
}

/** The gate's comment says the same as a rocket; where many gates share GitHub's limits, that is enough. */
function isWorthShowing({ remaining = Number.POSITIVE_INFINITY }: Watched, reaction: Reaction): boolean {
  return reaction !== 'rocket' || remaining >= sharedBelow
}

/** Applies what a reply does, and gives the reaction that tells its author. */
function takeIn(
  watched: Watched,
  settings: WatchSettings,
  { comment, siblings }: Evidence,
  judgements: readonly Judgement[],
): Reaction {
  // What was said to another leg is that leg's to tell. Read again because part of it was unknown: what counted before is no
  // second answer.
  const isOthers = siblings !== undefined || watched.counted.has(comment.id)
  for (const judgement of judgements) {
    if (judgement.kind === 'dismissed' && !isOthers) dismiss(watched, settings, comment, judgement.reason)
    if (judgement.kind === 'vote') {
      count(watched, comment, judgement.id, siblings?.get(judgement.id))
      deny(watched, settings, judgement)
    }
    watched.state = applyJudgement(watched.state, judgement, settings)
  }
  watched.state = spread(watched.state, settings.store)
  if (judgements.every(({ kind }) => kind === 'dismissed')) return '-1'
  const isWaiting = judgements.some(
    (judgement) =>
      judgement.kind === 'open' ||
      (judgement.kind === 'vote' && entryOf(watched.state, judgement.id)?.stage.kind === 'pending'),
  )
  return isWaiting ? 'eyes' : 'rocket'
}

function count(watched: Watched, comment: Comment, id: string, sibling: Sibling | undefined): void {
  watched.counted.set(comment.id, comment)
  if (sibling !== undefined) watched.siblings.set(`${comment.id} ${id}`, sibling)
}

/** No is the last word on all equal requests, also where the one that is named was used already. */
function deny(
  { state }: Watched,
  { store }: WatchSettings,
  { id, vote }: Extract<Judgement, { kind: 'vote' }>,
): void {
  const request = entryOf(state, id)?.request
  const review = { kind: 'denied', by: vote.reviewer, note: vote.note } as const
  if (vote.kind === 'deny' && request !== undefined)
    store.remember(approvalKeyOf(request), { requestId: id, review })
}

/** Each person is told each reason once; what strangers are told leaves room for what reviewers must know. */
function dismiss(watched: Watched, settings: WatchSettings, comment: Comment, reason: string): void {
  const { dismissals } = watched.state
  const login = comment.author?.login ?? 'ghost'
  const isKnown = dismissals.some((each) => each.login === login && each.reason === reason)
  const room = comment.isInsider ? maxDismissals : maxStrangersDismissals
  if (isKnown || dismissals.length >= room) return
  const dismissal = { commentId: comment.id, login, reason }
  watched.state = { ...watched.state, dismissals: [...dismissals, dismissal] }
  settings.journal.record({ kind: 'dismissed', dismissal })
}

function noteSuccess(watched: Watched, settings: WatchSettings, look: Look): void {
  watched.skewMs = look.serverTime - settings.clock.now()
  watched.failures = 0
  watched.lastFailure = undefined
  watched.remaining = look.remaining
  watched.charged = look.isNews ? watched.charged + 1 : 0
  watched.lastGoodLookAt = settings.clock.now()
  if (watched.state.trouble !== undefined) watched.state = { ...watched.state, trouble: undefined }
}

function noteFailures(watched: Watched, settings: WatchSettings, failures: readonly Failure[]): void {
  const [first] = failures
  if (first === undefined) return
  watched.failures += 1
  watched.lastFailure = failures.find(({ retryAfterMs }) => retryAfterMs !== undefined) ?? first
  const message = `Replies could not be read: ${first.detail}`
  const silentMs = settings.clock.now() - watched.lastGoodLookAt
  const isNews = watched.failures === 1 || (silentMs > silenceMs && watched.state.trouble === undefined)
  if (silentMs > silenceMs) watched.state = { ...watched.state, trouble: first.detail }
  if (isNews) settings.journal.record({ kind: 'note', level: 'warning', message })
}

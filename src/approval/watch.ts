import { showRequestId } from '../command/fingerprint.ts'
import type { Clock, Journal, PullRequest } from '../ports.ts'
import type { Failure } from './answer.ts'
import { type Judgement, judge } from './ballot.ts'
import type { Comment, Look, OwnComment, Reaction } from './conversation.ts'
import { parseReply } from './reply.ts'
import { entryOf, type SessionState } from './session.ts'
import type { ApprovalStore } from './store.ts'
import { applyJudgement, spread } from './tally.ts'
import type { Said, Witness, WitnessSettings } from './witness.ts'

/** What is known of the conversation besides the session itself. Owned by one run; changed only by its watch. */
export type Watched = {
  state: SessionState
  /** Comments whose reply counted, as they stood then. */
  readonly counted: Map<number, Comment>
  /** The server's clock minus ours, in milliseconds. */
  skewMs: number
  failures: number
  /** Of the last look; undefined when all of it succeeded. */
  lastFailure: Failure | undefined
  remaining: number | undefined
  lastGoodLookAt: number
  /** When this attempt asked for the first time, by the server's clock. */
  startedAt: number
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
}

const maxDismissals = 50
const maxRepliesPerLook = 100
const silenceMs = 600_000
const sharedBelow = 950
const othersMs = 30_000

/** Looks at the conversation once and takes in what is new. A look that fails changes nothing but the next one's time. */
export type Watch = {
  readonly look: (request: OwnComment) => Promise<void>
  readonly settled: () => Promise<void>
}

/** A watch over one session. Looks never overlap; a second one that is asked for meanwhile shares the first. */
export function createWatch(watched: Watched, settings: WatchSettings): Watch {
  const judged = new Set<number>()
  const reacted = new Map<number, Reaction>()
  let running: Promise<void> | undefined
  let reactions: Promise<unknown> = Promise.resolve()

  const react = (commentId: number, reaction: Reaction) => {
    if (reacted.get(commentId) === reaction) return
    // The gate's comment says the same; where many gates share GitHub's limits, that is enough.
    const isShared = (watched.remaining ?? Number.POSITIVE_INFINITY) < sharedBelow
    if (reaction === 'rocket' && isShared) return
    reacted.set(commentId, reaction)
    reactions = reactions.then(() => settings.pullRequest.react(commentId, reaction))
  }

  const look = async (request: OwnComment): Promise<void> => {
    const answer = await settings.pullRequest.look(request.createdAt)
    if (answer.kind === 'failure') {
      noteFailures(watched, settings, [answer.failure])
      return
    }
    noteSuccess(watched, settings, answer.value)
    const said = repliesIn(answer.value, request, settings.trigger, judged)
      .filter(isOfNow(watched))
      .filter(isForUs(watched.state, answer.value))
    if (said.length === 0) return
    const { evidence, failures } = await settings.witness.testify(
      said.filter(isSerious(watched.state)),
      (id) => entryOf(watched.state, id)?.request,
    )
    noteFailures(watched, settings, failures)
    for (const { comment, reply } of said) {
      const known = evidence.find((each) => each.comment.id === comment.id)
      const unasked = { comment, reply, detail: 'unknown', standing: 'unknown' } as const
      const judgements = judge(known ?? unasked, {
        entries: watched.state.entries,
        approvers: settings.approvers,
        issueNumber: settings.issueNumber,
        requestCommentId: request.id,
      })
      if (!judgements.some(({ kind }) => kind === 'open')) judged.add(comment.id)
      react(comment.id, takeIn(watched, settings, comment, judgements))
    }
  }

  return {
    look: (request) => {
      running ??= look(request).finally(() => {
        running = undefined
      })
      return running
    },
    settled: async () => {
      await reactions
    },
  }
}

function repliesIn(
  look: Look,
  request: OwnComment,
  trigger: string,
  judged: ReadonlySet<number>,
): readonly Said[] {
  const said: Said[] = []
  for (const comment of look.comments) {
    if (comment.id === request.id || judged.has(comment.id)) continue
    const reply = parseReply(comment.body, trigger)
    if (reply !== undefined) said.push({ comment, reply })
  }
  return said.toSorted((left, right) => left.comment.id - right.comment.id).slice(0, maxRepliesPerLook)
}

/** What was said to an earlier attempt concerns this one only by an id that was taken over from it. */
function isOfNow({ state, startedAt }: Watched): (said: Said) => boolean {
  return ({ comment, reply }) =>
    comment.createdAt >= startedAt ||
    ('ids' in reply && reply.ids.some((id) => entryOf(state, id) !== undefined))
}

/**
 * A reply to ids that none of ours is like may be meant for another job's gate: then that gate's comment shows the id, soon
 * at the latest. Until it is known to be nobody's, it is not answered at all, or each leg of a matrix would refuse it.
 */
function isForUs(state: SessionState, look: Look): (said: Said) => boolean {
  return ({ comment, reply }) => {
    if (
      !('ids' in reply) ||
      reply.ids.some((id) => state.entries.some(({ request }) => isLike(request.id, id)))
    )
      return true
    const isShown = (id: string) =>
      look.comments.some(
        ({ body }) => body.includes('<!-- command-gate:v1') && body.includes(showRequestId(id)),
      )
    return !reply.ids.some(isShown) && comment.createdAt < look.serverTime - othersMs
  }
}

function isLike(id: string, other: string): boolean {
  return [...id].filter((character, at) => character !== other[at]).length <= 3
}

/** Worth asking GitHub about: a person's answer to a request that exists. */
function isSerious(state: SessionState): (said: Said) => boolean {
  return ({ comment, reply }) => {
    if (comment.author?.type !== 'User') return false
    if (reply.kind === 'abort') return true
    if (reply.kind !== 'approve' && reply.kind !== 'deny' && reply.kind !== 'extend') return false
    return reply.ids.some((id) => entryOf(state, id) !== undefined)
  }
}

/** Applies what a reply does, and gives the reaction that tells its author. */
function takeIn(
  watched: Watched,
  settings: WatchSettings,
  comment: Comment,
  judgements: readonly Judgement[],
): Reaction {
  for (const judgement of judgements) {
    // Read again because part of it was unknown: what counted before is no second answer.
    if (judgement.kind === 'dismissed' && watched.counted.has(comment.id)) continue
    if (judgement.kind === 'dismissed') dismiss(watched, settings, comment, judgement.reason)
    if (judgement.kind === 'vote') watched.counted.set(comment.id, comment)
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

function dismiss(watched: Watched, settings: WatchSettings, comment: Comment, reason: string): void {
  const { dismissals } = watched.state
  const isKnown = dismissals.some((each) => each.commentId === comment.id && each.reason === reason)
  if (isKnown || dismissals.length >= maxDismissals) return
  const dismissal = { commentId: comment.id, login: comment.author?.login ?? 'ghost', reason }
  watched.state = { ...watched.state, dismissals: [...dismissals, dismissal] }
  settings.journal.record({ kind: 'dismissed', dismissal })
}

function noteSuccess(watched: Watched, settings: WatchSettings, look: Look): void {
  watched.skewMs = look.serverTime - settings.clock.now()
  watched.failures = 0
  watched.lastFailure = undefined
  watched.remaining = look.remaining
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

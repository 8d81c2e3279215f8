import { showRequestId } from '../command/fingerprint.ts'
import type { Comment, Look } from './conversation.ts'
import type { Together } from './matrix.ts'
import { parseReply } from './reply.ts'
import { entryOf, type SessionState } from './session.ts'
import type { Said } from './witness.ts'

/** What was said to this gate and is not judged yet. */
export type Heard = {
  /** People's well-formed answers to requests that are here. Only about these GitHub is asked. */
  readonly serious: readonly Said[]
  /** All else: judged by what the list of comments shows. */
  readonly other: readonly Said[]
  /** Like the serious ones, but too many to be asked about at once. */
  readonly crowd: readonly Said[]
  /** Replies that must be heard again, because nobody knows yet whom they are meant for. */
  readonly later: readonly Comment[]
}

/** What tells what is heard. */
export type Hearing = {
  readonly trigger: string
  readonly state: SessionState
  readonly requestCommentId: number
  /** When this attempt asked for the first time, by the server's clock. */
  readonly startedAt: number
  /** Comments that need no second judgement. */
  readonly judged: ReadonlyMap<number, unknown>
  /** How many of an account's replies did not count, by the account's number. */
  readonly refusals: ReadonlyMap<number, number>
  /** All ids that a gate's comment was seen to show. */
  readonly shown: ReadonlySet<string>
  /** Requests of other legs that one reply answers together with ours; none where the policy does not allow it. */
  readonly together: Together
}

const maxSerious = 100
const othersMs = 30_000
const gateMarker = '<!-- command-gate:v1'

/**
 * Tells apart what was said. Stops a flood from standing before the reply that counts: noise is set apart, and
 * strangers, and whoever's replies did not count so far, stand behind all others.
 */
export function hear(look: Look, hearing: Hearing): Heard {
  const heard = repliesIn(look, hearing).map(asForOurs(hearing)).filter(isOfNow(hearing))
  const meantFor = addresseeOf(hearing, look)
  const said = heard.filter((each) => meantFor(each) === 'us')
  const rankOf = ({ comment }: Said) =>
    (hearing.refusals.get(comment.author?.id ?? 0) ?? 0) + (comment.isInsider ? 0 : 1)
  const isFromPerson = isSerious(hearing.state)
  const ranked = said.filter(isFromPerson).toSorted((left, right) => rankOf(left) - rankOf(right))
  const unknown = heard.filter((each) => meantFor(each) === 'unknown')
  return {
    serious: ranked.slice(0, maxSerious),
    crowd: ranked.slice(maxSerious),
    other: said.filter((each) => !isFromPerson(each)),
    later: unknown.map(({ comment }) => comment),
  }
}

/** The ids that gates' comments show, ours among them. */
export function idsShown({ comments }: Look): readonly string[] {
  return comments.flatMap(({ body }) => (body.includes(gateMarker) ? idsIn(body) : []))
}

function repliesIn(look: Look, { trigger, requestCommentId, judged }: Hearing): readonly Said[] {
  const said: Said[] = []
  for (const comment of look.comments) {
    if (comment.id === requestCommentId || judged.has(comment.id)) continue
    const reply = parseReply(comment.body, trigger)
    if (reply !== undefined) said.push({ comment, reply })
  }
  return said.toSorted((left, right) => left.comment.id - right.comment.id)
}

/** An approval for all legs that names another leg's request, as if it named ours; with what it is really about. */
function asForOurs({ state, together }: Hearing): (said: Said) => Said {
  return (said) => {
    const { comment, reply } = said
    if (reply.kind !== 'approve' || reply.scope !== 'matrix') return said
    const own = reply.ids.filter((id) => entryOf(state, id) !== undefined)
    const others = reply.ids.flatMap((id) => together.get(id) ?? []).filter(({ id }) => !own.includes(id))
    if (others.length === 0) return said
    const siblings = new Map(others.map(({ id, sibling }) => [id, sibling]))
    return { comment, reply: { ...reply, ids: [...own, ...siblings.keys()] }, siblings }
  }
}

/** What was said to an earlier attempt concerns this one only by an id that was taken over from it. */
function isOfNow({ state, startedAt }: Hearing): (said: Said) => boolean {
  // The server tells the times of comments in whole seconds.
  const from = Math.floor(startedAt / 1_000) * 1_000
  return ({ comment, reply }) =>
    comment.createdAt >= from || ('ids' in reply && reply.ids.some((id) => entryOf(state, id) !== undefined))
}

/**
 * A reply to ids that none of ours is like may be meant for another job's gate: then that gate's comment shows the id, soon
 * at the latest. Until it is known to be nobody's, it is not answered at all, or each leg of a matrix would refuse it.
 */
function addresseeOf({ state, shown }: Hearing, look: Look): (said: Said) => 'us' | 'others' | 'unknown' {
  return ({ comment, reply }) => {
    if (!('ids' in reply)) return 'us'
    const isOurs = (id: string) => state.entries.some(({ request }) => isLike(request.id, id))
    if (reply.ids.some(isOurs)) return 'us'
    if (reply.ids.some((id) => shown.has(showRequestId(id)))) return 'others'
    return comment.createdAt < look.serverTime - othersMs ? 'us' : 'unknown'
  }
}

function idsIn(body: string): readonly string[] {
  return body.match(/\b[0-9A-Z]{5}-[0-9A-Z]{5}\b/g) ?? []
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

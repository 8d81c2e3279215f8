import { showRequestId } from '../command/fingerprint.ts'
import type { Approvers } from '../policy/policy.ts'
import { whyNotFromList, whyNotFromRecord } from './candidate.ts'
import type { Comment, CommentDetail } from './conversation.ts'
import type { Sibling } from './matrix.ts'
import type { Reply } from './reply.ts'
import type { Vote } from './review.ts'
import { emailCountsFor, mayApprove, mayDeny, type Permit, type Standing } from './reviewer.ts'
import { type Entry, isUnused } from './session.ts'

/**
 * A reply with all that was found out about it. `unknown`: the question failed, and is asked again. `nobody`: the account
 * is gone, or its login is somebody else's now.
 */
export type Evidence = {
  readonly comment: Comment
  readonly reply: Reply
  readonly detail: CommentDetail | 'deleted' | 'unknown'
  readonly standing: Standing | 'nobody' | 'unknown'
  /** Where the reply names another leg's request instead of ours: which, by the id of ours. */
  readonly siblings?: ReadonlyMap<string, Sibling>
}

/** What a reply does to one request, or to all. */
export type Judgement =
  | { readonly kind: 'vote'; readonly id: string; readonly vote: Vote }
  | { readonly kind: 'extension'; readonly id: string; readonly durationMs: number; readonly login: string }
  | { readonly kind: 'question'; readonly ids: readonly string[] }
  | { readonly kind: 'dismissed'; readonly id: string | undefined; readonly reason: string }
  /** Not yet known. Never a yes. */
  | { readonly kind: 'open' }

/** What a ballot is judged by. */
export type Rules = {
  readonly entries: readonly Entry[]
  readonly approvers: Approvers
  readonly issueNumber: number
  readonly requestCommentId: number
}

/** What one reply does, for each request that it names. Pure: the same evidence always gives the same judgements. */
export function judge(evidence: Evidence, rules: Rules): readonly Judgement[] {
  const { reply } = evidence
  switch (reply.kind) {
    case 'malformed':
      return [{ kind: 'dismissed', id: undefined, reason: reply.reason }]
    case 'help':
      return [{ kind: 'question', ids: [] }]
    case 'explain':
      return [{ kind: 'question', ids: reply.ids }]
    case 'abort':
      return judgeAbort(evidence, rules)
    case 'approve':
    case 'deny':
    case 'extend':
      return reply.ids.map((id) => judgeOne(evidence, rules, id))
  }
}

function judgeAbort(evidence: Evidence, rules: Rules): readonly Judgement[] {
  const open = rules.entries.filter(isUnused)
  if (open.length === 0) return [{ kind: 'dismissed', id: undefined, reason: 'nothing waits for an answer' }]
  return open.map((entry) => judgeFor(evidence, rules, entry))
}

function judgeOne(evidence: Evidence, rules: Rules, id: string): Judgement {
  const entry = rules.entries.find(({ request }) => request.id === id)
  if (entry === undefined) {
    return {
      kind: 'dismissed',
      id,
      reason: `no request has the id ${showRequestId(id)}${nearestTo(id, rules)}`,
    }
  }
  const isAnswerable = evidence.reply.kind === 'deny' ? isDeniable(entry) : entry.stage.kind === 'pending'
  if (!isAnswerable) return { kind: 'dismissed', id, reason: `${showRequestId(id)} was already decided` }
  return judgeFor(evidence, rules, entry)
}

/** A denial still counts between an approval and its use, and after it for what else was approved by it. */
function isDeniable(entry: Entry): boolean {
  const { stage } = entry
  return isUnused(entry) || (stage.kind !== 'pending' && stage.review.kind === 'approved-for-run')
}

function judgeFor(evidence: Evidence, rules: Rules, entry: Entry): Judgement {
  const { comment, detail, reply, standing } = evidence
  const { id } = entry.request
  const conversation = {
    issueNumber: rules.issueNumber,
    ...askedIn(evidence, rules, entry),
    deadline: entry.request.deadline,
    isRefusal: isRefusal(reply),
    apps: rules.approvers.apps,
    emailCounts: emailCountsFor(entry.request),
  }
  const atFirstSight = whyNotForAll(reply, rules) ?? whyNotFromList(comment, conversation)
  if (atFirstSight !== undefined) return { kind: 'dismissed', id, reason: atFirstSight }
  if (detail === 'unknown') return { kind: 'open' }
  const onRecord = whyNotFromRecord(comment, detail === 'deleted' ? undefined : detail, conversation)
  if (onRecord !== undefined) return { kind: 'dismissed', id, reason: onRecord }
  if (evidence.siblings?.get(id)?.isConfirmed === false) return { kind: 'dismissed', id, reason: noSuchLeg }
  if (standing === 'unknown') return { kind: 'open' }
  if (standing === 'nobody') return { kind: 'dismissed', id, reason: noSuchPerson }
  const permit = permitFor(evidence.reply, standing, rules.approvers, entry)
  if (permit.kind === 'withheld') return { kind: 'dismissed', id, reason: permit.reason }
  return granted(evidence, standing, entry, permit.by)
}

/** Which comment the reply answers, and since when it could be read. */
function askedIn({ siblings }: Evidence, { requestCommentId }: Rules, { request }: Entry) {
  const sibling = siblings?.get(request.id)
  if (sibling === undefined) return { requestCommentId, openedAt: request.openedAt }
  return { requestCommentId: sibling.comment.id, openedAt: sibling.comment.createdAt }
}

/** Why an approval for all legs of a matrix can't count, for the leg that it names either: half of what was meant is not meant. */
function whyNotForAll(reply: Reply, { approvers }: Rules): string | undefined {
  if (reply.kind !== 'approve' || reply.scope !== 'matrix' || approvers.forMatrix) return undefined
  return 'here an approval counts for one job, not for-matrix: the policy does not allow that, or the job does not wait'
}

const noSuchLeg = 'the comment of the leg that it names can’t be relied on'
const noSuchPerson = 'its author has no account here any more'

/** Whether the person may do to this request what the reply says. */
function permitFor(reply: Reply, standing: Standing, approvers: Approvers, entry: Entry): Permit {
  return isRefusal(reply) ? mayDeny(standing) : mayApprove(standing, approvers, entry.request.bar)
}

/** Whether the reply says no, to one request or to all. */
export function isRefusal({ kind }: Reply): boolean {
  return kind === 'deny' || kind === 'abort'
}

function granted({ comment, reply }: Evidence, { account }: Standing, entry: Entry, by: string): Judgement {
  const { id } = entry.request
  if (reply.kind === 'extend')
    return { kind: 'extension', id, durationMs: reply.durationMs, login: account.login }
  if (reply.kind !== 'approve' && reply.kind !== 'deny' && reply.kind !== 'abort') return { kind: 'open' }
  const vote: Vote = {
    kind: reply.kind,
    scope: reply.kind === 'approve' ? reply.scope : 'once',
    note: reply.note,
    reviewer: {
      login: account.login,
      userId: account.id,
      by,
      commentId: comment.id,
      commentUrl: comment.url,
      at: comment.createdAt,
    },
  }
  return { kind: 'vote', id, vote }
}

function nearestTo(id: string, rules: Rules): string {
  const distance = (other: string) => [...other].filter((character, at) => character !== id[at]).length
  const [nearest] = rules.entries
    .filter((entry) => entry.stage.kind === 'pending')
    .map((entry) => entry.request.id)
    .toSorted((left, right) => distance(left) - distance(right))
  return nearest === undefined ? '' : `; the nearest that waits is ${showRequestId(nearest)}`
}

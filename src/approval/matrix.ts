import { digestOf } from '../command/fingerprint.ts'
import { contentOf, type RunContext } from './bind.ts'
import type { Comment, CommentRecord } from './conversation.ts'
import { isApproval, type RequestDraft } from './request.ts'
import type { Entry, SessionState } from './session.ts'

/** A request of another leg of the matrix, as that leg's comment names it. */
export type Sibling = {
  readonly id: string
  /** SHA-256 in hex over all that it asks and where, but for the leg. */
  readonly common: string
  readonly comment: Pick<Comment, 'id' | 'nodeId' | 'createdAt'>
  /** Its comment's own record says the same; what a list of comments shows proves nothing. */
  readonly isConfirmed: boolean
}

/** By the id of another leg's request: ours that asks the same. */
export type Together = ReadonlyMap<string, { readonly id: string; readonly sibling: Sibling }>

/**
 * Equal for requests of the legs of one matrix, in one attempt of one run, that ask exactly the same: command, action, grants,
 * evidence, changes, scripts, policy and head commit. Only the leg is left out, and the nonce.
 */
function commonDigestOf(draft: RequestDraft, context: RunContext): string {
  return digestOf({
    ...contentOf(draft, context),
    job: undefined,
    matrix: context.matrix,
    attempt: context.runAttempt,
  })
}

/** The hidden line that tells the other legs what this one asks. A request that was refused can't speak for theirs. */
export function matrixLine(state: SessionState, context: RunContext): string {
  const asked = state.entries.filter(mayAnswerForOthers)
  const requests = asked.map(({ request }) => [request.id, commonDigestOf(request, context)])
  return `<!-- command-gate:matrix ${JSON.stringify(requests)} -->`
}

function mayAnswerForOthers({ stage }: Entry): boolean {
  return stage.kind === 'pending' || isApproval(stage.review)
}

/** The requests that gates' comments name. Anyone can write such a line; a person's are left out at once. */
export function siblingsIn(comments: readonly Comment[], ownCommentId: number): readonly Sibling[] {
  return comments
    .filter(({ id, author }) => id !== ownCommentId && author?.type === 'Bot')
    .flatMap((comment) =>
      requestsIn(comment.body).map(({ id, common }) => ({ id, common, comment, isConfirmed: false })),
    )
}

/**
 * Which of our open requests other legs ask as well. One that this leg asks twice is none of them, so that one reply never lets
 * the same run twice in a leg.
 */
export function askedTogether(
  entries: readonly Entry[],
  siblings: Iterable<Sibling>,
  context: RunContext,
): Together {
  const ours = entries.map((entry) => ({ entry, common: commonDigestOf(entry.request, context) }))
  const together = new Map<string, { id: string; sibling: Sibling }>()
  for (const sibling of siblings) {
    const same = ours.filter(({ common }) => common === sibling.common)
    const [only] = same
    const isOpen = only?.entry.stage.kind === 'pending' && same.length === 1
    if (isOpen) together.set(sibling.id, { id: only.entry.request.id, sibling })
  }
  return together
}

/**
 * The same, with whether its comment can be relied on: this account wrote it, nobody else edited it, and it names the request
 * now; the number of the pull request is part of what it names. Stops a comment that only looks like a leg's, and one that was changed into another question.
 */
export function confirm(sibling: Sibling, records: readonly CommentRecord[]): Sibling {
  const record = records.find(({ nodeId }) => nodeId === sibling.comment.nodeId)
  const isOurs = record?.isOwn === true && !record.foreignEdit
  const isNamed = requestsIn(isOurs ? record.body : '').some(
    ({ id, common }) => id === sibling.id && common === sibling.common,
  )
  return { ...sibling, isConfirmed: isNamed }
}

const lineForm = /^<!-- command-gate:matrix (\[.*\]) -->$/m
const requestForm = /\["([0-9A-Z]{10})","([0-9a-f]{64})"\]/g

function requestsIn(body: string): readonly { id: string; common: string }[] {
  const [, line = ''] = lineForm.exec(body) ?? []
  return [...line.matchAll(requestForm)].map(([, id = '', common = '']) => ({ id, common }))
}

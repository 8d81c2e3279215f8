import type { Answer } from '../../approval/answer.ts'
import type { Comment, OwnComment } from '../../approval/conversation.ts'
import type { PullRequest } from '../../ports.ts'
import { type Client, definite, type Outcome, type Received, type Times } from './client.ts'
import { decodeComment, decodeComments } from './decode.ts'
import type { Records } from './records.ts'

const pageSize = 100
const maxPages = 50
const issueComments = '/repos/{owner}/{repo}/issues/{issue_number}/comments'
const oneComment = '/repos/{owner}/{repo}/issues/comments/{comment_id}'

type Place = { readonly owner: string; readonly repo: string; readonly issue_number: number }
type Page = {
  readonly etag: string | undefined
  readonly comments: readonly Comment[]
  readonly hasNext: boolean
}

/** The part of a pull request that is talk. */
export function createConversation(
  client: Client,
  records: Records,
  place: Place,
): Pick<PullRequest, 'post' | 'edit' | 'findOwn' | 'look' | 'reread' | 'react'> {
  const list = createList(client, place)
  return {
    look: list,
    reread: (nodeIds) => records.comments(nodeIds),
    post: async (body) =>
      own(
        await client.rest({
          route: `POST ${issueComments}`,
          parameters: { ...place, body },
          decode: decodeComment,
        }),
      ),
    edit: async (commentId, body) => {
      const parameters = { owner: place.owner, repo: place.repo, comment_id: commentId, body }
      return own(await client.rest({ route: `PATCH ${oneComment}`, parameters, decode: decodeComment }))
    },
    findOwn: async (marker) => {
      const all = await createList(client, place)(0)
      if (all.kind === 'failure') return all
      const marked = all.value.comments.filter(({ body }) => body.includes(marker))
      const details = await records.comments(marked.map(({ nodeId }) => nodeId))
      if (details.kind === 'failure') return details
      const found = marked.flatMap((comment) => {
        const detail = details.value.find(({ nodeId }) => nodeId === comment.nodeId)
        // Anyone can write the marker; only this account can have written the comment.
        return detail?.isOwn === true ? [{ ...ownOf(comment), foreignEdit: detail.foreignEdit }] : []
      })
      return { kind: 'value', value: found.toSorted((left, right) => left.id - right.id) }
    },
    react: async (commentId, reaction) => {
      const parameters = { owner: place.owner, repo: place.repo, comment_id: commentId, content: reaction }
      const route = `POST ${oneComment}/reactions`
      const answer = definite(await client.rest({ route, parameters, decode: () => undefined }))
      return answer.kind === 'failure' ? answer : { kind: 'value', value: undefined }
    },
  }
}

/**
 * Reads all pages, each with the ETag of its last reading, so that a look at which nothing is new costs nothing. Every
 * page is asked for each time: a full page stays the same when a comment is added after it.
 */
function createList(client: Client, place: Place): PullRequest['look'] {
  const kept = new Map<number, Page>()
  const readPage = async (sinceMs: number, number: number): Promise<Answer<Page & Times>> => {
    const before = kept.get(number)
    const answer = await client.rest({
      route: `GET ${issueComments}`,
      parameters: listParameters(place, sinceMs, number),
      etag: before?.etag,
      decode: decodeComments,
    })
    if (answer.kind === 'value') kept.set(number, pageOf(answer.value))
    if (answer.kind !== 'unchanged') return answer.kind === 'value' ? withTimes(answer.value) : answer
    if (before === undefined) return failure('GitHub answered 304 to a question that named no ETag')
    return { kind: 'value', value: { ...before, serverTime: answer.serverTime, remaining: answer.remaining } }
  }
  return async (sinceMs) => {
    const comments: Comment[] = []
    for (let number = 1; number <= maxPages; number += 1) {
      const page = await readPage(sinceMs, number)
      if (page.kind === 'failure') return page
      comments.push(...page.value.comments)
      const { serverTime, remaining } = page.value
      const isLast = !page.value.hasNext && page.value.comments.length < pageSize
      if (isLast) return { kind: 'value', value: { comments, serverTime, remaining } }
    }
    return failure(`there are more than ${maxPages * pageSize} new comments`)
  }
}

function withTimes(received: Received<readonly Comment[]>): Answer<Page & Times> {
  const { serverTime, remaining } = received
  return { kind: 'value', value: { ...pageOf(received), serverTime, remaining } }
}

// The same address each time, or no ETag would ever hold.
function listParameters(place: Place, sinceMs: number, page: number): Readonly<Record<string, unknown>> {
  const since = `${new Date(sinceMs).toISOString().slice(0, 19)}Z`
  return { ...place, per_page: pageSize, ...(sinceMs > 0 ? { since } : {}), ...(page > 1 ? { page } : {}) }
}

function pageOf(received: Received<readonly Comment[]>): Page {
  return { etag: received.etag, comments: received.value, hasNext: received.hasNext }
}

function own(outcome: Outcome<Received<Comment>>): Answer<OwnComment> {
  const answer = definite(outcome)
  return answer.kind === 'failure' ? answer : { kind: 'value', value: ownOf(answer.value.value) }
}

function ownOf({ id, nodeId, url, body, createdAt, updatedAt }: Comment): OwnComment {
  return { id, nodeId, url, body, createdAt, updatedAt, foreignEdit: false }
}

function failure(detail: string): Answer<never> {
  return { kind: 'failure', failure: { kind: 'unreachable', detail, retryAfterMs: undefined } }
}

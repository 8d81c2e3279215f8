import type { Answer } from '../../approval/answer.ts'
import type { Comment, OwnComment } from '../../approval/conversation.ts'
import type { PullRequest } from '../../ports.ts'
import { type Client, contentOf } from './client.ts'
import { decodeComment, decodeComments } from './decode.ts'
import type { Records } from './records.ts'

const pageSize = 100
const maxPages = 50
const issueComments = '/repos/{owner}/{repo}/issues/{issue_number}/comments'
const oneComment = '/repos/{owner}/{repo}/issues/comments/{comment_id}'

type Place = { readonly owner: string; readonly repo: string; readonly issue_number: number }

/** The part of a pull request that is talk. */
export function createConversation(
  client: Client,
  records: Records,
  place: Place,
): Pick<PullRequest, 'post' | 'edit' | 'findOwn' | 'look' | 'reread' | 'react'> {
  const list = createList(client, place)
  return {
    look: list,
    reread: (nodeIds) => records.reread(nodeIds),
    post: async (body) =>
      own(
        await contentOf(client, {
          route: `POST ${issueComments}`,
          parameters: { ...place, body },
          decode: decodeComment,
        }),
      ),
    edit: async ({ id, nodeId }, body) => {
      const edited = await records.edit(nodeId, body)
      if (edited.kind === 'value' || edited.failure.kind === 'unreachable') return edited
      // REST has a limit of its own, and an older server may know no such mutation.
      const parameters = { owner: place.owner, repo: place.repo, comment_id: id, body }
      return own(await contentOf(client, { route: `PATCH ${oneComment}`, parameters, decode: decodeComment }))
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
        // A list can lag behind, and tell that an approval is open which is used.
        return detail?.isOwn === true
          ? [{ ...ownOf(comment), body: detail.body, foreignEdit: detail.foreignEdit }]
          : []
      })
      return { kind: 'value', value: found.toSorted((left, right) => left.id - right.id) }
    },
    react: async (commentId, reaction) => {
      const parameters = { owner: place.owner, repo: place.repo, comment_id: commentId, content: reaction }
      const route = `POST ${oneComment}/reactions`
      return await contentOf(client, { route, parameters, decode: () => undefined })
    },
  }
}

/**
 * Reads all pages. Each is asked for every time: a full page stays the same when a comment is added after it.
 */
function createList(client: Client, place: Place): PullRequest['look'] {
  return async (sinceMs) => {
    const comments: Comment[] = []
    let isNews = false
    for (let number = 1; number <= maxPages; number += 1) {
      const parameters = listParameters(place, sinceMs, number)
      const page = await client.rest({ route: `GET ${issueComments}`, parameters, decode: decodeComments })
      if (page.kind === 'failure') return page
      const { value, hasNext, serverTime, remaining, isUnchanged } = page.value
      comments.push(...value)
      isNews ||= !isUnchanged
      const isLast = !hasNext && value.length < pageSize
      if (isLast) return { kind: 'value', value: { comments, serverTime, remaining, isNews } }
    }
    return failure(`there are more than ${maxPages * pageSize} new comments`)
  }
}

// The same address each time, or no ETag would ever hold.
function listParameters(place: Place, sinceMs: number, page: number): Readonly<Record<string, unknown>> {
  const since = `${new Date(sinceMs).toISOString().slice(0, 19)}Z`
  return { ...place, per_page: pageSize, ...(sinceMs > 0 ? { since } : {}), ...(page > 1 ? { page } : {}) }
}

function own(answer: Answer<Comment>): Answer<OwnComment> {
  return answer.kind === 'failure' ? answer : { kind: 'value', value: ownOf(answer.value) }
}

function ownOf({ id, nodeId, url, body, createdAt, updatedAt }: Comment): OwnComment {
  return { id, nodeId, url, body, createdAt, updatedAt, foreignEdit: false }
}

function failure(detail: string): Answer<never> {
  return { kind: 'failure', failure: { kind: 'unreachable', detail, retryAfterMs: undefined } }
}

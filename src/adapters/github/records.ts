import type { Answer } from '../../approval/answer.ts'
import type { Account } from '../../approval/conversation.ts'
import type { Client } from './client.ts'
import { type CommentRecord, decodeCommitters, decodeRecords } from './decode.ts'

const recordsQuery = `query GateReplies($ids: [ID!]!) {
  nodes(ids: $ids) {
    __typename
    ... on IssueComment {
      id fullDatabaseId body createdAt lastEditedAt isMinimized minimizedReason createdViaEmail viewerDidAuthor
      author { login ... on User { databaseId } }
      issue { number }
      userContentEdits(first: 100) { totalCount nodes { editor { login } } }
    }
  }
}`

const committersQuery = `query GateParticipants($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      commits(first: 100, after: $after) {
        pageInfo { hasNextPage endCursor }
        nodes {
          commit {
            authors(first: 20) { nodes { user { databaseId login } } }
            committer { user { databaseId login } }
          }
        }
      }
    }
  }
}`

const maxIds = 100
const maxPages = 50

/** What only GitHub's GraphQL tells: edits of comments, and all authors of commits. */
export type Records = {
  readonly comments: (nodeIds: readonly string[]) => Promise<Answer<readonly CommentRecord[]>>
  readonly committers: () => Promise<Answer<readonly Account[]>>
}

/** The records of one pull request. */
export function createRecords(
  client: Client,
  place: { readonly owner: string; readonly repo: string; readonly number: number },
): Records {
  return {
    comments: async (nodeIds) => {
      const found: CommentRecord[] = []
      for (let start = 0; start < nodeIds.length; start += maxIds) {
        const ids = nodeIds.slice(start, start + maxIds)
        const page = await client.graphql(recordsQuery, { ids }, decodeRecords)
        if (page.kind === 'failure') return page
        found.push(...page.value)
      }
      return { kind: 'value', value: found }
    },
    committers: async () => {
      const people = new Map<number, Account>()
      let after: string | undefined
      for (let pages = 0; pages < maxPages; pages += 1) {
        const variables = { ...place, after: after ?? null }
        const page = await client.graphql(committersQuery, variables, decodeCommitters)
        if (page.kind === 'failure') return page
        for (const person of page.value.people) people.set(person.id, person)
        after = page.value.next
        if (after === undefined) return { kind: 'value', value: [...people.values()] }
      }
      return failure(`the pull request has more than ${maxPages * 100} commits`)
    },
  }
}

function failure(detail: string): Answer<never> {
  return { kind: 'failure', failure: { kind: 'unreachable', detail, retryAfterMs: undefined } }
}

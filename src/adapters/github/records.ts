import type { Answer } from '../../approval/answer.ts'
import type { Account, CommentRecord, OwnComment, Reread } from '../../approval/conversation.ts'
import type { Client } from './client.ts'
import {
  type Committers,
  decodeCommitters,
  decodeEdited,
  decodeEdits,
  decodePullRecord,
  decodeRecords,
  type PartialRecord,
} from './decode-records.ts'

const editFields = 'pageInfo { hasNextPage endCursor } nodes { editor { login } }'
const commentFields = `nodes(ids: $ids) {
    __typename
    ... on IssueComment {
      id fullDatabaseId body createdAt lastEditedAt isMinimized minimizedReason createdViaEmail viewerDidAuthor
      author { login ... on User { databaseId } }
      issue { number }
      userContentEdits(first: 100) { ${editFields} }
    }
  }`
const commitFields = `pageInfo { hasNextPage endCursor }
        nodes {
          commit {
            authors(first: 20) { nodes { user { databaseId login } } }
            committer { user { databaseId login } }
          }
        }`

const recordsQuery = `query GateReplies($ids: [ID!]!) {
  ${commentFields}
}`

const rereadQuery = `query GateReread($ids: [ID!]!, $owner: String!, $repo: String!, $number: Int!) {
  ${commentFields}
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      state headRefOid baseRefOid
      author { __typename login ... on User { databaseId } }
      commits(first: 100) {
        ${commitFields}
      }
    }
  }
}`

const committersQuery = `query GateParticipants($owner: String!, $repo: String!, $number: Int!, $after: String) {
  repository(owner: $owner, name: $repo) {
    pullRequest(number: $number) {
      commits(first: 100, after: $after) {
        ${commitFields}
      }
    }
  }
}`

const editsQuery = `query GateEdits($id: ID!, $after: String) {
  node(id: $id) {
    ... on IssueComment { author { login } userContentEdits(first: 100, after: $after) { ${editFields} } }
  }
}`

const editQuery = `mutation GateEdit($id: ID!, $body: String!) {
  updateIssueComment(input: { id: $id, body: $body }) {
    issueComment { id fullDatabaseId url body createdAt updatedAt }
  }
}`

const maxIds = 100
const maxPages = 50

/** What GitHub's GraphQL tells that REST does not, or not in one question. Its hourly limit is another than that of REST. */
export type Records = {
  /** Those that still are comments, in no order. */
  readonly comments: (nodeIds: readonly string[]) => Promise<Answer<readonly CommentRecord[]>>
  readonly reread: (nodeIds: readonly string[]) => Promise<Answer<Reread>>
  readonly edit: (nodeId: string, body: string) => Promise<Answer<OwnComment>>
}

/** The records of one pull request. */
export function createRecords(
  client: Client,
  place: { readonly owner: string; readonly repo: string; readonly number: number },
): Records {
  const comments = async (nodeIds: readonly string[]): Promise<Answer<readonly CommentRecord[]>> => {
    const found: CommentRecord[] = []
    for (let start = 0; start < nodeIds.length; start += maxIds) {
      const ids = nodeIds.slice(start, start + maxIds)
      const page = await client.graphql(recordsQuery, { ids }, decodeRecords)
      if (page.kind === 'failure') return page
      const whole = await withAllEdits(client, page.value)
      if (whole.kind === 'failure') return whole
      found.push(...whole.value)
    }
    return { kind: 'value', value: found }
  }
  return {
    comments,
    reread: async (nodeIds) => {
      const variables = { ...place, ids: nodeIds.slice(0, maxIds) }
      const first = await client.graphql(rereadQuery, variables, (data) => ({
        comments: decodeRecords(data),
        pull: decodePullRecord(data),
      }))
      if (first.kind === 'failure') return first
      const read = await withAllEdits(client, first.value.comments)
      if (read.kind === 'failure') return read
      const others = await comments(nodeIds.slice(maxIds))
      if (others.kind === 'failure') return others
      const { author, committers, ...pull } = first.value.pull
      const people = await allCommitters(client, place, committers)
      if (people.kind === 'failure') return people
      const participants = author === undefined ? people.value : [author, ...people.value]
      const all = [...read.value, ...others.value]
      return { kind: 'value', value: { ...pull, comments: all, participants } }
    },
    edit: (id, body) => client.graphql(editQuery, { id, body }, decodeEdited),
  }
}

/** The further edits of this account's own comments, which a long run edits often. Other people's are not asked about. */
async function withAllEdits(
  client: Client,
  partial: readonly PartialRecord[],
): Promise<Answer<readonly CommentRecord[]>> {
  const whole: CommentRecord[] = []
  for (const { record, moreEdits } of partial) {
    if (moreEdits === undefined) whole.push(record)
    else {
      const foreign = record.foreignEdit || !record.isOwn || (await hasForeignEdit(client, record, moreEdits))
      if (typeof foreign === 'object') return foreign
      whole.push({ ...record, foreignEdit: foreign })
    }
  }
  return { kind: 'value', value: whole }
}

async function hasForeignEdit(
  client: Client,
  { nodeId }: CommentRecord,
  after: string,
): Promise<boolean | Answer<never>> {
  let cursor: string | undefined = after
  for (let pages = 1; cursor !== undefined && pages < maxPages; pages += 1) {
    const page: Answer<ReturnType<typeof decodeEdits>> = await client.graphql(
      editsQuery,
      { id: nodeId, after: cursor },
      decodeEdits,
    )
    if (page.kind === 'failure') return page
    if (page.value.foreignEdit) return true
    cursor = page.value.next
  }
  return cursor !== undefined
}

async function allCommitters(
  client: Client,
  place: { readonly owner: string; readonly repo: string; readonly number: number },
  first: Committers,
): Promise<Answer<readonly Account[]>> {
  const people = new Map(first.people.map((person) => [person.id, person]))
  let after = first.next
  for (let pages = 1; after !== undefined; pages += 1) {
    if (pages >= maxPages) return failure(`the pull request has more than ${maxPages * 100} commits`)
    const page: Answer<Committers> = await client.graphql(
      committersQuery,
      { ...place, after },
      decodeCommitters,
    )
    if (page.kind === 'failure') return page
    for (const person of page.value.people) people.set(person.id, person)
    after = page.value.next
  }
  return { kind: 'value', value: [...people.values()] }
}

function failure(detail: string): Answer<never> {
  return { kind: 'failure', failure: { kind: 'unreachable', detail, retryAfterMs: undefined } }
}

import { z } from 'zod/mini'
import type { Answer } from '../../approval/answer.ts'
import type { PullRequest } from '../../ports.ts'
import { type Client, type Connection, contentOf, createClient } from './client.ts'
import { commitAuthors } from './commit-authors.ts'
import { createPullRequest } from './pull-request.ts'
import { createRecords } from './records.ts'

type Place = { readonly owner: string; readonly repository: string }

/** An issue to ask on, and the commit whose run it is about. */
export type IssueSettings = Connection &
  Place & {
    readonly number: number
    readonly teamsToken: string | undefined
    /** The commit that was checked out. */
    readonly sha: string
    /** Where the policy is read. */
    readonly branch: string
  }

/** What the issue is opened with. The marker stands in the body, and finds it again. */
export type IssueText = { readonly title: string; readonly body: string; readonly marker: string }

const issue = z.object({ number: z.number(), node_id: z.string(), state: z.string() })
const listed = z.array(
  z.extend(issue, { body: z.nullish(z.string()), pull_request: z.optional(z.unknown()) }),
)
const authored = z.object({
  nodes: z.array(z.nullable(z.partial(z.object({ id: z.string(), viewerDidAuthor: z.boolean() })))),
})

const authorsQuery = `query GateIssues($ids: [ID!]!) {
  nodes(ids: $ids) { __typename ... on Issue { id viewerDidAuthor } }
}`
const pageSize = 100

/** An issue in the shape of a pull request whose head never moves. Its people are the commit's authors and committer. */
export function createIssue(settings: IssueSettings): PullRequest {
  const client = createClient(settings)
  const place = { owner: settings.owner, repo: settings.repository }
  const records = createRecords(client, { ...place, number: settings.number })
  const state: PullRequest['state'] = async () => {
    const found = await client.rest({
      route: 'GET /repos/{owner}/{repo}/issues/{issue_number}',
      parameters: { ...place, issue_number: settings.number },
      decode: (data) => issue.parse(data),
    })
    if (found.kind === 'failure') return found
    const { value, serverTime } = found.value
    const open = value.state === 'open'
    const { sha: headSha, branch: baseSha } = settings
    return { kind: 'value', value: { open, headSha, baseSha, serverTime } }
  }
  return {
    ...createPullRequest(settings),
    state,
    reread: async (nodeIds) => {
      const participants = await commitAuthors(client, place, settings.sha)
      if (participants.kind === 'failure') return participants
      const comments = await records.comments(nodeIds)
      if (comments.kind === 'failure') return comments
      const now = await state()
      if (now.kind === 'failure') return now
      const { open, headSha, baseSha } = now.value
      const read = { comments: comments.value, participants: participants.value }
      return { kind: 'value', value: { ...read, open, headSha, baseSha } }
    },
  }
}

/**
 * The oldest open issue that this account opened with the marker, or a new one. May be asked again after any failure: what was
 * opened without an answer is found.
 */
export async function findOrOpenIssue(
  connection: Connection & Place,
  text: IssueText,
): Promise<Answer<number>> {
  const { title, body, marker } = text
  const found = await findIssue(connection, marker)
  if (found.kind === 'failure') return found
  if (found.value !== undefined) return { kind: 'value', value: found.value }
  const client = createClient(connection)
  const place = { owner: connection.owner, repo: connection.repository }
  return await contentOf(client, {
    route: 'POST /repos/{owner}/{repo}/issues',
    parameters: { ...place, title, body: `${body}\n\n${marker}` },
    decode: (data) => issue.parse(data).number,
  })
}

/** The oldest open issue that this account opened with the marker; undefined when there is none. */
export async function findIssue(
  connection: Connection & Place,
  marker: string,
): Promise<Answer<number | undefined>> {
  const client = createClient(connection)
  const place = { owner: connection.owner, repo: connection.repository }
  const order = { state: 'open', sort: 'created', direction: 'asc', per_page: pageSize }
  for (let page = 1; ; page += 1) {
    const answer = await client.rest({
      route: 'GET /repos/{owner}/{repo}/issues',
      parameters: { ...place, ...order, ...(page > 1 ? { page } : {}) },
      decode: (data) => listed.parse(data),
    })
    if (answer.kind === 'failure') return answer
    const marked = answer.value.value.filter(
      ({ body, pull_request: pull }) => pull === undefined && (body ?? '').includes(marker),
    )
    const own = await ownAmong(client, marked)
    if (own.kind === 'failure' || own.value !== undefined) return own
    if (!answer.value.hasNext) return { kind: 'value', value: undefined }
  }
}

// Anyone can write the marker; only this account can have opened the issue.
async function ownAmong(
  client: Client,
  marked: readonly { readonly number: number; readonly node_id: string }[],
): Promise<Answer<number | undefined>> {
  if (marked.length === 0) return { kind: 'value', value: undefined }
  const ids = marked.map(({ node_id: id }) => id)
  const answer = await client.graphql(authorsQuery, { ids }, (data) => authored.parse(data))
  if (answer.kind === 'failure') return answer
  const own = new Set(answer.value.nodes.flatMap((node) => (node?.viewerDidAuthor === true ? [node.id] : [])))
  return { kind: 'value', value: marked.find(({ node_id: id }) => own.has(id))?.number }
}

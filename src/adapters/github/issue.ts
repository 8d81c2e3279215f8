import { z } from 'zod'
import type { Answer } from '../../approval/answer.ts'
import type { Account } from '../../approval/conversation.ts'
import type { PullRequest } from '../../ports.ts'
import { type Client, type Connection, createClient } from './client.ts'
import { createPullRequest } from './pull-request.ts'

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

const account = z.object({ id: z.number(), login: z.string(), type: z.string() })
// GitHub writes an empty object for an author without an account.
const person = z.union([account, z.strictObject({})]).nullish()
const commit = z.object({ author: person, committer: person })
const issue = z.object({ number: z.number(), node_id: z.string(), state: z.string() })
const listed = z.array(issue.extend({ body: z.string().nullish(), pull_request: z.unknown().optional() }))
const authored = z.object({
  nodes: z.array(z.object({ id: z.string(), viewerDidAuthor: z.boolean() }).partial().nullable()),
})

const authorsQuery = `query GateIssues($ids: [ID!]!) {
  nodes(ids: $ids) { __typename ... on Issue { id viewerDidAuthor } }
}`
const pageSize = 100

/** An issue in the shape of a pull request whose head never moves. Its people are the authors of the commit. */
export function createIssue(settings: IssueSettings): PullRequest {
  const client = createClient(settings)
  const place = { owner: settings.owner, repo: settings.repository }
  return {
    ...createPullRequest(settings),
    state: async () => {
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
    },
    participants: async () => {
      const found = await client.rest({
        route: 'GET /repos/{owner}/{repo}/commits/{ref}',
        parameters: { ...place, ref: settings.sha },
        decode: (data) => commit.parse(data),
      })
      if (found.kind === 'failure') return found
      const { author, committer } = found.value.value
      return { kind: 'value', value: [author, committer].filter(isAccount) }
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
  const client = createClient(connection)
  const place = { owner: connection.owner, repo: connection.repository }
  const found = await findIssue(client, place, text.marker)
  if (found.kind === 'failure' || found.value !== undefined)
    return found.kind === 'failure' ? found : { kind: 'value', value: found.value ?? 0 }
  const { title, body, marker } = text
  const opened = await client.rest({
    route: 'POST /repos/{owner}/{repo}/issues',
    parameters: { ...place, title, body: `${body}\n\n${marker}` },
    decode: (data) => issue.parse(data).number,
  })
  return opened.kind === 'failure' ? opened : { kind: 'value', value: opened.value.value }
}

async function findIssue(
  client: Client,
  place: { readonly owner: string; readonly repo: string },
  marker: string,
): Promise<Answer<number | undefined>> {
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

function isAccount(person: Account | object | null | undefined): person is Account {
  return person != null && 'id' in person
}

import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { Kind, Limits } from './limits.ts'
import type { VirtualTime } from './virtual-time.ts'

const latencyMs = 120
const bot = { id: 1, login: 'github-actions[bot]', type: 'Bot' }

type Comment = {
  readonly id: number
  readonly issue: number
  readonly user: { readonly id: number; readonly login: string; readonly type: string }
  readonly created: number
  updated: number
  body: string
}

/** A GitHub that knows only what a waiting gate asks, but all of its limits. */
export type LimitedGitHub = {
  readonly url: string
  readonly comments: readonly Comment[]
  readonly reply: (issue: number, login: string, body: string) => void
  /** Requests that wait for their answer in virtual time. */
  readonly close: () => Promise<void>
}

export async function startLimitedGitHub(
  time: VirtualTime,
  limits: Limits,
  arrived: () => () => void,
): Promise<LimitedGitHub> {
  const comments: Comment[] = []
  const add = (issue: number, user: Comment['user'], body: string): Comment => {
    const now = time.clock.now()
    const comment = { id: 1_000 + comments.length, issue, user, created: now, updated: now, body }
    comments.push(comment)
    return comment
  }
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`

  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const kind = kindOf(request)
    const refusal = limits.enter({ kind, endpoint: endpointOf(request), at: time.clock.now() })
    const resume = arrived()
    await time.clock.sleep(latencyMs)
    resume()
    const common = {
      date: new Date(time.clock.now()).toUTCString(),
      'x-ratelimit-remaining': String(limits.remaining()),
      'x-ratelimit-limit': '1000',
      'content-type': 'application/json; charset=utf-8',
    }
    if (refusal !== undefined) {
      const isPrimary = refusal === 'primary'
      response.writeHead(403, {
        ...common,
        ...(isPrimary
          ? { 'x-ratelimit-reset': String(Math.ceil(time.clock.now() / 1_000) + 1_800) }
          : { 'retry-after': '60' }),
      })
      response.end(
        JSON.stringify({
          message: isPrimary ? 'API rate limit exceeded' : 'You have exceeded a secondary rate limit',
        }),
      )
      return
    }
    const { status, body } = answer(request, text === '' ? {} : (JSON.parse(text) as Json))
    const json = JSON.stringify(body)
    const etag = `W/"${createHash('sha256').update(json).digest('hex')}"`
    const isUnchanged = kind === 'read' && request.headers['if-none-match'] === etag
    limits.leave(kind, isUnchanged)
    response.writeHead(isUnchanged ? 304 : status, kind === 'read' ? { ...common, etag } : common)
    response.end(isUnchanged ? undefined : json)
  }

  const answer = (request: IncomingMessage, body: Json): { status: number; body: unknown } => {
    const { pathname, searchParams } = new URL(request.url ?? '/', url)
    const number = Number(/\/(\d+)(?:\/|$)/.exec(pathname)?.[1] ?? 0)
    if (pathname === '/graphql') return { status: 200, body: { data: query(body, comments) } }
    if (request.method === 'POST' && pathname.endsWith('/reactions')) return { status: 201, body: { id: 1 } }
    if (request.method === 'POST') return { status: 201, body: shape(add(number, bot, String(body['body']))) }
    if (request.method === 'PATCH') {
      const found = comments.find(({ id }) => id === number)
      if (found === undefined) return { status: 404, body: {} }
      Object.assign(found, { body: String(body['body']), updated: time.clock.now() })
      return { status: 200, body: shape(found) }
    }
    if (pathname.includes('/collaborators/')) {
      return { status: 200, body: { permission: 'write', role_name: 'maintain', user: { id: 2 } } }
    }
    if (pathname.includes('/pulls/')) {
      const commit = { sha: 'a'.repeat(40) }
      // The count of comments is part of a pull request, so each new one changes it.
      const count = comments.filter(({ issue }) => issue === number).length
      return {
        status: 200,
        body: {
          number,
          state: 'open',
          head: commit,
          base: commit,
          comments: count,
          user: { id: 3, login: 'dev', type: 'User' },
        },
      }
    }
    const since = Date.parse(searchParams.get('since') ?? '1970-01-01T00:00:00Z')
    const listed = comments.filter(({ issue, updated }) => issue === number && wholeSecond(updated) >= since)
    return { status: 200, body: listed.slice(0, 100).map(shape) }
  }

  return {
    url,
    comments,
    reply: (issue, login, body) => void add(issue, { id: 2, login, type: 'User' }, body),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Json = Readonly<Record<string, unknown>>

function kindOf(request: IncomingMessage): Kind {
  if (request.url === '/graphql') return 'graphql'
  if (request.method === 'GET') return 'read'
  return request.method === 'POST' ? 'post' : 'edit'
}

/** Method and route, with every number and name in it left out. */
function endpointOf(request: IncomingMessage): string {
  const path = (request.url ?? '')
    .replace(/\?.*$/, '')
    .replaceAll(/\/\d+/g, '/N')
    .replace(/collaborators\/[^/]+/, 'collaborators/X')
  return `${request.method} ${path}`
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1_000) * 1_000
}

function timeText(at: number): string {
  return new Date(wholeSecond(at)).toISOString()
}

function shape({ id, user, body, created, updated }: Comment): object {
  return {
    id,
    node_id: `IC_${id}`,
    body,
    user,
    performed_via_github_app: null,
    created_at: timeText(created),
    updated_at: timeText(updated),
    html_url: `https://github.example.com/acme/widgets/pull/7#issuecomment-${id}`,
  }
}

function query(body: Json, comments: readonly Comment[]): object {
  const variables = (body['variables'] ?? {}) as Json
  if (!String(body['query']).includes('nodes(ids')) {
    const commits = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] }
    return { repository: { pullRequest: { commits } } }
  }
  const ids = new Set((variables['ids'] ?? []) as readonly string[])
  const nodes = comments.filter(({ id }) => ids.has(`IC_${id}`))
  return {
    nodes: nodes.map((comment) => ({
      __typename: 'IssueComment',
      id: `IC_${comment.id}`,
      fullDatabaseId: String(comment.id),
      body: comment.body,
      createdAt: timeText(comment.created),
      lastEditedAt: null,
      isMinimized: false,
      minimizedReason: null,
      createdViaEmail: false,
      viewerDidAuthor: comment.user.id === bot.id,
      author: { login: comment.user.login, databaseId: comment.user.id },
      issue: { number: comment.issue },
      userContentEdits: { totalCount: 0, nodes: [] },
    })),
  }
}

/** An issue comment, with times in milliseconds. */
export type Comment = {
  readonly id: number
  readonly issue: number
  readonly user: { readonly id: number; readonly login: string; readonly type: string }
  readonly created: number
  updated: number
  body: string
}

export const bot = { id: 1, login: 'github-actions[bot]', type: 'Bot' }
export const reviewer = { id: 2, login: 'maria', type: 'User' }

type Json = Readonly<Record<string, unknown>>

/** One request, read. */
export type Asked = { readonly method: string; readonly url: URL; readonly body: Json }

/** All that was said, and the one clock. */
export type Talk = { readonly comments: Comment[]; readonly now: () => number }

export type Answer = { readonly status: number; readonly body: unknown }

/** Says something on a pull request. */
export function say(talk: Talk, issue: number, user: Comment['user'], body: string): Comment {
  const now = talk.now()
  const comment = { id: 1_000 + talk.comments.length, issue, user, created: now, updated: now, body }
  talk.comments.push(comment)
  return comment
}

/** What GitHub answers, as far as a waiting gate asks. */
export function answer(talk: Talk, asked: Asked): Answer {
  const { method, url } = asked
  const number = Number(/\/(\d+)(?:\/|$)/.exec(url.pathname)?.[1] ?? 0)
  if (url.pathname === '/graphql') return { status: 200, body: { data: query(asked.body, talk) } }
  if (method === 'POST') return post(talk, asked, number)
  if (url.pathname.includes('/collaborators/')) {
    return { status: 200, body: { permission: 'write', role_name: 'maintain', user: { id: reviewer.id } } }
  }
  return url.pathname.includes('/pulls/') ? pull(talk, number) : list(talk, url, number)
}

function post(talk: Talk, { url, body }: Asked, number: number): Answer {
  if (url.pathname.endsWith('/reactions')) return { status: 201, body: { id: 1 } }
  return { status: 201, body: shape(say(talk, number, bot, String(body['body']))) }
}

/** The count of comments is part of a pull request, so each new one changes it. */
function pull({ comments }: Talk, number: number): Answer {
  const commit = { sha: 'a'.repeat(40) }
  const count = comments.filter(({ issue }) => issue === number).length
  const user = { id: 3, login: 'dev', type: 'User' }
  return {
    status: 200,
    body: { number, state: 'open', head: commit, base: commit, comments: count, user },
  }
}

function list({ comments }: Talk, url: URL, number: number): Answer {
  const since = Date.parse(url.searchParams.get('since') ?? '1970-01-01T00:00:00Z')
  const found = comments.filter(({ issue, updated }) => issue === number && wholeSecond(updated) >= since)
  const page = Number(url.searchParams.get('page') ?? 1)
  return { status: 200, body: found.slice((page - 1) * 100, page * 100).map(shape) }
}

function wholeSecond(at: number): number {
  return Math.floor(at / 1_000) * 1_000
}

function timeText(at: number): string {
  return new Date(wholeSecond(at)).toISOString()
}

function shape({ id, user, body, created, updated }: Comment) {
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

function query(body: Json, talk: Talk): object {
  const variables = (body['variables'] ?? {}) as Json
  if (String(body['query']).startsWith('mutation')) return { updateIssueComment: change(talk, variables) }
  const ids = new Set((variables['ids'] ?? []) as readonly string[])
  const commits = { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] }
  const author = { __typename: 'User', login: 'dev', databaseId: 3 }
  return {
    nodes: talk.comments.filter(({ id }) => ids.has(`IC_${id}`)).map(node),
    repository: {
      pullRequest: { state: 'OPEN', headRefOid: 'a'.repeat(40), baseRefOid: 'b'.repeat(40), author, commits },
    },
  }
}

function change({ comments, now }: Talk, { id, body }: Json): object | null {
  const found = comments.find((comment) => `IC_${comment.id}` === id)
  if (found === undefined) return null
  Object.assign(found, { body: String(body), updated: now() })
  const { html_url: url } = shape(found)
  const { created, updated } = found
  const times = { createdAt: timeText(created), updatedAt: timeText(updated) }
  return { issueComment: { id, fullDatabaseId: String(found.id), url, body, ...times } }
}

function node(comment: Comment): object {
  return {
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
    userContentEdits: { pageInfo: { hasNextPage: false, endCursor: null }, nodes: [] },
  }
}

import { createSign } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { SeedConfig } from 'emulate'
import { createEmulator } from 'emulate'
import { loadDescription } from './github/description.ts'
import { answerGraphql, loadSchema } from './github/graphql.ts'
import type { FakeComment, State } from './github/state.ts'

type Json = Readonly<Record<string, unknown>>
type Reply = { readonly status: number; readonly body: unknown; readonly headers: Headers }

/** vercel-labs/emulate as a second GitHub that nobody here wrote, with the one thing added that it has not: GraphQL. */
export type SecondGitHub = {
  readonly url: string
  readonly graphqlUrl: string
  /** An installation's token, as a job's own is one. */
  readonly token: string
  readonly pull: { readonly number: number; readonly head: string; readonly base: string }
  readonly repository: { readonly id: number; readonly name: string }
  /** Requests of the gate that GitHub's official description does not allow. */
  readonly violations: readonly string[]
  /** Calls the API as a person. */
  as(login: string, method: string, path: string, body?: object): Promise<Json>
  comment(login: string, body: string): Promise<number>
  comments(): Promise<readonly { readonly id: number; readonly body: string; readonly login: string }[]>
  close(): Promise<void>
}

const path = '/repos/acme/widgets'
const people = { maria: 'maintain', walt: 'push', rita: 'pull', dev: 'push' } as const
const seed: SeedConfig = {
  github: {
    users: ['acme', ...Object.keys(people)].map((login) => ({ login })),
    repos: [{ owner: 'acme', name: 'widgets', auto_init: true }],
    apps: [
      {
        app_id: 15368,
        slug: 'github-actions',
        name: 'GitHub Actions',
        permissions: { contents: 'read', pull_requests: 'write', issues: 'write', metadata: 'read' },
        installations: [{ installation_id: 100, account: 'acme', repository_selection: 'all' }],
      },
    ],
  },
  tokens: Object.fromEntries(['acme', ...Object.keys(people)].map((login) => [`tok_${login}`, { login }])),
}

/** Starts it with a repository, four people, a policy on main and a pull request by `dev`. */
export async function startSecondGitHub(policy: string): Promise<SecondGitHub> {
  const emulator = await createEmulator({ service: 'github', port: 0, seed })
  const call = async (token: string, method: string, target: string, body?: object): Promise<Json> => {
    const headers = {
      authorization: `Bearer ${token}`,
      'user-agent': 'test',
      'content-type': 'application/json',
    }
    const init = body === undefined ? { method, headers } : { method, headers, body: JSON.stringify(body) }
    const response = await fetch(`${emulator.url}${target}`, init)
    const text = await response.text()
    if (!response.ok) throw new Error(`${method} ${target}: ${response.status} ${text.slice(0, 200)}`)
    return text === '' ? {} : (JSON.parse(text) as Json)
  }
  const as: SecondGitHub['as'] = (login, method, target, body) => call(`tok_${login}`, method, target, body)
  const key = emulator.generatedSecrets[0]?.value ?? ''
  const installation = await call(appToken(key), 'POST', '/app/installations/100/access_tokens', {})
  const token = String(installation['token'])
  const pull = await openPull(as, policy)
  const { id } = await as('acme', 'GET', path)
  const violations: string[] = []
  const front = await startFront({ upstream: emulator.url, token, call, violations, pull: pull.number })
  const listed = async () => {
    const items = (await call(token, 'GET', `${path}/issues/${pull.number}/comments?per_page=100`)) as unknown
    return items as readonly { id: number; body: string; user: { login: string } }[]
  }
  return {
    url: front.url,
    graphqlUrl: `${front.url}/graphql`,
    token,
    pull,
    repository: { id: Number(id), name: 'acme/widgets' },
    violations,
    as,
    comment: async (login, body) =>
      Number((await as(login, 'POST', `${path}/issues/${pull.number}/comments`, { body }))['id']),
    comments: async () =>
      (await listed()).map(({ id: number, body, user }) => ({ id: number, body, login: user.login })),
    close: async () => {
      await front.close()
      await emulator.close()
    },
  }
}

function appToken(key: string): string {
  const encode = (value: object) => Buffer.from(JSON.stringify(value)).toString('base64url')
  const now = Math.floor(Date.now() / 1000)
  const data = `${encode({ alg: 'RS256', typ: 'JWT' })}.${encode({ iss: '15368', iat: now - 10, exp: now + 300 })}`
  return `${data}.${createSign('RSA-SHA256').update(data).sign(key).toString('base64url')}`
}

async function openPull(as: SecondGitHub['as'], policy: string): Promise<SecondGitHub['pull']> {
  for (const [login, permission] of Object.entries(people)) {
    await as('acme', 'PUT', `${path}/collaborators/${login}`, { permission })
  }
  const content = (text: string) => Buffer.from(text).toString('base64')
  const put = (login: string, file: string, text: string, branch: string) =>
    as(login, 'PUT', `${path}/contents/${file}`, { message: file, content: content(text), branch })
  await put('acme', '.github/command-gate.yml', policy, 'main')
  const main = (await as('acme', 'GET', `${path}/git/ref/heads/main`))['object'] as { sha: string }
  await as('dev', 'POST', `${path}/git/refs`, { ref: 'refs/heads/fix', sha: main.sha })
  await put('dev', 'draft.txt', 'news\n', 'fix')
  const pull = await as('dev', 'POST', `${path}/pulls`, { title: 'Fix', head: 'fix', base: 'main' })
  const shaOf = (side: string) => (pull[side] as { sha: string }).sha
  return { number: Number(pull['number']), head: shaOf('head'), base: shaOf('base') }
}

type Front = {
  readonly upstream: string
  readonly token: string
  readonly call: (token: string, method: string, target: string, body?: object) => Promise<Json>
  readonly violations: string[]
  readonly pull: number
}

/** Passes everything on, judged by the official description on its way; answers GraphQL from what emulate's REST says. */
async function startFront(settings: Front): Promise<{ readonly url: string; close(): Promise<void> }> {
  const description = await loadDescription()
  const schema = loadSchema()
  const handle = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const chunks: Buffer[] = []
    for await (const chunk of request) chunks.push(chunk as Buffer)
    const text = Buffer.concat(chunks).toString('utf8')
    const url = new URL(request.url ?? '/', 'http://localhost')
    if (url.pathname === '/graphql') return await graphql(text, response)
    const body: unknown = text === '' ? undefined : JSON.parse(text)
    judge(request, url, body)
    const reply = await forward(settings.upstream, request, text)
    response.writeHead(reply.status, {
      'content-type': reply.headers.get('content-type') ?? 'application/json',
    })
    response.end(reply.status === 204 ? undefined : JSON.stringify(reply.body))
  }
  const judge = (request: IncomingMessage, url: URL, body: unknown) => {
    const pathname = url.pathname.replace(/(?<=\/contents\/).+$/, (name) =>
      encodeURIComponent(decodeURIComponent(name)),
    )
    const asked = {
      method: request.method ?? 'GET',
      path: pathname,
      headers: request.headers as Record<string, string | string[]>,
      query: Object.fromEntries(url.searchParams),
      body,
    }
    const operation = description.operationOf(asked)
    if (operation === undefined)
      settings.violations.push(`${asked.method} ${pathname} is not in the description`)
    else settings.violations.push(...description.requestProblems(asked, operation))
  }
  const graphql = async (text: string, response: ServerResponse) => {
    const state = await stateFrom(settings)
    const account = { id: 8, login: 'github-actions[bot]', type: 'Bot' } as const
    const token = { account, app: 'github-actions', permissions: {} }
    const asked = {
      params: {},
      query: new URLSearchParams(),
      body: JSON.parse(text),
      token,
      account,
      accept: '',
    }
    const { body, violations } = await answerGraphql(schema, state, asked)
    settings.violations.push(...violations)
    response.writeHead(200, { 'content-type': 'application/json' })
    response.end(JSON.stringify(body))
  }
  const server = createServer((request, response) => {
    handle(request, response).catch((cause: unknown) => {
      settings.violations.push(`The front broke: ${String(cause)}`)
      response.destroy()
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

async function forward(upstream: string, request: IncomingMessage, text: string): Promise<Reply> {
  const headers = new Headers()
  for (const name of ['authorization', 'accept', 'content-type', 'user-agent', 'if-none-match']) {
    const value = request.headers[name]
    if (typeof value === 'string') headers.set(name, value)
  }
  const init = { method: request.method ?? 'GET', headers }
  const response = await fetch(`${upstream}${request.url}`, text === '' ? init : { ...init, body: text })
  const body = await response.text()
  return {
    status: response.status,
    body: body === '' ? undefined : JSON.parse(body),
    headers: response.headers,
  }
}

type RestUser = { readonly id: number; readonly login: string; readonly type: 'User' | 'Bot' }
type RestComment = {
  readonly id: number
  readonly node_id: string
  readonly body: string
  readonly user: RestUser
  readonly created_at: string
  readonly updated_at: string
}

// emulate writes a new comment in two steps, and each has its own time.
const creationMs = 500

/** emulate has no GraphQL and does not tell who edited: whatever was updated later counts as edited, by its author. */
async function stateFrom({ call, token, pull }: Front): Promise<State> {
  const rest = (await call(token, 'GET', `${path}/issues/${pull}/comments?per_page=100`)) as unknown
  const comments = (rest as readonly RestComment[]).map((item): FakeComment => {
    const author = { ...item.user, type: item.user.login.endsWith('[bot]') ? 'Bot' : item.user.type }
    const [createdAt, updatedAt] = [Date.parse(item.created_at), Date.parse(item.updated_at)]
    const plain = { app: undefined, viaEmail: false, minimizedReason: undefined, reactions: [], issue: pull }
    const edits = updatedAt - createdAt < creationMs ? [] : [{ by: author, at: updatedAt }]
    return {
      ...plain,
      id: item.id,
      nodeId: item.node_id,
      body: item.body,
      author,
      createdAt,
      updatedAt,
      edits,
    }
  })
  const found = await call(token, 'GET', `${path}/pulls/${pull}`)
  const owner = { id: 3, login: 'acme', type: 'Organization' } as const
  const author = found['user'] as RestUser
  const commit = { sha: String((found['head'] as Json)['sha']), message: '', email: 'dev@example.com' }
  const commits = [{ ...commit, author, committer: author, coAuthors: [] }]
  const basics = {
    number: pull,
    author,
    title: '',
    body: '',
    state: 'open',
    createdAt: 0,
    merged: false,
  } as const
  const refs = { headRef: 'fix', baseRef: 'main', baseSha: '', headRepository: 'acme/widgets', files: [] }
  return {
    owner,
    name: 'widgets',
    repositoryId: 1,
    isPrivate: false,
    defaultBranch: 'main',
    accounts: new Map(),
    roles: new Map(),
    tokens: new Map(),
    issues: new Map(),
    pulls: new Map([[pull, { ...basics, ...refs, commits }]]),
    comments: new Map(comments.map((comment) => [comment.id, comment])),
    trees: new Map(),
    teams: new Map(),
    workflowRuns: new Map(),
    rerunJobs: [],
    now: Date.now,
    nextId: () => 0,
    nextAccountId: () => 0,
  }
}

import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { loadDescription } from './github/description.ts'
import type { FaultRule } from './github/faults.ts'
import { makeFaults } from './github/faults.ts'
import { loadSchema } from './github/graphql.ts'
import type { Limiter, LimitSettings } from './github/limits.ts'
import { jobTokenLimits, makeLimiter } from './github/limits.ts'
import type { People } from './github/people.ts'
import { commitBy, makePeople } from './github/people.ts'
import type { LoggedRequest } from './github/serve.ts'
import { serve } from './github/serve.ts'
import type { FakeComment, FakePull, State, Token } from './github/state.ts'
import { accountOf, headOf, shaOf } from './github/state.ts'

/** The scene that a test starts from; every part has a default. */
export type FakeGitHubOptions = {
  readonly owner?: string
  readonly name?: string
  readonly isPrivate?: boolean
  /** The pull request's author, who also made its one commit. */
  readonly author?: string
  /** `owner/name` of a fork that the head lies in. */
  readonly headRepository?: string
  readonly files?: Readonly<Record<string, string>>
  /** What the job's token may do, as in a workflow's `permissions:`. */
  readonly permissions?: Token['permissions']
  readonly limits?: Partial<LimitSettings>
  /** `/api/v3` for an Enterprise Server, whose GraphQL lies at `/api/graphql`. */
  readonly apiPath?: string
  readonly now?: () => number
}

/** A GitHub on loopback with one repository, one pull request, its base commit's files, and people to act on it. */
export type FakeGitHub = {
  readonly url: string
  readonly graphqlUrl: string
  readonly token: string
  readonly state: State
  readonly pull: FakePull
  readonly people: People
  readonly limiter: Limiter
  /** Every request, in order of arrival, completed as it is answered. */
  readonly requests: readonly LoggedRequest[]
  /** Whatever GitHub's description does not allow, of requests and of our own answers. */
  readonly violations: readonly string[]
  fault(rule: FaultRule): void
  clearFaults(): void
  /** Comments on the pull request, oldest first. */
  comments(number?: number): readonly FakeComment[]
  /** Resolves with the first comment, now or later, that satisfies the test; rejects after `timeoutMs`. */
  waitForComment(test: (comment: FakeComment) => boolean, timeoutMs?: number): Promise<FakeComment>
  /** Resolves when a request that satisfies the test was answered, now or later. */
  waitForRequest(test: (request: LoggedRequest) => boolean, timeoutMs?: number): Promise<LoggedRequest>
  /** Acts once, in the moment when a request that satisfies the test has been answered and nothing else came yet. */
  when(test: (request: LoggedRequest) => boolean, act: () => void): void
  /** Makes another token. */
  issueToken(token: string, value: Token): void
  close(): Promise<void>
}

const pullNumber = 7

function startState(options: FakeGitHubOptions): State {
  let last = 3_000_000_000
  let lastAccount = 583_000
  const state: State = {
    owner: { id: 501, login: options.owner ?? 'acme', type: 'Organization' },
    name: options.name ?? 'widgets',
    repositoryId: 1_296_269,
    isPrivate: options.isPrivate ?? true,
    defaultBranch: 'main',
    accounts: new Map(),
    roles: new Map(),
    tokens: new Map(),
    issues: new Map(),
    pulls: new Map(),
    comments: new Map(),
    trees: new Map(),
    teams: new Map(),
    workflowRuns: new Map(),
    rerunJobs: [],
    now: options.now ?? Date.now,
    nextId: () => {
      last += 1
      return last
    },
    nextAccountId: () => {
      lastAccount += 1
      return lastAccount
    },
  }
  state.accounts.set(state.owner.login, state.owner)
  return state
}

function openPull(state: State, options: FakeGitHubOptions): FakePull {
  const author = accountOf(state, options.author ?? 'dev')
  const baseSha = shaOf('base')
  const tree = new Map(Object.entries(options.files ?? {}))
  state.trees.set(baseSha, tree)
  state.trees.set(state.defaultBranch, tree)
  const pull: FakePull = {
    number: pullNumber,
    author,
    title: 'Fix the failing test',
    body: '',
    state: 'open',
    createdAt: state.now() - 3_600_000,
    merged: false,
    headRef: 'fix',
    headRepository: options.headRepository ?? `${state.owner.login}/${state.name}`,
    baseRef: state.defaultBranch,
    baseSha,
    commits: [commitBy(author, 'Fix it', shaOf('head'))],
    files: [{ filename: 'src/app.js', status: 'modified' }],
  }
  state.trees.set(headOf(pull), new Map(tree))
  state.pulls.set(pull.number, pull)
  state.issues.set(pull.number, pull)
  return pull
}

const usualPermissions = { contents: 'read', 'pull-requests': 'write', metadata: 'read' } as const

/** Starts a fake GitHub. Assert in every test that `violations` is empty. */
export async function startFakeGitHub(options: FakeGitHubOptions = {}): Promise<FakeGitHub> {
  const state = startState(options)
  const pull = openPull(state, options)
  const token = 'ghs_fakeJobToken0000000000000000000000000000'
  const permissions = options.permissions ?? usualPermissions
  const account = accountOf(state, 'github-actions[bot]')
  state.tokens.set(token, { account, app: 'github-actions', permissions })
  const faults = makeFaults()
  const limiter = makeLimiter({ ...jobTokenLimits, ...options.limits }, state.now)
  const requests: LoggedRequest[] = []
  const violations: string[] = []
  const watchers = new Set<(request: LoggedRequest) => void>()
  const description = await loadDescription()
  const apiPath = options.apiPath ?? ''
  const graphqlPath = apiPath === '' ? '/graphql' : '/api/graphql'
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const origin = `http://127.0.0.1:${port}`
  const url = `${origin}${apiPath}`
  const paths = { apiPath, graphqlPath }
  const shaping = { state, url, description }
  server.on(
    'request',
    serve({ shaping, schema: loadSchema(), faults, limiter, requests, violations, watchers, ...paths }),
  )
  const comments = (number = pullNumber) =>
    [...state.comments.values()].filter((comment) => comment.issue === number)
  return {
    url,
    graphqlUrl: `${origin}${graphqlPath}`,
    token,
    state,
    pull,
    people: makePeople(state, pullNumber),
    limiter,
    requests,
    violations,
    fault: faults.add,
    clearFaults: faults.clear,
    comments,
    waitForComment: (test, timeoutMs) =>
      soon(() => [...state.comments.values()].find(test), 'comment', timeoutMs),
    waitForRequest: (test, timeoutMs) =>
      soon(() => requests.find((item) => item.status !== undefined && test(item)), 'request', timeoutMs),
    when: (test, act) => {
      const watch = (request: LoggedRequest) => {
        if (!watchers.has(watch) || !test(request)) return
        watchers.delete(watch)
        act()
      }
      watchers.add(watch)
    },
    issueToken: (name, value) => void state.tokens.set(name, value),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

/** Looks every 10 ms until there is one. */
async function soon<T>(find: () => T | undefined, what: string, timeoutMs = 15_000): Promise<T> {
  const until = performance.now() + timeoutMs
  for (let found = find(); ; found = find()) {
    if (found !== undefined) return found
    if (performance.now() > until) throw new Error(`No such ${what} within ${timeoutMs} ms`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

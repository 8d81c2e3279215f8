import { createHash, randomBytes } from 'node:crypto'
import type { IncomingMessage, ServerResponse } from 'node:http'
import type { GraphQLSchema } from 'graphql'
import type { Answer, Asked } from './answer.ts'
import { notFound, ok, refuse } from './answer.ts'
import { commentRoutes } from './comment-routes.ts'
import type { Fault, Faults } from './faults.ts'
import { answerGraphql } from './graphql.ts'
import { jobRoutes } from './job-routes.ts'
import type { Limiter } from './limits.ts'
import { repositoryRoutes } from './repository-routes.ts'
import type { Shaping } from './shapes.ts'
import { repositoryPath } from './shapes.ts'
import type { Token } from './state.ts'

/** One line of the request log. */
export type LoggedRequest = {
  readonly at: number
  readonly method: string
  /** With query, without the server's own prefix. */
  readonly path: string
  readonly operationId: string
  readonly headers: Readonly<Record<string, string | readonly string[] | undefined>>
  readonly body: unknown
  /** Who asked; undefined for a bad token. */
  readonly login: string | undefined
  /** Undefined until answered; 0 for a broken connection. */
  status: number | undefined
}

export type Service = {
  readonly shaping: Shaping
  readonly schema: GraphQLSchema
  readonly faults: Faults
  readonly limiter: Limiter
  readonly requests: LoggedRequest[]
  readonly violations: string[]
  /** Told of every request just before its answer leaves. */
  readonly watchers: Set<(request: LoggedRequest) => void>
  readonly apiPath: string
  readonly graphqlPath: string
}

const routes = { ...commentRoutes, ...jobRoutes, ...repositoryRoutes }

/** The handler of every request: faults and limits first, then the route, judged by the description both ways. */
export function serve(service: Service): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    handle(service, request, response).catch((cause: unknown) => {
      service.violations.push(`The fake broke on ${request.method} ${request.url}: ${String(cause)}`)
      response.destroy()
    })
  }
}

async function textOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString('utf8')
}

type Received = {
  readonly method: string
  readonly pathname: string
  readonly query: URLSearchParams
  readonly body: unknown
  readonly text: string
  readonly headers: IncomingMessage['headers']
}

function isWrite(received: Received): boolean {
  return received.method !== 'GET' && received.method !== 'HEAD'
}

async function receive(service: Service, request: IncomingMessage): Promise<Received> {
  const text = await textOf(request)
  const target = new URL(request.url ?? '/', 'http://localhost')
  const base = { method: request.method ?? 'GET', query: target.searchParams, text, headers: request.headers }
  return { ...base, pathname: normalPath(service, target.pathname), body: parsed(service, text) }
}

function parsed(service: Service, text: string): unknown {
  if (text === '') return undefined
  try {
    return JSON.parse(text) as unknown
  } catch {
    service.violations.push(`A request body is not JSON: ${text.slice(0, 80)}`)
    return undefined
  }
}

/** Strips the prefix, resolves `/repositories/ID/…` as in Link headers, and folds a content path into one segment. */
function normalPath({ shaping, apiPath, graphqlPath }: Service, pathname: string): string {
  if (pathname === graphqlPath) return '/graphql'
  const own = pathname.startsWith(`${apiPath}/`) ? pathname.slice(apiPath.length) : `/outside${pathname}`
  const byName = own.replace(
    new RegExp(`^/repositories/${shaping.state.repositoryId}(?=/|$)`),
    repositoryPath(shaping.state),
  )
  return byName.replace(/(?<=\/contents\/).+$/, (path) => encodeURIComponent(decodeURIComponent(path)))
}

async function handle(service: Service, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const received = await receive(service, request)
  const operation = service.shaping.description.operationOf(described(received))
  const operationId =
    received.pathname === '/graphql' ? graphqlId(received) : (operation?.operationId ?? 'unknown')
  const token = tokenOf(service, received)
  const logged: LoggedRequest = {
    at: service.shaping.state.now(),
    method: received.method,
    path: `${received.pathname}${received.query.size > 0 ? `?${received.query}` : ''}`,
    operationId,
    headers: received.headers,
    body: received.body,
    login: token?.account.login,
    status: undefined,
  }
  service.requests.push(logged)
  const fault = service.faults.take(operationId, `${logged.method} ${logged.path}`)
  const limit = service.limiter.admit({ write: isWrite(received), now: logged.at })
  if (fault !== undefined && !['slow', 'lost-answer', 'truncated'].includes(fault.kind)) {
    logged.status = failWith(service, response, fault)
    service.limiter.charge(logged.status)
    return
  }
  if (fault?.kind === 'slow') await new Promise((resolve) => setTimeout(resolve, fault.ms))
  const answer =
    limit !== undefined
      ? limited(limit.status, limit.message, limit.retryAfterS)
      : await answerOf(service, received, operationId, token)
  logged.status = send(service, { received, response, operationId, answer, fault })
  for (const watch of service.watchers) watch(logged)
  service.limiter.charge(logged.status)
}

/** A mutation is told from a query by its name: `graphql GateEdit`. */
function graphqlId({ text }: Received): string {
  const [, name] = /"query":"mutation (\w+)/.exec(text) ?? []
  return name === undefined ? 'graphql' : `graphql ${name}`
}

function limited(status: number, message: string, retryAfterS?: number): Answer {
  const answer = refuse(status, message)
  return retryAfterS === undefined ? answer : { ...answer, headers: { 'retry-after': String(retryAfterS) } }
}

function tokenOf(service: Service, received: Received): Token | undefined {
  const [, value = ''] = /^(?:token|bearer) (.+)$/i.exec(received.headers.authorization ?? '') ?? []
  return service.shaping.state.tokens.get(value)
}

function described(received: Received) {
  return {
    method: received.method,
    path: received.pathname,
    headers: received.headers as Record<string, string | string[]>,
    query: Object.fromEntries(received.query),
    body: received.text === '' ? undefined : received.body,
  }
}

async function answerOf(
  service: Service,
  received: Received,
  operationId: string,
  token: Token | undefined,
): Promise<Answer> {
  if (received.headers['user-agent'] === undefined) {
    service.violations.push(`${received.method} ${received.pathname} has no User-Agent: GitHub answers 403`)
    return refuse(403, 'Request forbidden by administrative rules.')
  }
  if (token === undefined) return refuse(401, 'Bad credentials')
  const asked: Asked = {
    params: {},
    query: received.query,
    body: (received.body ?? {}) as Readonly<Record<string, unknown>>,
    token,
    account: token.account,
    accept: received.headers.accept ?? '',
  }
  if (operationId.startsWith('graphql')) {
    const result = await answerGraphql(service.schema, service.shaping.state, asked)
    service.violations.push(...result.violations.map((text) => `GraphQL: ${text}`))
    return ok(result.body)
  }
  return answerRest(service, received, asked)
}

function answerRest(service: Service, received: Received, asked: Asked): Answer {
  const { shaping, violations } = service
  const request = described(received)
  const operation = shaping.description.operationOf(request)
  const line = `${received.method} ${received.pathname}`
  if (operation?.operationId === undefined) {
    violations.push(`${line}: no such operation in the subset of GitHub's description`)
    return notFound
  }
  violations.push(
    ...shaping.description.requestProblems(request, operation).map((text) => `${line}: ${text}`),
  )
  const params = paramsOf(operation.path, received.pathname)
  const { owner, repo } = params
  const elsewhere =
    owner !== undefined && (owner !== shaping.state.owner.login || repo !== shaping.state.name)
  if (elsewhere) return notFound
  const route = routes[operation.operationId]
  if (route === undefined) {
    violations.push(`${line}: the fake has no ${operation.operationId}`)
    return notFound
  }
  return route(shaping, { ...asked, params })
}

function paramsOf(template: string, pathname: string): Readonly<Record<string, string>> {
  const values = pathname.split('/')
  const pairs = template
    .split('/')
    .map((part, index) => [part.replace(/[{}]/g, ''), decodeURIComponent(values[index] ?? ''), part] as const)
    .filter(([, , part]) => part.startsWith('{'))
  return Object.fromEntries(pairs.map(([name, value]) => [name, value]))
}

/** Breaks the answer as the fault says and returns the status for the log. */
function failWith(service: Service, response: ServerResponse, fault: Fault): number {
  switch (fault.kind) {
    case 'status': {
      const headers = { ...commonHeaders(service, 'core'), ...fault.headers }
      response.writeHead(fault.status, { ...headers, 'content-type': 'application/json; charset=utf-8' })
      response.end(JSON.stringify(refuse(fault.status, fault.message ?? 'Server Error').body))
      return fault.status
    }
    case 'html':
      response.writeHead(fault.status, { 'content-type': 'text/html; charset=utf-8' })
      response.end('<!DOCTYPE html><html><title>Unicorn! &middot; GitHub</title></html>')
      return fault.status
    case 'not-json':
      response.writeHead(200, { 'content-type': 'application/json; charset=utf-8' })
      response.end('[{"id": 1, "body": "cut')
      return 200
    case 'hang':
      return 0
    default:
      response.destroy()
      return 0
  }
}

function commonHeaders({ limiter, shaping }: Service, resource: string): Record<string, string> {
  return {
    server: 'github.com',
    date: new Date(shaping.state.now()).toUTCString(),
    'cache-control': 'private, max-age=60, s-maxage=60',
    vary: 'Accept, Authorization, Cookie, X-GitHub-OTP',
    'x-github-media-type': 'github.v3; format=json',
    'x-github-request-id': randomBytes(10).toString('hex').toUpperCase(),
    ...limiter.headers(resource),
  }
}

type Sending = {
  readonly received: Received
  readonly response: ServerResponse
  readonly operationId: string
  readonly answer: Answer
  readonly fault: Fault | undefined
}

function send(service: Service, sending: Sending): number {
  const { received, response, operationId, fault } = sending
  const answer = paged(service, received, sending.answer)
  judge(service, received, answer)
  const text = answer.body === undefined ? '' : bodyText(answer.body)
  const etag = `W/"${createHash('sha256').update(`${received.headers.authorization}\0${text}`).digest('hex')}"`
  const headers: Record<string, string> = {
    ...commonHeaders(service, operationId.startsWith('graphql') ? 'graphql' : 'core'),
    'content-type': 'application/json; charset=utf-8',
    ...answer.headers,
  }
  const conditional = received.method === 'GET' && answer.status === 200
  if (conditional) headers['etag'] = etag
  if (fault?.kind === 'lost-answer') {
    response.destroy()
    return 0
  }
  if (conditional && received.headers['if-none-match'] === etag) {
    response.writeHead(304, headers)
    response.end()
    return 304
  }
  if (fault?.kind === 'truncated') {
    response.writeHead(answer.status, { ...headers, 'content-length': Buffer.byteLength(text) })
    response.write(text.slice(0, Math.floor(text.length / 2)), () => response.destroy())
    return 0
  }
  response.writeHead(answer.status, headers)
  response.end(text)
  return answer.status
}

function bodyText(body: unknown): string {
  return typeof body === 'string' ? body : JSON.stringify(body)
}

/** Cuts one page out of a list and links to its neighbours by the repository's id, as GitHub does. */
function paged(service: Service, received: Received, answer: Answer): Answer {
  if (answer.list === undefined) return answer
  const size = Math.min(100, Number(received.query.get('per_page') ?? 30))
  const page = Math.max(1, Number(received.query.get('page') ?? 1))
  const last = Math.max(1, Math.ceil(answer.list.length / size))
  const { state, url } = service.shaping
  const path = received.pathname.replace(repositoryPath(state), `/repositories/${state.repositoryId}`)
  const link = (number: number, rel: string) => {
    const query = new URLSearchParams(received.query)
    query.set('page', String(number))
    return `<${url}${path}?${query}>; rel="${rel}"`
  }
  const before = page > 1 ? [link(page - 1, 'prev'), link(1, 'first')] : []
  const after = page < last ? [link(page + 1, 'next'), link(last, 'last')] : []
  const links = [...before, ...after]
  const body = answer.list.slice((page - 1) * size, page * size)
  return { ...answer, body, headers: links.length > 0 ? { link: links.join(', ') } : {} }
}

/** The fake must not teach the code what GitHub would never say. */
function judge({ shaping, violations }: Service, received: Received, answer: Answer): void {
  const operation = shaping.description.operationOf(described(received))
  if (operation === undefined || answer.status === 204 || typeof answer.body === 'string') return
  const line = `${received.method} ${received.pathname}`
  const problems = shaping.description.responseProblems(answer.body, operation, answer.status)
  violations.push(...problems.map((text) => `answer to ${line} (${answer.status}): ${text}`))
}

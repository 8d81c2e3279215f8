import { createHash } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { type Kind, type Limits, type Refusal, resourceOf } from './limits.ts'
import { type Answer, answer, reviewer, say, type Talk } from './routes.ts'
import type { VirtualTime } from './virtual-time.ts'

const latencyMs = 120

/** A GitHub that knows only what a waiting gate asks, but all of its limits. */
export type LimitedGitHub = {
  readonly url: string
  /** A reviewer comments. */
  readonly reply: (issue: number, body: string) => void
  readonly close: () => Promise<void>
}

/** Starts it on loopback. `rest` is called while a request waits for virtual time, and gives what ends that. */
export async function startLimitedGitHub(
  time: VirtualTime,
  limits: Limits,
  rest: () => () => void,
): Promise<LimitedGitHub> {
  const talk: Talk = { comments: [], now: time.clock.now }
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await text(request)
    const kind = kindOf(request, body)
    const resource = resourceOf(kind)
    const refusal = limits.enter({ kind, endpoint: endpointOf(request), at: time.clock.now() })
    const resume = rest()
    await time.clock.sleep(latencyMs)
    resume()
    const headers = {
      date: new Date(time.clock.now()).toUTCString(),
      'x-ratelimit-remaining': String(limits.remaining(resource)),
      'x-ratelimit-reset': String(Math.ceil(limits.resetAt(resource, time.clock.now()) / 1_000)),
      'x-ratelimit-resource': resource,
      'content-type': 'application/json; charset=utf-8',
    }
    if (refusal !== undefined) return refuse(response, refusal, headers)
    const url = new URL(request.url ?? '/', 'http://localhost')
    const parsed = body === '' ? {} : (JSON.parse(body) as Readonly<Record<string, unknown>>)
    const answered = answer(talk, { method: request.method ?? 'GET', url, body: parsed })
    const asked = request.headers['if-none-match']
    limits.leave(kind, send(response, answered, { headers, etag: kind === 'read', asked }))
  }
  const server = createServer((request, response) => void serve(request, response))
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    reply: (issue, body) => void say(talk, issue, reviewer, body),
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

type Headers = Readonly<Record<string, string>>

function refuse(response: ServerResponse, refusal: Refusal, headers: Headers): void {
  const isPrimary = refusal === 'primary' || refusal === 'graphql'
  const when = isPrimary ? {} : { 'retry-after': '60' }
  const message = isPrimary ? 'API rate limit exceeded' : 'You have exceeded a secondary rate limit'
  response.writeHead(403, { ...headers, ...when })
  response.end(JSON.stringify({ message }))
}

/** Whether nothing was new, so that nothing is charged. */
function send(
  response: ServerResponse,
  { status, body }: Answer,
  { headers, etag, asked }: { headers: Headers; etag: boolean; asked: string | undefined },
): boolean {
  const json = JSON.stringify(body)
  const tag = `W/"${createHash('sha256').update(json).digest('hex')}"`
  const isUnchanged = etag && asked === tag
  response.writeHead(isUnchanged ? 304 : status, etag ? { ...headers, etag: tag } : headers)
  response.end(isUnchanged ? undefined : json)
  return isUnchanged
}

function kindOf(request: IncomingMessage, body: string): Kind {
  if (request.url === '/graphql') return body.includes('"query":"mutation') ? 'edit' : 'query'
  return request.method === 'GET' ? 'read' : 'post'
}

/** Method and route, with every number and name in it left out. */
function endpointOf(request: IncomingMessage): string {
  const path = (request.url ?? '').replace(/\?.*$/, '').replaceAll(/\/\d+/g, '/N')
  return `${request.method} ${path.replace(/collaborators\/[^/]+/, 'collaborators/X')}`
}

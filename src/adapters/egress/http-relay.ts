import type { Agent, IncomingMessage, ServerResponse } from 'node:http'
import type { Socket } from 'node:net'

/** Headers that concern one connection alone, and those that Node writes itself. */
const ownToConnection: ReadonlySet<string> = new Set([
  'connection',
  'expect',
  'keep-alive',
  'proxy-authorization',
  'proxy-connection',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

function pairs(raw: readonly string[]): readonly (readonly [string, string])[] {
  return Array.from(
    { length: raw.length / 2 },
    (_, index) => [raw[2 * index] ?? '', raw[2 * index + 1] ?? ''] as const,
  )
}

function passable(raw: readonly string[]): string[] {
  return pairs(raw).flatMap(([name, value]) => (ownToConnection.has(name.toLowerCase()) ? [] : [name, value]))
}

/** The host that a request is for, in its headers and in its target; undefined where they differ or there is none. */
function requestedHost(request: IncomingMessage): string | undefined {
  const hosts = pairs(request.rawHeaders).filter(([name]) => name.toLowerCase() === 'host')
  const [first] = hosts
  if (first === undefined || hosts.length !== 1) return undefined
  const named = first[1].trim().toLowerCase().replace(/:80$/, '').replace(/\.$/, '')
  const target = /^http:\/\/([^/?#]*)/i.exec(request.url ?? '')
  const targeted = target?.[1]?.toLowerCase().replace(/:80$/, '').replace(/\.$/, '')
  return targeted === undefined || targeted === named ? named : undefined
}

function targetOf(request: IncomingMessage): string {
  const path = (request.url ?? '/').replace(/^http:\/\/[^/?#]*/i, '')
  return path.startsWith('/') || path === '*' ? path : `/${path}`
}

/** The headers to send on. A body without length stays framed whatever the method, or its bytes would be the next request. */
function headersOf(request: IncomingMessage): string[] {
  const isChunked = request.headers['transfer-encoding'] !== undefined
  return [...passable(request.rawHeaders), ...(isChunked ? ['Transfer-Encoding', 'chunked'] : [])]
}

function hasBody(request: IncomingMessage): boolean {
  const { 'transfer-encoding': coding, 'content-length': length } = request.headers
  return coding !== undefined || length !== undefined
}

function answerWith(answer: IncomingMessage, response: ServerResponse): void {
  const { statusCode = 0, statusMessage, rawHeaders } = answer
  if (statusCode < 200) {
    response.destroy()
    return
  }
  response.writeHead(statusCode, statusMessage, passable(rawHeaders))
  answer.pipe(response)
  answer.on('error', () => response.destroy())
}

/** Node throws on what it would not write itself; neither side may end the gate with such a thing. */
function guarded(response: ServerResponse, act: () => void): void {
  try {
    act()
  } catch {
    response.destroy()
  }
}

/** Node's HTTP. An import would read every name of the module, and with some of them Node loads its fetch: 17 MB for nothing. */
function nodeHttp() {
  return process.getBuiltinModule('node:http')
}

function forward(request: IncomingMessage, response: ServerResponse, host: string, agent: Agent): void {
  const upstream = nodeHttp().request({
    host,
    port: 80,
    agent,
    method: request.method,
    path: targetOf(request),
    headers: headersOf(request),
  })
  upstream.on('response', (answer) => guarded(response, () => answerWith(answer, response)))
  upstream.on('error', () => response.destroy())
  response.on('close', () => upstream.destroy())
  if (hasBody(request)) request.pipe(upstream)
  else upstream.end()
}

/**
 * Speaks plain HTTP with a command in the real host's place, request by request, so that none of them can name another host:
 * on a connection that was merely piped only the first would be checked. What is no HTTP/1, and CONNECT, is refused; an
 * upgrade is answered without one.
 */
export function relayHttp(
  socket: Socket,
  host: string,
  options: { readonly connect: () => Socket; readonly onRefused: (reason: string) => void },
): void {
  const { Agent: HttpAgent, createServer } = nodeHttp()
  const agent = new HttpAgent({ keepAlive: true, maxSockets: 8 })
  agent.createConnection = options.connect
  const server = createServer((request, response) => {
    const asked = requestedHost(request)
    if (asked === host) return guarded(response, () => forward(request, response, host, agent))
    options.onRefused('the HTTP request names another host')
    response.writeHead(403, { Connection: 'close', 'Content-Type': 'text/plain; charset=utf-8' })
    response.end(`command-gate: the request does not name ${host}, which is what was connected to\n`)
    return undefined
  })
  server.on('clientError', () => {
    options.onRefused('what was sent to port 80 is no HTTP request')
    socket.destroy()
  })
  server.on('connect', () => {
    options.onRefused('a CONNECT request')
    socket.destroy()
  })
  socket.once('close', () => {
    agent.destroy()
    server.close()
  })
  server.emit('connection', socket)
  // It was paused while its first line was read, and the server takes it as it comes.
  socket.resume()
}

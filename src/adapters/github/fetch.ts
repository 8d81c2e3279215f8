import type { Agent, IncomingMessage } from 'node:http'

/** What GitHub's library asks with. */
export type Asked = {
  readonly method?: string
  readonly headers?: Readonly<Record<string, string>>
  readonly body?: string | undefined
  readonly signal?: AbortSignal | undefined
}

/** What GitHub's library reads of an answer. */
export type Answered = {
  readonly status: number
  readonly statusText: string
  readonly url: string
  readonly headers: ReadonlyMap<string, string>
  readonly text: () => Promise<string>
  readonly arrayBuffer: () => Promise<ArrayBuffer>
}

/** As many redirections GitHub has for a repository that was renamed, and some more. */
const maxRedirections = 5
/** A connection that was silent for longer may be gone on the other side without a word. */
const idleMs = 4000

/**
 * Asks as `fetch` does, by Node's HTTP client and through the proxy that the environment names (`https_proxy`, `http_proxy` and
 * `no_proxy` in either case). Node's own fetch takes 17 MB and a fifth of the time to the first command. Follows redirections of
 * a GET within the same origin, so that the token goes nowhere else. Rejects with the system's error or the signal's reason.
 */
export function createFetch(env: NodeJS.ProcessEnv): (url: string, asked?: Asked) => Promise<Answered> {
  const agents = new Map<string, Agent>()
  const agentFor = (protocol: string): Agent => {
    const known = agents.get(protocol)
    if (known !== undefined) return known
    const agent = new (clientOf(protocol).Agent)({ keepAlive: true, timeout: idleMs, proxyEnv: env })
    agents.set(protocol, agent)
    return agent
  }
  return async (url, asked = {}) => {
    let place = new URL(url)
    for (let left = maxRedirections; ; left--) {
      const answer = await send(place, asked, agentFor(place.protocol))
      const next = left === 0 ? undefined : redirection(place, asked, answer)
      if (next === undefined) return answered(place, answer)
      answer.resume()
      place = next
    }
  }
}

/** An import would read every name of the module, and with some of them Node loads its fetch. */
function clientOf(protocol: string) {
  return protocol === 'http:' ? process.getBuiltinModule('node:http') : process.getBuiltinModule('node:https')
}

function send(place: URL, asked: Asked, agent: Agent): Promise<IncomingMessage> {
  const { method = 'GET', headers = {}, body, signal } = asked
  return new Promise((resolve, reject) => {
    const fail = (error: unknown) => reject(signal?.aborted === true ? signal.reason : error)
    const options = { method, headers, agent, ...(signal === undefined ? {} : { signal }) }
    clientOf(place.protocol).request(place, options, resolve).on('error', fail).end(body)
  })
}

function redirection(from: URL, { method = 'GET' }: Asked, answer: IncomingMessage): URL | undefined {
  const { location } = answer.headers
  const isRedirection = [301, 302, 307, 308].includes(answer.statusCode ?? 0)
  if (!isRedirection || method !== 'GET' || location === undefined || !URL.canParse(location, from.href))
    return undefined
  const to = new URL(location, from)
  return to.origin === from.origin ? to : undefined
}

function answered(place: URL, answer: IncomingMessage): Answered {
  const body = read(answer)
  // Whoever wants it meets the error.
  body.catch(() => undefined)
  return {
    status: answer.statusCode ?? 0,
    statusText: answer.statusMessage ?? '',
    url: place.href,
    headers: new Map(
      Object.entries(answer.headers).flatMap(([name, value]) =>
        value === undefined ? [] : [[name, Array.isArray(value) ? value.join(', ') : value]],
      ),
    ),
    text: async () => new TextDecoder().decode(await body),
    arrayBuffer: async () => {
      const bytes = await body
      return new Uint8Array(bytes).buffer
    },
  }
}

async function read(answer: IncomingMessage): Promise<Buffer> {
  const chunks: Buffer[] = []
  for await (const chunk of answer) chunks.push(chunk)
  return Buffer.concat(chunks)
}

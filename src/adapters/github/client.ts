import type { Answer } from '../../approval/answer.ts'
import { classify, isNotModified, partialDataOf, responseOf } from './failure.ts'
import { loadOctokit } from './octokit.ts'

/** What every answer tells besides its content. */
export type Times = {
  /** The server's clock, milliseconds since 1970. */
  readonly serverTime: number
  /** Requests left in this hour; undefined when it does not say. */
  readonly remaining: number | undefined
}

/** What a decoded answer came with. */
export type Received<T> = Times & {
  readonly value: T
  /** GitHub said that there is another page. */
  readonly hasNext: boolean
  /** GitHub said that nothing is other than when this was asked last. */
  readonly isUnchanged: boolean
}

/** One question to the REST interface. The route is `GET /path/{parameter}`; the rest goes into query or body. */
export type Question<T> = {
  readonly route: string
  readonly parameters: Readonly<Record<string, unknown>>
  /** Gives the answer our shape, or throws when it has another than GitHub promises. */
  readonly decode: (data: unknown) => T
}

/**
 * GitHub's two interfaces for one token. Asks once, never by itself again; nothing throws. Each GET that was asked before
 * is asked with its ETag: where nothing is new, GitHub sends nothing and charges nothing, and the answer is as before.
 */
export type Client = {
  readonly rest: <T>(question: Question<T>) => Promise<Answer<Received<T>>>
  readonly graphql: <T>(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    decode: (data: unknown) => T,
  ) => Promise<Answer<T>>
}

/** How to reach GitHub. */
export type Connection = {
  readonly token: string
  /** `https://api.github.com`, or an Enterprise Server's `https://host/api/v3`; GraphQL is found from it. */
  readonly apiUrl: string
}

const timeoutMs = 10_000
// Where a pull request is busy, each look has another address than the one before.
const maxKept = 40

type Kept = { readonly etag: string; readonly data: unknown; readonly hasNext: boolean }

/** A client that connects at its first question, so that a run that never asks never loads the library. */
export function createClient(connection: Connection): Client {
  let octokit: ReturnType<typeof loadOctokit> | undefined
  const kit = () => {
    octokit ??= loadOctokit(connection)
    return octokit
  }
  const kept = new Map<string, Kept>()
  const send = async ({ route, parameters }: Question<unknown>, etag: string | undefined) => {
    const response: { data: unknown; headers: Headers } = await (await kit()).request(route, {
      ...parameters,
      headers: etag === undefined ? {} : { 'if-none-match': etag },
      request: { signal: AbortSignal.timeout(timeoutMs) },
    })
    return response
  }
  return {
    rest: async (question) => {
      const key = question.route.startsWith('GET ')
        ? JSON.stringify([question.route, question.parameters])
        : ''
      const before = kept.get(key)
      try {
        const { data, headers } = await send(question, before?.etag)
        const answer = { data, hasNext: linkIn(headers) }
        // Only what could be decoded once is kept.
        const received = receivedFrom(question, answer, headers)
        keep(kept, key, answer, headers)
        return { kind: 'value', value: { ...received, isUnchanged: false } }
      } catch (error) {
        if (before === undefined || !isNotModified(error)) return classify(error, question.route)
        const { headers } = responseOf(error)
        return { kind: 'value', value: { ...receivedFrom(question, before, headers), isUnchanged: true } }
      }
    },
    graphql: async (query, variables, decode) => {
      try {
        const request = { signal: AbortSignal.timeout(timeoutMs) }
        const data: unknown = await (await kit()).graphql(query, { ...variables, request })
        return { kind: 'value', value: decode(data) }
      } catch (error) {
        const partial = partialDataOf(error)
        return partial === undefined
          ? classify(error, 'POST /graphql')
          : decodePartial(partial, decode, error)
      }
    },
  }
}

/** The answer to a question, where nobody asks what it came with. */
export async function contentOf<T>(client: Client, question: Question<T>): Promise<Answer<T>> {
  const answer = await client.rest(question)
  return answer.kind === 'failure' ? answer : { kind: 'value', value: answer.value.value }
}

type Headers = Readonly<Record<string, unknown>>

function receivedFrom<T>(
  { decode }: Question<T>,
  { data, hasNext }: Omit<Kept, 'etag'>,
  headers: Headers,
): Omit<Received<T>, 'isUnchanged'> {
  return { value: decode(data), hasNext, ...timesOf(headers) }
}

function linkIn(headers: Headers): boolean {
  return /rel="next"/.test(String(headers['link'] ?? ''))
}

function keep(kept: Map<string, Kept>, key: string, answer: Omit<Kept, 'etag'>, headers: Headers): void {
  if (key === '' || typeof headers['etag'] !== 'string') return
  kept.delete(key)
  kept.set(key, { ...answer, etag: headers['etag'] })
  const [oldest] = kept.keys()
  if (kept.size > maxKept && oldest !== undefined) kept.delete(oldest)
}

function timesOf(headers: Headers): Times {
  const remaining = Number(headers['x-ratelimit-remaining'] ?? Number.NaN)
  const date = Date.parse(String(headers['date'] ?? ''))
  return {
    serverTime: Number.isNaN(date) ? Date.now() : date,
    remaining: Number.isNaN(remaining) ? undefined : remaining,
  }
}

function decodePartial<T>(data: unknown, decode: (data: unknown) => T, holes: unknown): Answer<T> {
  try {
    return { kind: 'value', value: decode(data) }
  } catch {
    return classify(holes, 'POST /graphql')
  }
}

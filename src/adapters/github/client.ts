import type { Answer } from '../../approval/answer.ts'
import { classify, isNotModified, partialDataOf, type Refusal, responseOf } from './failure.ts'

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
  readonly etag: string | undefined
  /** GitHub said that there is another page. */
  readonly hasNext: boolean
}

/** One question to the REST interface. The route is `GET /path/{parameter}`; the rest goes into query or body. */
export type Question<T> = {
  readonly route: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly etag?: string | undefined
  /** Gives the answer our shape, or throws when it has another than GitHub promises. */
  readonly decode: (data: unknown) => T
}

/** A result, that nothing changed since the ETag, or why there is none. */
export type Outcome<T> =
  | { readonly kind: 'value'; readonly value: T }
  | ({ readonly kind: 'unchanged' } & Times)
  | Refusal

/** An outcome where nothing was asked conditionally: then nothing can be unchanged. */
export function definite<T>(outcome: Outcome<T>): Answer<T> {
  if (outcome.kind !== 'unchanged') return outcome
  const detail = 'GitHub answered 304 to a question that named no ETag'
  return { kind: 'failure', failure: { kind: 'unreachable', detail, retryAfterMs: undefined } }
}

/** GitHub's two interfaces for one token. Asks once, never by itself again; nothing throws. */
export type Client = {
  readonly rest: <T>(question: Question<T>) => Promise<Outcome<Received<T>>>
  readonly graphql: <T>(
    query: string,
    variables: Readonly<Record<string, unknown>>,
    decode: (data: unknown) => T,
  ) => Promise<Outcome<T>>
}

/** How to reach GitHub. */
export type Connection = {
  readonly token: string
  /** `https://api.github.com`, or an Enterprise Server's `https://host/api/v3`; GraphQL is found from it. */
  readonly apiUrl: string
}

const timeoutMs = 10_000

/** A client that connects at its first question, so that a run that never asks never loads the library. */
export function createClient(connection: Connection): Client {
  const loaded = () =>
    import('@actions/github').then(({ getOctokit }) =>
      getOctokit(connection.token, { baseUrl: connection.apiUrl, log: silence }),
    )
  let octokit: ReturnType<typeof loaded> | undefined
  const kit = () => {
    octokit ??= loaded()
    return octokit
  }
  return {
    rest: async ({ route, parameters, etag, decode }) => {
      try {
        const response: { data: unknown; headers: Headers } = await (await kit()).request(route, {
          ...parameters,
          headers: etag === undefined ? {} : { 'if-none-match': etag },
          request: { signal: AbortSignal.timeout(timeoutMs) },
        })
        return { kind: 'value', value: received(decode(response.data), response.headers) }
      } catch (error) {
        return isNotModified(error)
          ? { kind: 'unchanged', ...timesOf(responseOf(error).headers) }
          : classify(error, route)
      }
    },
    graphql: async (query, variables, decode) => {
      try {
        const request = { signal: AbortSignal.timeout(timeoutMs) }
        const data: unknown = await (await kit()).graphql(query, { ...variables, request })
        return { kind: 'value', value: decode(data) }
      } catch (error) {
        const partial = partialDataOf(error)
        return partial === undefined ? classify(error, 'POST /graphql') : decodePartial(partial, decode)
      }
    },
  }
}

// Octokit prints deprecations to the console, where they would pass no redaction.
const silence = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

type Headers = Readonly<Record<string, unknown>>

function received<T>(value: T, headers: Headers): Received<T> {
  return {
    value,
    etag: typeof headers['etag'] === 'string' ? headers['etag'] : undefined,
    hasNext: /rel="next"/.test(String(headers['link'] ?? '')),
    ...timesOf(headers),
  }
}

function timesOf(headers: Headers): Times {
  const remaining = Number(headers['x-ratelimit-remaining'] ?? Number.NaN)
  const date = Date.parse(String(headers['date'] ?? ''))
  return {
    serverTime: Number.isNaN(date) ? Date.now() : date,
    remaining: Number.isNaN(remaining) ? undefined : remaining,
  }
}

function decodePartial<T>(data: unknown, decode: (data: unknown) => T): Outcome<T> {
  try {
    return { kind: 'value', value: decode(data) }
  } catch (error) {
    return classify(error, 'POST /graphql')
  }
}

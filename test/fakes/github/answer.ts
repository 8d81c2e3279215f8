import type { Account, Token } from './state.ts'

/** What a route answers, before headers, paging and ETag. */
export type Answer = {
  readonly status: number
  readonly body: unknown
  /** Set for lists: the whole of it; the server cuts the page out. */
  readonly list?: readonly unknown[]
  readonly headers?: Readonly<Record<string, string>>
}

/** One request as a route sees it. */
export type Asked = {
  readonly params: Readonly<Record<string, string>>
  readonly query: URLSearchParams
  readonly body: Readonly<Record<string, unknown>>
  readonly token: Token
  readonly account: Account
  readonly accept: string
}

export function ok(body: unknown, status = 200): Answer {
  return { status, body }
}

export function list(items: readonly unknown[]): Answer {
  return { status: 200, body: items, list: items }
}

/** GitHub's error body. */
export function refuse(status: number, message: string, errors?: readonly object[]): Answer {
  const body = { message, documentation_url: 'https://docs.github.com/rest', status: String(status) }
  return { status, body: errors === undefined ? body : { ...body, errors } }
}

export const notFound = refuse(404, 'Not Found')
export const notAccessible = refuse(403, 'Resource not accessible by integration')

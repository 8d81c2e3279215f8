import { z } from 'zod/mini'
import type { Failure } from '../../approval/answer.ts'

/** Why a question has no answer. */
export type Refusal = { readonly kind: 'failure'; readonly failure: Failure }

const maxDetail = 200
// GitHub's advice where a secondary limit names no time.
const secondaryLimitMs = 60_000

/** Whether the library threw because nothing changed, which for us is no error. */
export function isNotModified(error: unknown): boolean {
  return responseOf(error).status === 304
}

/**
 * What a GraphQL answer tells although a node in it is missing: a deleted comment. Undefined for every other error, so
 * that an answer with holes that nobody explained is never taken for a whole one.
 */
export function partialDataOf(error: unknown): unknown {
  if (!isRecord(error) || !Array.isArray(error['errors'])) return undefined
  const errors: readonly unknown[] = error['errors']
  const isOnlyMissing = errors.every((each) => isRecord(each) && each['type'] === 'NOT_FOUND')
  return isOnlyMissing ? error['data'] : undefined
}

/** What an error of the library means. */
export function classify(error: unknown, route: string): Refusal {
  return refusalInside(error, route) ?? refusalOf(error, route)
}

const insideKinds = new Map<string, Failure['kind']>([
  ['FORBIDDEN', 'forbidden'],
  ['INSUFFICIENT_SCOPES', 'forbidden'],
  ['NOT_FOUND', 'missing'],
  ['UNPROCESSABLE', 'rejected'],
])

/** GraphQL says why inside an answer whose status is 200. What it does not name may pass. */
function refusalInside(error: unknown, route: string): Refusal | undefined {
  if (!isRecord(error) || !Array.isArray(error['errors'])) return undefined
  const errors: readonly unknown[] = error['errors']
  const types = errors.map((each) => (isRecord(each) ? String(each['type']) : ''))
  const message = error instanceof Error ? error.message : ''
  const detail = `${route} gave an error: ${oneLine(message)}`
  const headers = isRecord(error['headers']) ? error['headers'] : {}
  if (types.includes('RATE_LIMITED')) return refusal('limited', detail, untilReset(headers))
  const kind = types.map((type) => insideKinds.get(type)).find((each) => each !== undefined)
  return refusal(kind ?? 'unreachable', detail, retryAfterOf(headers))
}

function refusalOf(error: unknown, route: string): Refusal {
  const { status, headers } = responseOf(error)
  const message = error instanceof Error ? error.message : String(error)
  const detail = `${route} gave ${misshapen(error) ?? `${status ?? 'no answer'}: ${oneLine(message)}`}`
  if (status === undefined) return refusal('unreachable', detail)
  const waitMs = limitOf(status, headers, message)
  if (waitMs !== undefined) return refusal('limited', detail, waitMs)
  if (status === 401 || status === 403) return refusal('forbidden', detail)
  if (status === 404 || status === 410 || status === 451) return refusal('missing', detail)
  if (status >= 400 && status < 500 && status !== 408) return refusal('rejected', detail)
  return refusal('unreachable', detail, retryAfterOf(headers))
}

/** Says which field of an answer is not as GitHub describes it; undefined where no answer was decoded. */
function misshapen(error: unknown): string | undefined {
  if (!(error instanceof z.core.$ZodError)) return undefined
  const place = error.issues[0]?.path.map(String).join('.') ?? ''
  return `an answer of another shape: ${place === '' ? 'all of it' : `its field ${oneLine(place)}`} is of another kind`
}

/** Milliseconds to wait when this is a limit, of the hour or a secondary one; undefined when it is not. */
function limitOf(status: number, headers: Headers, message: string): number | undefined {
  if (status !== 403 && status !== 429) return undefined
  if (headers['x-ratelimit-remaining'] === '0') return untilReset(headers)
  const told = retryAfterOf(headers)
  const isSecondary = status === 429 || told !== undefined || /secondary rate|abuse detection/i.test(message)
  return isSecondary ? (told ?? secondaryLimitMs) : undefined
}

function untilReset(headers: Headers): number {
  const now = Date.parse(String(headers['date'] ?? ''))
  const resetMs = Number(headers['x-ratelimit-reset'] ?? Number.NaN) * 1_000
  const left = resetMs - (Number.isNaN(now) ? Date.now() : now)
  return Number.isNaN(left) ? secondaryLimitMs : Math.max(0, left) + 1_000
}

function retryAfterOf(headers: Headers): number | undefined {
  const seconds = Number(headers['retry-after'] ?? Number.NaN)
  return Number.isFinite(seconds) && seconds >= 0 ? seconds * 1_000 : undefined
}

type Headers = Readonly<Record<string, unknown>>

/** Status and headers of the answer that an error came with; neither where there was no answer. */
export function responseOf(error: unknown): { status: number | undefined; headers: Headers } {
  if (!isRecord(error)) return { status: undefined, headers: {} }
  const response = isRecord(error['response']) ? error['response'] : undefined
  // Octokit gives 500 to what never reached the server; only a response makes a status.
  const status = response === undefined ? undefined : Number(error['status'] ?? response['status'])
  const headers = isRecord(response?.['headers']) ? response['headers'] : {}
  return { status: Number.isNaN(status) ? undefined : status, headers }
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null
}

function refusal(kind: Failure['kind'], detail: string, retryAfterMs?: number): Refusal {
  return { kind: 'failure', failure: { kind, detail, retryAfterMs } }
}

function oneLine(message: string): string {
  return message.replace(/\s+/g, ' ').slice(0, maxDetail)
}

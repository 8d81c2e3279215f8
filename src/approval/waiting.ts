import { z } from 'zod/mini'
import { digestOf } from '../command/fingerprint.ts'
import { type CommentView, isUnused } from './session.ts'
import { approvalKeyOf } from './store.ts'

/** A request that no attempt of its job has used. Times in milliseconds since 1970. */
export type WaitingRequest = {
  readonly id: string
  readonly level: 'low' | 'medium' | 'high' | 'none'
  readonly openedAt: number
  /** Before any extension. */
  readonly deadline: number
  /** Equal for requests that one `for-run` answers together. */
  readonly key: string
}

/** The job that ended while requests wait: enough to find it again. */
export type WaitingJob = {
  readonly runId: string
  readonly runAttempt: number
  /** GitHub's number of the job in that attempt; 0 where the runner did not tell. */
  readonly jobId: number
  /** Its key in the workflow file. */
  readonly jobKey: string
  readonly headSha: string
}

/** What the comment of a detached job says for the workflow that answers it. */
export type Waiting = { readonly job: WaitingJob; readonly requests: readonly WaitingRequest[] }

/** What every such comment holds. */
export const waitsMarker = '<!-- command-gate:waits '

const lineForm = /^<!-- command-gate:waits (\[.*\]) -->$/m
const count = z.int().check(z.nonnegative())
const lineShape = z.tuple([
  z.string().check(z.regex(/^\d{1,20}$/)),
  count,
  count,
  z.string().check(z.regex(/^[\w-]{1,200}$/)),
  z.string().check(z.regex(/^[0-9a-f]{40,64}$/)),
  z
    .array(
      z.tuple([
        z.string().check(z.regex(/^[0-9A-Z]{10}$/)),
        z.enum(['low', 'medium', 'high', 'none']),
        count,
        count,
        z.string().check(z.regex(/^[0-9a-f]{16}$/)),
      ]),
    )
    .check(z.maxLength(100)),
])

/** The hidden line for the requests that still can be used. Holds no text of a command. */
export function waitsLine(
  job: WaitingJob,
  view: Pick<CommentView, 'entries'>,
  firstDeadlines: ReadonlyMap<string, number>,
): string {
  const requests = view.entries
    .filter(isUnused)
    .map(({ request }) => [
      request.id,
      request.assessment.kind === 'assessed' ? request.assessment.riskLevel : 'none',
      request.openedAt,
      firstDeadlines.get(request.id) ?? request.deadline,
      digestOf(approvalKeyOf(request)).slice(0, 16),
    ])
  // A key of a workflow's job has none of the letters that could end the line.
  const jobKey = job.jobKey.replaceAll(/[^\w-]/g, '')
  const line = [job.runId, job.runAttempt, job.jobId, jobKey === '' ? 'job' : jobKey, job.headSha, requests]
  return `${waitsMarker}${JSON.stringify(line)} -->`
}

/**
 * Reads the line again, from a comment that this account wrote and nobody else edited; of any other comment it proves
 * nothing. Undefined where there is none, or one of another shape.
 */
export function parseWaiting(body: string): Waiting | undefined {
  const [, text] = lineForm.exec(body) ?? []
  const read = lineShape.safeParse(jsonOf(text))
  if (!read.success) return undefined
  const [runId, runAttempt, jobId, jobKey, headSha, rows] = read.data
  const requests = rows.map(([id, level, openedAt, deadline, key]) => ({
    id,
    level,
    openedAt,
    deadline,
    key,
  }))
  return { job: { runId, runAttempt, jobId, jobKey, headSha }, requests }
}

function jsonOf(text: string | undefined): unknown {
  if (text === undefined) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

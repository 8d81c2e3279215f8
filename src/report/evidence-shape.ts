import { z } from 'zod/mini'
import { riskCategories, riskLevels } from '../assessment/risk.ts'

const count = z.int().check(z.nonnegative())
const words = z.array(z.string())
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
/** Milliseconds since 1970. */
const time = z.number()

const hostShape = z.object({ host: z.string(), port: z.optional(count) })
/** What one attempt may do. */
export const grantShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('sandboxed'),
    mode: z.enum(['read-only', 'workspace-write']),
    write: words,
    network: z.array(hostShape),
    env: words,
  }),
  z.object({ kind: z.literal('unsandboxed'), env: words }),
])

const certainty = z.enum(['recorded', 'likely'])
const fileState = z.object({
  type: z.enum(['file', 'directory', 'symlink', 'other']),
  mode: count,
  size: count,
  digest: z.optional(z.string()),
  linkTarget: z.optional(z.string()),
})
const effectShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('write'),
    path: z.string(),
    change: z.optional(z.enum(['created', 'modified', 'deleted', 'mode-changed'])),
    certainty,
    before: z.optional(fileState),
    after: z.optional(fileState),
    diff: z.optional(z.string()),
  }),
  z.object({
    kind: z.literal('network'),
    host: z.string(),
    port: z.optional(count),
    certainty,
    reason: z.optional(z.string()),
  }),
  z.object({ kind: z.literal('syscall'), name: z.string(), certainty }),
])

const changesShape = z.object({ id: z.string(), digest: z.string(), paths: words })

const endingShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('exited'), exitCode: z.int() }),
  z.object({ kind: z.literal('signalled'), signal: z.string() }),
  z.object({
    kind: z.literal('limit'),
    limit: z.enum(['time', 'memory', 'processes', 'output', 'file-size', 'scratch']),
    detail: z.string(),
  }),
  z.object({ kind: z.literal('cancelled') }),
  z.object({ kind: z.literal('unavailable'), reason: z.string(), remedy: z.string() }),
])

/** What a command printed: cleaned of terminal sequences, redacted, cut to whole lines where something is missing between. */
const outputShape = z.object({ head: z.string(), tail: z.string(), totalBytes: count })

/** One run of one command under one grant; without `endedAt` it was still running when the report ends. */
export const attemptShape = z.object({
  index: count,
  round: count,
  startedAt: time,
  endedAt: z.optional(time),
  grant: grantShape,
  backend: z.optional(z.enum(['capture', 'enforce', 'none'])),
  ending: z.optional(endingShape),
  effects: z.array(effectShape),
  changes: z.optional(changesShape),
  output: z.optional(outputShape),
  durationMs: z.optional(z.number()),
  notes: words,
})

const riskLevel = z.enum(riskLevels)
const categories = z.array(z.enum(riskCategories))
const assessmentShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('assessed'),
    description: z.string(),
    riskLevel,
    riskCategories: categories,
    source: z.enum(['static', 'model']),
    findings: z.array(
      z.object({ id: z.string(), level: riskLevel, categories, sentence: z.string(), evidence: z.string() }),
    ),
    model: z.optional(
      z.object({
        model: z.string(),
        latencyMs: z.number(),
        inputTokens: z.optional(count),
        outputTokens: z.optional(count),
        failure: z.optional(z.object({ reason: z.string(), detail: z.string() })),
      }),
    ),
  }),
  z.object({ kind: z.literal('none'), reason: z.string() }),
])

const reviewerShape = z.object({
  login: z.string(),
  userId: z.optional(z.int()),
  by: z.string(),
  commentId: z.optional(z.int()),
  commentUrl: z.optional(z.string()),
  at: time,
})
const answered = { note: z.optional(z.string()) }
/** How a request ended. */
export const reviewShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('approved'), by: z.array(reviewerShape), ...answered }),
  z.object({ kind: z.literal('approved-for-run'), by: z.array(reviewerShape), ...answered }),
  z.object({ kind: z.literal('denied'), by: z.optional(reviewerShape), ...answered }),
  z.object({ kind: z.literal('abort'), by: z.optional(reviewerShape), ...answered }),
  z.object({ kind: z.literal('timed-out') }),
  z.object({ kind: z.literal('pending') }),
  z.object({ kind: z.literal('unavailable'), reason: z.string(), hint: z.optional(z.string()) }),
  z.object({ kind: z.literal('void'), reason: z.string() }),
])

const reasonShape = z.discriminatedUnion('kind', [
  z.object({
    kind: z.literal('rule'),
    words: z.string(),
    justification: z.optional(z.string()),
    line: z.int(),
  }),
  z.object({ kind: z.enum(['permissions', 'untrusted', 'unsandboxed', 'denial']) }),
])

/** What people were asked, and their answer. */
export const requestShape = z.object({
  index: count,
  id: z.string(),
  digest: sha256,
  contentDigest: sha256,
  action: z.enum(['run', 'retry', 'apply']),
  reason: reasonShape,
  effects: z.array(effectShape),
  changes: z.optional(changesShape),
  grantBefore: z.optional(grantShape),
  grantAfter: grantShape,
  scripts: z.array(z.object({ path: z.string(), digest: z.string() })),
  assessment: assessmentShape,
  bar: z.object({ role: z.string(), count }),
  openedAt: time,
  deadline: time,
  review: z.optional(reviewShape),
  reviewedAt: z.optional(time),
})

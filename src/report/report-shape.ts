import { z } from 'zod/mini'
import { attemptShape, grantShape, requestShape, reviewShape } from './evidence-shape.ts'

/** The version of the report's shape. A reader refuses a higher one; within one version fields are only added. */
export const reportVersion = 1

const count = z.int().check(z.nonnegative())
const words = z.array(z.string())
const sha256 = z.string().check(z.regex(/^[0-9a-f]{64}$/))
const time = z.number().check(z.describe('Milliseconds since 1970'))
const outcomeKind = z.enum([
  'succeeded',
  'failed',
  'refused',
  'denied',
  'timed-out',
  'aborted',
  'skipped',
  'pending',
  'sandbox-unavailable',
])
const decisionWord = z.enum(['allow', 'prompt', 'forbid'])

export const runShape = z.object({
  version: z.string(),
  policy: z.object({
    path: z.optional(z.string()),
    commit: z.optional(z.string()),
    digest: z.string(),
    fileDigest: z.optional(z.string()),
  }),
  repository: z.optional(z.string()),
  pullRequest: z.optional(z.int()),
  headSha: z.optional(z.string()),
  runId: z.optional(z.string()),
  runAttempt: z.optional(z.int()),
  job: z.optional(z.string()),
  actor: z.optional(z.string()),
  listFile: z.optional(z.string()),
  tools: words,
})

export const commandShape = z.object({
  index: count,
  id: z.string(),
  name: z.optional(z.string()),
  run: z.string(),
  shell: z.enum(['bash', 'sh']),
  workingDirectory: z.string(),
  env: z.record(z.string(), z.string()),
  timeoutMs: z.optional(z.number()),
  continueOnError: z.boolean(),
  permissions: z.object({ write: words, network: words, env: words }),
  justification: z.optional(z.string()),
  source: z.object({ file: z.optional(z.string()), line: z.int(), column: z.int() }),
  digest: sha256.check(z.describe('Over the true command, before redaction')),
  redacted: words.check(z.describe('Names of what was taken out of the command for this report')),
})

export const decisionShape = z.object({
  decision: z.optional(decisionWord),
  matches: z.array(
    z.object({
      decision: decisionWord,
      layer: z.enum(['built-in', 'organization', 'repository']),
      line: z.int(),
      justification: z.optional(z.string()),
      pattern: z.string(),
      words,
    }),
  ),
  unknown: words,
  sandbox: z.enum(['auto', 'require', 'forbid']),
  grant: z.object({ write: words, network: words, env: words }),
  readOnly: z.boolean(),
})

export const appliedShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('applied'), paths: words }),
  z.object({ kind: z.literal('refused'), reason: z.string() }),
  z.object({ kind: z.literal('failed'), reason: z.string(), appliedPaths: words }),
])

export const outcomeShape = z.object({ kind: outcomeKind, reason: z.string(), warnings: words })

const commandReportShape = z.object({
  command: commandShape,
  startedAt: time,
  endedAt: z.optional(time),
  decision: z.optional(decisionShape),
  next: z.optional(z.string()),
  applied: z.array(appliedShape),
  outcome: z.optional(outcomeShape),
})

/** The record of one decision. `digest` is over the canonical JSON of all the rest; `previous` is the digest of the one before. */
const receiptShape = z.strictObject({
  version: z.literal(1),
  sequence: count,
  previous: sha256,
  repository: z.optional(z.string()),
  pullRequest: z.optional(z.int()),
  headSha: z.optional(z.string()),
  runId: z.optional(z.string()),
  runAttempt: z.optional(z.int()),
  policyDigest: z.string(),
  command: z.object({ index: count, id: z.string(), digest: sha256 }),
  decision: z.optional(decisionWord),
  rules: z.array(z.object({ layer: z.string(), line: z.int(), decision: decisionWord })),
  grants: z.array(grantShape),
  reviews: z.array(
    z.object({
      requestId: z.string(),
      requestDigest: sha256,
      action: z.enum(['run', 'retry', 'apply']),
      grant: grantShape,
      review: reviewShape,
    }),
  ),
  applied: z.array(appliedShape),
  outcome: outcomeKind,
  at: time,
  digest: sha256,
})

const noteShape = z.object({
  at: time,
  level: z.enum(['debug', 'info', 'warning', 'error']),
  message: z.string(),
})
export const dismissalShape = z.object({ commentId: z.int(), login: z.string(), reason: z.string() })
export const conclusionShape = z.object({ outcome: outcomeKind, exitCode: z.int() })

/** Everything that happened in one run. Secrets are redacted; digests are over the true things. */
export const reportShape = z.object({
  version: z.literal(reportVersion),
  run: z.optional(runShape),
  startedAt: z.optional(time),
  endedAt: z.optional(time),
  conclusion: z.optional(conclusionShape),
  commands: z.array(commandReportShape),
  attempts: z.array(attemptShape),
  requests: z.array(requestShape),
  dismissals: z.array(dismissalShape),
  notes: z.array(noteShape),
  receipts: z.array(receiptShape),
})

/** Makes every field of plain data read-only, all the way down. */
export type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T

export type Report = DeepReadonly<z.infer<typeof reportShape>>
export type CommandReport = Report['commands'][number]
export type CommandRecord = CommandReport['command']
export type AttemptRecord = Report['attempts'][number]
export type RequestRecord = Report['requests'][number]
export type Receipt = Report['receipts'][number]

import { z } from 'zod/mini'
import { attemptShape, requestShape, reviewShape } from './evidence-shape.ts'
import {
  appliedShape,
  commandShape,
  conclusionShape,
  type DeepReadonly,
  decisionShape,
  dismissalShape,
  outcomeShape,
  runShape,
} from './report-shape.ts'

const index = z.int().check(z.nonnegative())

const happeningShape = z.discriminatedUnion('kind', [
  z.object({ kind: z.literal('started'), run: runShape }),
  z.object({ kind: z.literal('command-started'), command: commandShape }),
  z.object({ kind: z.literal('decided'), index, decision: decisionShape, next: z.string() }),
  z.object({
    kind: z.literal('attempt-started'),
    index,
    grant: attemptShape.shape.grant,
    round: z.int(),
  }),
  z.object({
    kind: z.literal('attempt-ended'),
    index,
    attempt: z.omit(attemptShape, { startedAt: true, index: true, round: true, endedAt: true }),
  }),
  z.object({ kind: z.literal('requested'), request: requestShape }),
  z.object({ kind: z.literal('dismissed'), dismissal: dismissalShape }),
  z.object({ kind: z.literal('reviewed'), requestId: z.string(), review: reviewShape }),
  z.object({ kind: z.literal('applied'), index, result: appliedShape }),
  z.object({ kind: z.literal('command-ended'), index, outcome: outcomeShape }),
  z.object({
    kind: z.literal('note'),
    level: z.enum(['debug', 'info', 'warning', 'error']),
    message: z.string(),
  }),
  z.object({ kind: z.literal('ended'), conclusion: conclusionShape }),
])

/** One line of the journal's file: an event as plain data, redacted. A report is nothing but its entries, folded. */
export const entryShape = z.object({
  sequence: z.int().check(z.nonnegative()),
  at: z.number().check(z.describe('Milliseconds since 1970')),
  event: happeningShape,
})

/** What an entry tells. */
export type Happening = DeepReadonly<z.infer<typeof happeningShape>>
/** An entry: what happened, when, and as the how-manieth thing. */
export type Entry = DeepReadonly<z.infer<typeof entryShape>>

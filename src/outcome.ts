import type { Review } from './approval/request.ts'
import type { Attempt } from './sandbox/attempt.ts'

/** How one command ended. */
export type OutcomeKind =
  | 'succeeded'
  | 'failed'
  | 'refused'
  | 'denied'
  | 'timed-out'
  | 'aborted'
  | 'skipped'
  /** Reviewers were asked, and the job does not wait for them. */
  | 'pending'
  | 'sandbox-unavailable'

/** How one command ended, and why, in one sentence of our own words. */
export type Outcome = {
  readonly kind: OutcomeKind
  readonly reason: string
  /** The last attempt, if there was one. */
  readonly attempt: Attempt | undefined
  /** The last review, if there was one. */
  readonly review: Review | undefined
  /** Hosts reached for in vain by a command that succeeded all the same, and other things worth a warning. */
  readonly warnings: readonly string[]
}

/** An ending without review or warnings; the caller adds what there was. */
export function endedAs(kind: OutcomeKind, reason: string, attempt?: Attempt): Outcome {
  return { kind, reason, attempt, review: undefined, warnings: [] }
}

/** What the list came to: the worst ending that was not excused by `continue-on-error`. */
export type Conclusion = { readonly outcome: OutcomeKind; readonly exitCode: number }

const severity: readonly OutcomeKind[] = [
  'succeeded',
  'skipped',
  'pending',
  'failed',
  'timed-out',
  'denied',
  'refused',
  'aborted',
  'sandbox-unavailable',
]

/** The process's exit code for an ending, as the design's table has it. */
export function exitCodeFor(kind: OutcomeKind): number {
  switch (kind) {
    case 'succeeded':
      return 0
    case 'failed':
      return 1
    case 'skipped':
    case 'refused':
    case 'denied':
    case 'timed-out':
    case 'aborted':
      return 3
    case 'sandbox-unavailable':
      return 4
    case 'pending':
      return 5
  }
}

/**
 * The job's conclusion. A command with `continue-on-error` is excused for failing, never for being refused, denied,
 * timed out or aborted: what people or the policy said no to must not look like success.
 */
export function conclude(
  endings: readonly { readonly kind: OutcomeKind; readonly continueOnError: boolean }[],
): Conclusion {
  const counted = endings
    .filter((ending) => !(ending.continueOnError && ending.kind === 'failed'))
    .map((ending) => ending.kind)
  const worst = counted.reduce<OutcomeKind>(
    (left, right) => (severity.indexOf(right) > severity.indexOf(left) ? right : left),
    'succeeded',
  )
  return { outcome: worst, exitCode: exitCodeFor(worst) }
}

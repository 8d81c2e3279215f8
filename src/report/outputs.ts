import type { Report } from './report-shape.ts'

/** Every output of action.yml, in its order. The contract test holds the two together. */
export const actionOutputNames = [
  'outcome',
  'results',
  'report',
  'comment-url',
  'approvers',
  'denied-count',
  'approved-count',
] as const

/** What later steps can read. Every value is a string, as the runner has it. */
export type ActionOutputs = Readonly<Record<(typeof actionOutputNames)[number], string>>

/** An output may be 1 MB for the whole job, in UTF-16. */
const longestResults = 200_000

/** The outputs of a run. `results` is JSON: one `{id, outcome, reason, exitCode, durationMs, request, approvers}` for each command. */
export function outputsOf(
  report: Report,
  places: { readonly reportPath: string | undefined; readonly commentUrl: string | undefined },
): ActionOutputs {
  const results = report.commands.map(({ command, outcome, startedAt, endedAt }) => {
    const attempt = report.attempts.findLast((candidate) => candidate.index === command.index)
    const request = report.requests.findLast((candidate) => candidate.index === command.index)
    return {
      id: command.id,
      outcome: outcome?.kind ?? 'skipped',
      reason: outcome?.reason ?? 'The run ended before it.',
      exitCode: attempt?.ending?.kind === 'exited' ? attempt.ending.exitCode : undefined,
      durationMs: endedAt === undefined ? undefined : endedAt - startedAt,
      request: request?.id,
      approvers: approversOf(report, command.index),
    }
  })
  const outcome = report.conclusion?.outcome ?? 'aborted'
  return {
    outcome,
    results: bounded(results),
    report: places.reportPath ?? '',
    'comment-url': places.commentUrl ?? '',
    approvers: [
      ...new Set(report.commands.flatMap(({ command }) => approversOf(report, command.index))),
    ].join(','),
    'denied-count': String(countReviews(report, ['denied', 'abort'])),
    'approved-count': String(countReviews(report, ['approved', 'approved-for-run'])),
  }
}

/** Logins of the people whose approval counted for the command, each once. */
export function approversOf(report: Report, index: number): readonly string[] {
  const logins = report.requests.flatMap(({ index: of, review }) =>
    of === index && (review?.kind === 'approved' || review?.kind === 'approved-for-run')
      ? review.by.map((reviewer) => reviewer.login)
      : [],
  )
  return [...new Set(logins)]
}

function countReviews(report: Report, kinds: readonly string[]): number {
  return report.requests.filter(({ review }) => review !== undefined && kinds.includes(review.kind)).length
}

function bounded(results: readonly { readonly reason: string }[]): string {
  const full = JSON.stringify(results)
  if (full.length <= longestResults) return full
  return JSON.stringify(results.map((result) => ({ ...result, reason: result.reason.slice(0, 80) })))
}

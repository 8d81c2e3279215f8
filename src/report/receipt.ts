import { digestOf } from '../command/fingerprint.ts'
import type { Receipt, Report } from './report-shape.ts'

/** The receipt of the command's decision, chained to the last one; undefined while it has not ended. */
export function receiptFor(report: Report, index: number): Receipt | undefined {
  const entry = report.commands.find((candidate) => candidate.command.index === index)
  if (entry?.outcome === undefined || entry.endedAt === undefined) return undefined
  const { command, decision } = entry
  const facts = {
    version: 1 as const,
    sequence: report.receipts.length,
    previous: chainEnd(report),
    ...whereOf(report),
    command: { index, id: command.id, digest: command.digest },
    decision: decision?.decision,
    rules: (decision?.matches ?? []).map((match) => ({
      layer: match.layer,
      line: match.line,
      decision: match.decision,
    })),
    grants: report.attempts.filter((attempt) => attempt.index === index).map((attempt) => attempt.grant),
    reviews: report.requests.flatMap((request) =>
      request.index === index && request.review !== undefined
        ? [
            {
              requestId: request.id,
              requestDigest: request.digest,
              action: request.action,
              grant: request.grantAfter,
              review: request.review,
            },
          ]
        : [],
    ),
    applied: entry.applied,
    outcome: entry.outcome.kind,
    at: entry.endedAt,
  }
  return { ...facts, digest: digestOf(facts) }
}

/** What the first receipt is chained to: the run it belongs to. */
export function chainStart(report: Report): string {
  return digestOf(report.run ?? {})
}

/** The digest that covers all receipts so far. */
export function chainEnd(report: Report): string {
  return report.receipts.at(-1)?.digest ?? chainStart(report)
}

function whereOf(report: Report) {
  const run = report.run
  return {
    repository: run?.repository,
    pullRequest: run?.pullRequest,
    headSha: run?.headSha,
    runId: run?.runId,
    runAttempt: run?.runAttempt,
    policyDigest: run?.policy.digest ?? '',
  }
}

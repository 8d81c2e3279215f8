import type { Entry } from './entry.ts'
import { receiptFor } from './receipt.ts'
import type { AttemptRecord, CommandReport, Report } from './report-shape.ts'

/** A report of nothing yet. */
export const emptyReport: Report = {
  version: 1,
  commands: [],
  attempts: [],
  requests: [],
  dismissals: [],
  notes: [],
  receipts: [],
}

/** The report after one more entry. */
export function foldEntry(report: Report, { at, event }: Entry): Report {
  switch (event.kind) {
    case 'started':
      return { ...report, run: event.run, startedAt: at }
    case 'command-started':
      return {
        ...report,
        commands: [...report.commands, { command: event.command, startedAt: at, applied: [] }],
      }
    case 'decided':
      return changeCommand(report, event.index, () => ({ decision: event.decision, next: event.next }))
    case 'attempt-started': {
      const { index, round, grant } = event
      const started = { index, round, grant, startedAt: at, effects: [], notes: [] }
      return { ...report, attempts: [...report.attempts, started] }
    }
    case 'attempt-ended':
      return {
        ...report,
        attempts: changeLast(report.attempts, event.index, { ...event.attempt, endedAt: at }),
      }
    case 'requested':
      return { ...report, requests: [...report.requests, event.request] }
    case 'dismissed':
      return { ...report, dismissals: [...report.dismissals, event.dismissal] }
    case 'reviewed':
      return {
        ...report,
        requests: report.requests.map((request) =>
          request.id === event.requestId ? { ...request, review: event.review, reviewedAt: at } : request,
        ),
      }
    case 'applied':
      return changeCommand(report, event.index, (command) => ({
        applied: [...command.applied, event.result],
      }))
    case 'command-ended': {
      const ended = changeCommand(report, event.index, () => ({ outcome: event.outcome, endedAt: at }))
      const receipt = receiptFor(ended, event.index)
      return receipt === undefined ? ended : { ...ended, receipts: [...ended.receipts, receipt] }
    }
    case 'note':
      return { ...report, notes: [...report.notes, { at, level: event.level, message: event.message }] }
    case 'ended':
      return { ...report, conclusion: event.conclusion, endedAt: at }
  }
}

function changeCommand(
  report: Report,
  index: number,
  change: (command: CommandReport) => Partial<CommandReport>,
): Report {
  const commands = report.commands.map((entry) =>
    entry.command.index === index ? { ...entry, ...change(entry) } : entry,
  )
  return { ...report, commands }
}

function changeLast(
  attempts: readonly AttemptRecord[],
  index: number,
  change: Partial<AttemptRecord>,
): readonly AttemptRecord[] {
  const last = attempts.findLastIndex((attempt) => attempt.index === index)
  return attempts.map((attempt, position) => (position === last ? { ...attempt, ...change } : attempt))
}

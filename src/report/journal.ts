import type { Journal } from '../ports.ts'
import type { Entry } from './entry.ts'
import { emptyReport, foldEntry } from './fold.ts'
import { createLog, type LogSettings } from './log.ts'
import type { LogPiece } from './log-piece.ts'
import { recordEvent } from './record.ts'
import type { Report } from './report-shape.ts'

/** Where what happens goes to. */
export type JournalSinks = {
  readonly show: (piece: LogPiece) => void
  /** Must be on disk when it returns. */
  readonly keep: (entry: Entry) => void
  /** Called when a command has ended and at the end of all. */
  readonly publish: (report: Report) => void
}

/** A journal that folds what it is given into a report. */
export type FoldingJournal = Journal & {
  /** Everything so far. */
  readonly report: () => Report
}

/**
 * Takes each event to the file first, then into the report, then to the log; live output goes to the log only. A sink that throws
 * stops the run: what can't be written down does not happen.
 */
export function createJournal(
  settings: LogSettings & { readonly now: () => number; readonly sinks: JournalSinks },
): FoldingJournal {
  const { now, redactor, sinks } = settings
  const log = createLog(settings)
  let report = emptyReport
  let sequence = 0

  return {
    report: () => report,
    record: (event) => {
      const at = now()
      const happening = recordEvent(event, redactor)
      if (happening !== undefined) {
        const entry: Entry = { sequence, at, event: happening }
        sequence += 1
        sinks.keep(entry)
        report = foldEntry(report, entry)
      }
      for (const piece of log(event, at)) sinks.show(piece)
      if (event.kind === 'command-ended' || event.kind === 'ended') sinks.publish(report)
    },
  }
}

import { closeSync, constants, fsyncSync, openSync, renameSync, writeSync } from 'node:fs'
import { GateError } from '../errors.ts'
import type { Entry } from '../report/entry.ts'
import type { Report } from '../report/report-shape.ts'

/** The two files of a run: the journal, one JSON line for each entry, and the report made from it. */
export type JournalFiles = {
  readonly reportPath: string
  readonly journalPath: string
  /** The entry is on disk when this returns. */
  readonly keep: (entry: Entry) => void
  readonly publish: (report: Report) => void
  readonly close: () => void
}

/**
 * Opens the journal beside the report: `report.json` and `report.jsonl`. An earlier one is replaced; a symlink in its place is
 * not followed. Throws INPUT_INVALID where it can't be written.
 */
export function openJournalFiles(reportPath: string): JournalFiles {
  const journalPath = journalPathOf(reportPath)
  const journal = openFresh(journalPath)
  return {
    reportPath,
    journalPath,
    keep: (entry) => {
      writeAll(journal, `${JSON.stringify(entry)}\n`, journalPath)
    },
    publish: (report) => publishReport(reportPath, report),
    close: () => {
      closeSync(journal)
    },
  }
}

/** Where the journal of a report lies. */
export function journalPathOf(reportPath: string): string {
  return `${reportPath.replace(/\.json$/, '')}.jsonl`
}

/** Replaces the report in one step, so that nobody reads half of one. Throws like `openJournalFiles`. */
export function publishReport(reportPath: string, report: Report): void {
  const draft = `${reportPath}.tmp`
  const file = openFresh(draft)
  try {
    writeAll(file, `${JSON.stringify(report, undefined, 2)}\n`, draft)
  } finally {
    closeSync(file)
  }
  renameSync(draft, reportPath)
}

function openFresh(path: string): number {
  const flags = constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW
  try {
    return openSync(path, flags, 0o600)
  } catch (cause) {
    throw new GateError('INPUT_INVALID', `the report's file ${path} can't be written: ${String(cause)}`, {
      cause,
      hint: 'Name a path in a directory that exists and that this user may write.',
    })
  }
}

function writeAll(file: number, text: string, path: string): void {
  try {
    const bytes = Buffer.from(text)
    for (let done = 0; done < bytes.length; done += writeSync(file, bytes, done)) {}
    fsyncSync(file)
  } catch (cause) {
    throw new GateError('INTERNAL', `what happened could not be written to ${path}: ${String(cause)}`, {
      cause,
      hint: 'Free space on the disk, or name another path for the report.',
    })
  }
}

import {
  closeSync,
  constants,
  fsyncSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeSync,
} from 'node:fs'
import { dirname, join } from 'node:path'
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
  if (statSync(reportPath, { throwIfNoEntry: false })?.isDirectory())
    throw unwritable(reportPath, 'it is a directory')
  const journal = openFresh(journalPath)
  const directory = identityOf(dirname(journalPath))
  return {
    reportPath,
    journalPath,
    keep: (entry) => {
      writeAll(journal, `${JSON.stringify(entry)}\n`, journalPath)
    },
    publish: (report) => {
      // In a workspace a command can have put a link in its place, which would lead the report elsewhere.
      if (identityOf(dirname(reportPath)) !== directory) {
        throw new GateError(
          'INTERNAL',
          `the directory of the report ${reportPath} was replaced while commands ran`,
          {
            hint: 'Name a path for the report outside of what commands may write.',
          },
        )
      }
      publishReport(reportPath, report)
    },
    close: () => {
      closeSync(journal)
    },
  }
}

/** A path for a report in a directory of its own, which only this user can look into. Throws like `openJournalFiles`. */
export function newReportPath(parent: string): string {
  try {
    mkdirSync(parent, { recursive: true })
    return join(mkdtempSync(join(parent, 'command-gate-')), 'report.json')
  } catch (cause) {
    throw unwritable(parent, cause)
  }
}

/** Where the journal of a report lies. */
export function journalPathOf(reportPath: string): string {
  return `${reportPath.replace(/\.json$/, '')}.jsonl`
}

/** Replaces the report in one step, so that nobody reads half of one. Throws like `openJournalFiles`. */
export function publishReport(reportPath: string, report: Report): void {
  const draft = `${reportPath}.tmp`
  rmSync(draft, { force: true })
  const file = openFresh(draft)
  try {
    writeAll(file, `${JSON.stringify(report, undefined, 2)}\n`, draft)
  } finally {
    closeSync(file)
  }
  renameSync(draft, reportPath)
}

function identityOf(directory: string): string {
  const stat = statSync(directory, { throwIfNoEntry: false })
  return `${stat?.dev}:${stat?.ino}`
}

function openFresh(path: string): number {
  // O_NONBLOCK: a pipe in its place is refused, and nobody waits for its reader.
  const flags =
    constants.O_WRONLY | constants.O_CREAT | constants.O_TRUNC | constants.O_NOFOLLOW | constants.O_NONBLOCK
  try {
    return openSync(path, flags, 0o600)
  } catch (cause) {
    throw unwritable(path, cause)
  }
}

function unwritable(path: string, cause: unknown): GateError {
  return new GateError('INPUT_INVALID', `the report's file ${path} can't be written: ${String(cause)}`, {
    cause,
    hint: 'Name a path in a directory that exists and that this user may write.',
  })
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

import { readFile, stat } from 'node:fs/promises'
import { GateError } from '../errors.ts'
import { decodeText } from '../inputs/decode-text.ts'
import { readReport } from '../report/read-report.ts'
import type { Report } from '../report/report-shape.ts'
import { showBytes } from '../report/words.ts'

/** The text of a file that somebody named, whatever kind of file it is. Throws INPUT_INVALID where it can't be read. */
export async function readText(path: string, what: string): Promise<string> {
  const bytes = await readFile(path).catch((cause: unknown) => {
    throw unreadable(path, what, cause)
  })
  return decodeText(bytes, path)
}

/** Bytes of a report that can be read: its text must fit into one string. */
const maxBytes = 256 * 1024 * 1024

/** The report, or the journal of one, in a regular file. Throws INPUT_INVALID with what was found instead. */
export async function readReportFile(
  path: string,
): Promise<{ readonly report: Report; readonly bytes: Uint8Array }> {
  const bytes = await readReportBytes(path)
  return { report: readReport(bytes.toString('utf8'), path), bytes }
}

async function readReportBytes(path: string): Promise<Buffer> {
  try {
    const found = await stat(path)
    // A pipe or a device would be read for ever.
    if (!found.isFile()) throw new Error('it is no regular file')
    if (found.size <= maxBytes) return await readFile(path)
  } catch (cause) {
    throw unreadable(path, 'a report', cause)
  }
  throw new GateError('INPUT_INVALID', `${path}: found a file of more than ${showBytes(maxBytes)}`, {
    hint: 'No report of a run is so large; name the JSON file that a run wrote.',
  })
}

function unreadable(path: string, what: string, cause: unknown): GateError {
  return new GateError('INPUT_INVALID', `${path}: found no file that can be read; name ${what}`, { cause })
}

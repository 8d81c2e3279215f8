import type { z } from 'zod/mini'
import { GateError } from '../errors.ts'
import { entryShape } from './entry.ts'
import { emptyReport, foldEntry } from './fold.ts'
import { type Report, reportShape, reportVersion } from './report-shape.ts'

const hint = 'Name the JSON file that a run wrote, or the .jsonl beside it.'

/**
 * Decodes a report, or a journal that a run left behind (then what its entries come to; a last line that was cut off is ignored).
 * Throws INPUT_INVALID with the place of the first fault.
 */
export function readReport(text: string, path: string): Report {
  const content = text.replace(/^\ufeff/, '').trim()
  if (content === '') throw new GateError('INPUT_INVALID', `${path}: found an empty file`, { hint })
  const whole = parseJson(content)
  if (whole !== undefined && !isEntry(whole)) return decodeReport(whole, path)
  if (whole !== undefined || isEntry(parseJson(content.split('\n', 1)[0] ?? '')))
    return foldJournal(content, path)
  throw new GateError('INPUT_INVALID', `${path}: found no JSON, or JSON that was cut off`, { hint })
}

function decodeReport(value: unknown, path: string): Report {
  const version =
    typeof value === 'object' && value !== null && 'version' in value ? value.version : undefined
  if (typeof version === 'number' && version > reportVersion) {
    throw new GateError('INPUT_INVALID', `${path}: found a report of version ${version}`, {
      hint: `This command-gate reads version ${reportVersion}; use a newer one.`,
    })
  }
  const decoded = reportShape.safeParse(value)
  if (decoded.success) return decoded.data
  throw notAReport(path, decoded.error.issues[0])
}

function foldJournal(text: string, path: string): Report {
  const lines = text.split('\n').filter((line) => line !== '')
  return lines.reduce((report, line, position) => {
    const value = parseJson(line)
    if (value === undefined && position === lines.length - 1 && position > 0) return report
    const decoded = entryShape.safeParse(value)
    if (decoded.success && decoded.data.sequence === position) return foldEntry(report, decoded.data)
    throw notAReport(path, decoded.error?.issues[0], position + 1)
  }, emptyReport)
}

function notAReport(path: string, issue: z.core.$ZodIssue | undefined, line?: number): GateError {
  const keys = issue?.code === 'unrecognized_keys' ? issue.keys.slice(0, 1) : []
  const place = [...(issue?.path ?? []), ...keys].map(String).join('.')
  const at = line === undefined ? path : `${path}, line ${line}`
  const found = `${at}: found no report of command-gate${place === '' ? '' : `; ${place} is not as a run writes it`}`
  return new GateError('INPUT_INVALID', found, { hint })
}

function isEntry(value: unknown): boolean {
  return typeof value === 'object' && value !== null && 'sequence' in value && 'event' in value
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

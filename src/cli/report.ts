import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { basename } from 'node:path'
import { GateError } from '../errors.ts'
import { renderPage } from '../report/html-page.ts'
import { readReport } from '../report/read-report.ts'
import type { Report } from '../report/report-shape.ts'
import { renderText } from '../report/show.ts'
import { statementOf } from '../report/statement.ts'
import { verifyReceipts } from '../report/verify.ts'
import { makeVisible } from '../text/visible.ts'
import { oneOf, onlyPositional, parseArguments } from './arguments.ts'

/** `command-gate report show|verify|statement FILE`: what a run's report says, and whether its receipts hold together. */
export async function report(words: readonly string[]): Promise<number> {
  const [verb = '', ...rest] = words
  const { values, positionals } = parseArguments(rest, { format: { type: 'string', default: 'text' } })
  const known = oneOf('command-gate report', verb, ['show', 'verify', 'statement'])
  const path = onlyPositional(positionals, 'one report')
  const bytes = await read(path)
  const found = readReport(bytes.toString('utf8'), path)
  switch (known) {
    case 'show':
      process.stdout.write(show(found, oneOf('--format', values.format, ['text', 'html', 'json'])))
      return 0
    case 'verify':
      return verify(found, path)
    case 'statement': {
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      process.stdout.write(
        `${JSON.stringify(statementOf(found, { name: basename(path), sha256 }), undefined, 2)}\n`,
      )
      return 0
    }
  }
}

function show(found: Report, format: 'text' | 'html' | 'json'): string {
  switch (format) {
    case 'text':
      return renderText(found)
    case 'html':
      return renderPage(found)
    case 'json':
      return `${JSON.stringify(found, undefined, 2)}\n`
  }
}

function verify(found: Report, path: string): number {
  const faults = verifyReceipts(found)
  for (const { sequence, message } of faults) {
    process.stderr.write(
      makeVisible(`${path}: ${sequence === undefined ? '' : `receipt ${sequence}: `}${message}\n`),
    )
  }
  if (faults.length > 0) return 2
  process.stdout.write(`${makeVisible(path)}: ${found.receipts.length} receipts, an unbroken chain\n`)
  return 0
}

async function read(path: string): Promise<Buffer> {
  try {
    return await readFile(path)
  } catch (cause) {
    throw new GateError('INPUT_INVALID', `${path}: found no file that can be read; name a report`, { cause })
  }
}

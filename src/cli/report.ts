import { createHash } from 'node:crypto'
import { basename } from 'node:path'
import { renderPage } from '../report/html-page.ts'
import type { Report } from '../report/report-shape.ts'
import { renderText } from '../report/show.ts'
import { statementOf } from '../report/statement.ts'
import { showFault, verifyReceipts } from '../report/verify.ts'
import { counted } from '../report/words.ts'
import { breakCommands, commandFreeJson } from '../text/log-guard.ts'
import { makeVisibleLine } from '../text/visible.ts'
import { oneOf, onlyPositional, parseArguments } from './arguments.ts'
import { readReportFile } from './files.ts'

/** `command-gate report show|verify|statement FILE`: what a run's report says, and whether its receipts hold together. */
export async function report(words: readonly string[]): Promise<number> {
  const [verb = '', ...rest] = words
  const { values, positionals } = parseArguments(rest, { format: { type: 'string', default: 'text' } })
  const known = oneOf('report', verb, ['show', 'verify', 'statement'])
  const path = onlyPositional(positionals, 'one report')
  const { report: found, bytes } = await readReportFile(path)
  switch (known) {
    case 'show':
      process.stdout.write(show(found, oneOf('--format', values.format, ['text', 'html', 'json'])))
      return 0
    case 'verify':
      return verify(found, path)
    case 'statement': {
      // What is signed must be whole.
      if (verifyReceipts(found).length > 0) return verify(found, path)
      const sha256 = createHash('sha256').update(bytes).digest('hex')
      process.stdout.write(`${commandFreeJson(statementOf(found, { name: basename(path), sha256 }), 2)}\n`)
      return 0
    }
  }
}

function show(found: Report, format: 'text' | 'html' | 'json'): string {
  switch (format) {
    case 'text':
      return breakCommands(renderText(found))
    case 'html':
      return renderPage(found)
    case 'json':
      return `${commandFreeJson(found, 2)}\n`
  }
}

function verify(found: Report, path: string): number {
  const say = (text: string) => `${breakCommands(makeVisibleLine(`${path}: ${text}`))}\n`
  const faults = verifyReceipts(found)
  for (const fault of faults) process.stderr.write(say(showFault(fault)))
  if (faults.length > 0) return 2
  const last = found.receipts.at(-1)?.digest
  const chain =
    last === undefined ? 'no receipts' : `${counted(found.receipts.length, 'receipt')}, an unbroken chain`
  const end = last === undefined ? '' : `; the last digest is ${last}`
  const open = found.conclusion === undefined ? '; the run had not ended' : ''
  process.stdout.write(say(chain + end + open))
  return 0
}

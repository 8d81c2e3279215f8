import { createHash } from 'node:crypto'
import { readFile, stat } from 'node:fs/promises'
import { basename } from 'node:path'
import { GateError } from '../errors.ts'
import { renderPage } from '../report/html-page.ts'
import { readReport } from '../report/read-report.ts'
import type { Report } from '../report/report-shape.ts'
import { renderText } from '../report/show.ts'
import { statementOf } from '../report/statement.ts'
import { showFault, verifyReceipts } from '../report/verify.ts'
import { counted, showBytes } from '../report/words.ts'
import { breakCommands, commandFreeJson } from '../text/log-guard.ts'
import { makeVisibleLine } from '../text/visible.ts'
import { oneOf, onlyPositional, parseArguments } from './arguments.ts'

/** Bytes of a report that can be read: its text must fit into one string. */
const maxBytes = 256 * 1024 * 1024

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

async function read(path: string): Promise<Buffer> {
  try {
    const { size } = await regularFile(path)
    if (size <= maxBytes) return await readFile(path)
  } catch (cause) {
    throw new GateError('INPUT_INVALID', `${path}: found no file that can be read; name a report`, { cause })
  }
  throw new GateError('INPUT_INVALID', `${path}: found a file of more than ${showBytes(maxBytes)}`, {
    hint: 'No report of a run is so large; name the JSON file that a run wrote.',
  })
}

/** A pipe or a device would be read for ever. */
async function regularFile(path: string): Promise<{ readonly size: number }> {
  const found = await stat(path)
  if (found.isFile()) return found
  throw new Error('it is no regular file')
}

import { canonicalJson, digestOf } from '../command/fingerprint.ts'
import { chainStart, receiptFor } from './receipt.ts'
import type { Receipt, Report } from './report-shape.ts'

/** What is wrong with a report's receipts; nothing when it is what was recorded. */
export type Fault = { readonly sequence: number | undefined; readonly message: string }

/**
 * Checks that each receipt's digest is over its content, that each is chained to the one before, and that the report says the same
 * as they do. It proves that nothing was changed after the last digest was known to somebody else (a signature, a log); not
 * who wrote it.
 */
export function verifyReceipts(report: Report): readonly Fault[] {
  const inOrder = report.receipts.flatMap((receipt, position) => [
    ...chainFaults(report, receipt, position),
    ...contentFaults(report, receipt, position),
  ])
  const indices = report.commands.map(({ command }) => command.index)
  const doubled = indices.filter((index, position) => indices.indexOf(index) !== position)
  const told = new Set(report.receipts.map((receipt) => receipt.command.index))
  const missing = report.commands
    .filter(({ command, outcome }) => outcome !== undefined && !told.has(command.index))
    .map(({ command }) => fault(undefined, `${command.id} ended and has no receipt`))
  const twice = doubled.map((index) => fault(undefined, `the report tells of command ${index + 1} twice`))
  return [...inOrder, ...missing, ...twice]
}

/** `receipt 3: its digest …`. The id of a command in it is untrusted text. */
export function showFault({ sequence, message }: Fault): string {
  return sequence === undefined ? message : `receipt ${sequence}: ${message}`
}

function chainFaults(report: Report, receipt: Receipt, position: number): readonly Fault[] {
  const { digest, ...content } = receipt
  const before = position === 0 ? chainStart(report) : report.receipts[position - 1]?.digest
  return [
    ...(receipt.sequence === position ? [] : [fault(position, `it has the number ${receipt.sequence}`)]),
    ...(digestOf(content) === digest ? [] : [fault(position, 'its digest is not over its content')]),
    ...(receipt.previous === before ? [] : [fault(position, 'it is not chained to the one before')]),
  ]
}

/** The receipt as the report would give it again must be the same. */
function contentFaults(report: Report, receipt: Receipt, position: number): readonly Fault[] {
  const earlier = { ...report, receipts: report.receipts.slice(0, position) }
  const expected = receiptFor(earlier, receipt.command.index)
  if (expected === undefined) return [fault(position, 'the report knows no such ended command')]
  const isSame = canonicalJson(withoutChain(expected)) === canonicalJson(withoutChain(receipt))
  return isSame ? [] : [fault(position, 'the report says something else than it')]
}

function withoutChain({ digest: _digest, previous: _previous, ...content }: Receipt) {
  return content
}

function fault(sequence: number | undefined, message: string): Fault {
  return { sequence, message }
}

import { chainEnd } from './receipt.ts'
import type { Report } from './report-shape.ts'

/** Names the shape of the predicate. */
const predicateType = 'urn:command-gate:receipts:v1'

/** An in-toto statement (v1) over a report's receipts. */
export type Statement = {
  readonly _type: 'https://in-toto.io/Statement/v1'
  readonly subject: readonly { readonly name: string; readonly digest: Readonly<Record<string, string>> }[]
  readonly predicateType: string
  readonly predicate: unknown
}

/**
 * The receipts in the form that `actions/attest` signs. The subject is the report's file, by the SHA-256 of its bytes; the predicate
 * holds the receipts and the digest of the last one, which covers all of them.
 */
export function statementOf(
  report: Report,
  file: { readonly name: string; readonly sha256: string },
): Statement {
  return {
    _type: 'https://in-toto.io/Statement/v1',
    subject: [{ name: file.name, digest: { sha256: file.sha256 } }],
    predicateType,
    predicate: {
      run: report.run,
      conclusion: report.conclusion,
      receipts: report.receipts,
      last: chainEnd(report),
    },
  }
}

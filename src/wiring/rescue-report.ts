import { readFile } from 'node:fs/promises'
import type { ActionsRunner } from '../adapters/actions.ts'
import { journalPathOf, publishReport } from '../adapters/journal.ts'
import { readReport } from '../report/read-report.ts'
import { renderSummary } from '../report/summary.ts'

/**
 * Makes report and summary of a step that was killed, from the journal that it kept: nothing that happened is lost. Throws when
 * the journal can't be read.
 */
export async function rescueReport(runner: ActionsRunner, reportPath: string): Promise<void> {
  const journalPath = journalPathOf(reportPath)
  const report = readReport(await readFile(journalPath, 'utf8'), journalPath)
  publishReport(reportPath, report)
  runner.writeSummary(renderSummary(report))
  runner.show({
    kind: 'text',
    text: 'The step did not end by itself. Report and summary tell how far it came.',
  })
}

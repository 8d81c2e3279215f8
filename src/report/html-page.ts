import { escapeHtml } from '../text/html.ts'
import { commandSection } from './html-command.ts'
import { pageStyle } from './html-style.ts'
import { renderTimeline } from './html-timeline.ts'
import type { Report } from './report-shape.ts'
import { storyOf } from './story.ts'
import { showFault, verifyReceipts } from './verify.ts'
import { showDuration } from './words.ts'

/**
 * The report as one page that needs nothing else: no script, no address that is fetched, and a policy in it that forbids both. All
 * text is escaped.
 */
export function renderPage(report: Report): string {
  const outcome = report.conclusion?.outcome ?? 'not finished'
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<title>Command gate: ${escapeHtml(outcome)}</title>
<style>${pageStyle}</style>
</head>
<body>
<main>
<h1>Command gate <span class="badge ${escapeHtml(outcome)}">${escapeHtml(outcome)}</span></h1>
${faults(report)}
${facts(report)}
<h2>Timeline</h2>
${renderTimeline(report)}
<h2>Commands</h2>
${report.commands.map((entry) => commandSection(storyOf(report, entry))).join('\n')}
${notes(report)}
${receipts(report)}
</main>
</body>
</html>
`
}

function facts(report: Report): string {
  const { run } = report
  const took =
    report.startedAt === undefined || report.endedAt === undefined
      ? undefined
      : showDuration(report.endedAt - report.startedAt)
  const rows: readonly (readonly [string, string | undefined])[] = [
    ['Repository', run?.repository],
    ['Pull request', run?.pullRequest === undefined ? undefined : `#${run.pullRequest}`],
    ['Head commit', run?.headSha],
    ['Run', run?.runId],
    ['Started by', run?.actor],
    ['List', run?.listFile],
    [
      'Policy',
      run === undefined ? undefined : `${run.policy.path ?? 'built-in'} (sha256 ${run.policy.digest})`,
    ],
    ['Policy read at', run?.policy.commit],
    ['Versions', run === undefined ? undefined : [`command-gate ${run.version}`, ...run.tools].join(', ')],
    ['Started', report.startedAt === undefined ? undefined : new Date(report.startedAt).toISOString()],
    ['Took', took],
  ]
  const shown = rows.flatMap(([name, value]) =>
    value === undefined ? [] : [`<dt>${name}</dt><dd>${escapeHtml(value)}</dd>`],
  )
  return `<dl>${shown.join('\n')}</dl>`
}

function faults(report: Report): string {
  const found = verifyReceipts(report).map((fault) => `<li>${escapeHtml(showFault(fault))}</li>`)
  if (found.length === 0) return ''
  return `<div class="fault"><p>This report does not hold together: something in it was changed.</p>\n<ul>${found.join('\n')}</ul></div>`
}

function notes(report: Report): string {
  const shown = report.notes.filter((note) => note.level !== 'debug')
  const dismissed = report.dismissals.map(
    (dismissal) => `A reply of ${dismissal.login} did not count: ${dismissal.reason}`,
  )
  const lines = [...shown.map((note) => `${note.level}: ${note.message}`), ...dismissed]
  if (lines.length === 0) return ''
  return `<h2>Notes</h2>\n<ul>${lines.map((line) => `<li>${escapeHtml(line)}</li>`).join('\n')}</ul>`
}

function receipts(report: Report): string {
  if (report.receipts.length === 0) return ''
  const rows = report.receipts.map(
    (receipt) =>
      `<tr><td>${receipt.sequence}</td><td>${escapeHtml(receipt.command.id)}</td><td>${receipt.outcome}</td><td><code>${escapeHtml(receipt.digest)}</code></td></tr>`,
  )
  return `<h2>Receipts</h2>
<p>Each digest covers its decision and the digest before it. <code>command-gate report verify</code> checks them.</p>
<div class="wide" role="region" aria-label="Receipts" tabindex="0"><table>
<thead><tr><th scope="col">No.</th><th scope="col">Command</th><th scope="col">Outcome</th><th scope="col">Digest</th></tr></thead>
<tbody>${rows.join('\n')}</tbody></table></div>`
}

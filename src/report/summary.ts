import { escapeProse, inlineCode } from '../text/markdown.ts'
import { approversOf } from './outputs.ts'
import type { CommandReport, Report, RequestRecord } from './report-shape.ts'
import { storyOf } from './story.ts'
import { section } from './summary-section.ts'
import { counted, firstLine, showDuration } from './words.ts'

/** The runner shows nothing of a summary over 1 MiB. */
const maxBytes = 1_000_000
/** Rows of the table; what is beyond them is counted. */
const maxRows = 1_000

/**
 * The job summary in Markdown, under 1 MiB in UTF-8 whatever is in the report: a table of all commands, then for each that was
 * held up its evidence. What does not fit is counted.
 */
export function renderSummary(report: Report): string {
  const head = `${heading(report)}\n\n${table(report)}\n`
  const sections = report.commands
    .filter((entry) => isHeldUp(report, entry))
    .map((entry) => section(storyOf(report, entry)))
  let size = bytesOf(head)
  let result = head
  let omitted = 0
  for (const text of sections) {
    size += bytesOf(text) + 1
    if (size > maxBytes) omitted += 1
    else result += `\n${text}`
  }
  return omitted === 0
    ? result
    : `${result}\n_The evidence of ${counted(omitted, 'more command')} did not fit here; it is in the report._\n`
}

function heading(report: Report): string {
  const outcome = report.conclusion?.outcome ?? 'not finished'
  const counts = new Map<string, number>()
  for (const { outcome: ending } of report.commands) {
    const kind = ending?.kind ?? 'not finished'
    counts.set(kind, (counts.get(kind) ?? 0) + 1)
  }
  const tally = [...counts].map(([kind, count]) => `${count} ${kind}`).join(' · ')
  return `### Command gate: ${outcome}\n\n${tally === '' ? 'No command ran.' : tally}`
}

function table(report: Report): string {
  const rows = report.commands.slice(0, maxRows).map((entry) => row(report, entry))
  const more = report.commands.length - rows.length
  return [
    '| | Command | Outcome | Decision | Risk | Duration | Approved by |',
    '|--:|---|---|---|---|--:|---|',
    ...rows,
    ...(more > 0 ? [`| | _and ${more} more_ | | | | | |`] : []),
  ].join('\n')
}

function row(
  report: Report,
  { command, outcome, decision, next, startedAt, endedAt }: CommandReport,
): string {
  const requests = report.requests.filter((request) => request.index === command.index)
  const cells = [
    String(command.index + 1),
    inlineCode(firstLine(command.name ?? command.run, 80)),
    outcome?.kind ?? 'not finished',
    decision?.decision ?? (next === undefined ? '' : `no rule: ${next}`),
    riskOf(requests.at(-1)),
    endedAt === undefined ? '' : showDuration(endedAt - startedAt),
    approversOf(report, command.index).map(escapeProse).join(', '),
  ]
  return `| ${cells.join(' | ')} |`
}

function riskOf(request: RequestRecord | undefined): string {
  return request?.assessment.kind === 'assessed' ? request.assessment.riskLevel : ''
}

function isHeldUp(report: Report, { command: { index }, outcome }: CommandReport): boolean {
  return (
    (outcome !== undefined && outcome.kind !== 'succeeded' && outcome.kind !== 'skipped') ||
    report.requests.some((request) => request.index === index) ||
    report.attempts.some((attempt) => attempt.index === index && attempt.effects.length > 0)
  )
}

function bytesOf(text: string): number {
  return new TextEncoder().encode(text).length
}

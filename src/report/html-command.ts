import { escapeHtml } from '../text/html.ts'
import type { AttemptRecord, CommandReport, Report, RequestRecord } from './report-shape.ts'
import {
  firstLine,
  showAction,
  showApplied,
  showBytes,
  showDuration,
  showEffect,
  showEnding,
  showGrant,
  showId,
  showReview,
} from './words.ts'

/** One command of the page: closed where all went well, open where somebody will want to look. */
export function commandSection(report: Report, entry: CommandReport): string {
  const { command, decision, outcome, applied } = entry
  const attempts = report.attempts.filter((attempt) => attempt.index === command.index)
  const requests = report.requests.filter((request) => request.index === command.index)
  const kind = outcome?.kind ?? 'not finished'
  const isQuiet = (kind === 'succeeded' || kind === 'skipped') && requests.length === 0
  return `<details${isQuiet ? '' : ' open'}>
${summaryLine(entry)}
${outcome === undefined ? '' : paragraph(outcome.reason)}
${block(command.run, `Text of ${command.id}`)}
${command.justification === undefined ? '' : paragraph(`The agent says: ${command.justification}`)}
${command.redacted.length === 0 ? '' : paragraph(`Taken out of the text: ${command.redacted.join(', ')}`)}
${paragraph(`Decision: ${decision?.decision ?? 'no rule decides'}${entry.next === undefined ? '' : `; next: ${entry.next}`}`)}
${list((decision?.matches ?? []).map((match) => `${match.decision} by the ${match.layer} rule ${match.pattern} (line ${match.line})`))}
${attempts.map((attempt) => attemptPart(attempt, command.id)).join('\n')}
${requests.map(requestPart).join('\n')}
${list(applied.map(showApplied))}
${list((outcome?.warnings ?? []).map((warning) => `warning: ${warning}`))}
</details>`
}

function summaryLine({ command, outcome, startedAt, endedAt }: CommandReport): string {
  const kind = outcome?.kind ?? 'not finished'
  const took = endedAt === undefined ? '' : showDuration(endedAt - startedAt)
  const title = escapeHtml(firstLine(command.name ?? command.run, 100))
  return `<summary><span class="badge ${kind.replaceAll(' ', '-')}">${kind}</span> <code>${escapeHtml(command.id)}</code> ${title} <span class="quiet">${took}</span></summary>`
}

function attemptPart(attempt: AttemptRecord, id: string): string {
  const ended = attempt.ending === undefined ? 'not finished' : showEnding(attempt.ending)
  const took = attempt.durationMs === undefined ? '' : ` after ${showDuration(attempt.durationMs)}`
  const diffs = attempt.effects.flatMap((effect) =>
    effect.kind === 'write' && effect.diff !== undefined
      ? [diffBlock(effect.diff, `${id}, attempt ${attempt.round}: changes to ${effect.path}`)]
      : [],
  )
  return `<h3>Attempt ${attempt.round}</h3>
${paragraph(`${ended}${took}. Grant: ${showGrant(attempt.grant)}`)}
${attempt.effects.length === 0 ? '' : `<p>Outside the grant:</p>${list(attempt.effects.map(showEffect))}`}
${diffs.join('\n')}
${list(attempt.notes)}
${outputPart(attempt, id)}`
}

function outputPart({ output, round }: AttemptRecord, id: string): string {
  if (output === undefined || output.totalBytes === 0) return ''
  const shown = new TextEncoder().encode(output.head + output.tail).length
  const gap =
    output.tail === ''
      ? ''
      : paragraph(`… ${showBytes(Math.max(0, output.totalBytes - shown))} are not kept …`)
  return `<h4>Output, ${showBytes(output.totalBytes)}</h4>
${block(output.head, `${id}, attempt ${round}: output`)}${gap}${output.tail === '' ? '' : block(output.tail, `${id}, attempt ${round}: end of the output`)}`
}

function requestPart(request: RequestRecord): string {
  const { assessment } = request
  const risk =
    assessment.kind === 'none'
      ? ''
      : `<p><span class="badge risk-${assessment.riskLevel}">risk ${assessment.riskLevel}</span> ${escapeHtml(assessment.description)} <span class="quiet">(${assessment.source})</span></p>${list(
          assessment.findings.map((finding) => `${finding.level} ${finding.id}: ${finding.sentence}`),
        )}`
  return `<h3>Request ${escapeHtml(showId(request.id))}</h3>
${paragraph(`To ${showAction(request.action)}. Would grant: ${showGrant(request.grantAfter)}`)}
${risk}
${paragraph(request.review === undefined ? 'No answer.' : `Answer: ${showReview(request.review)}`)}`
}

function paragraph(text: string): string {
  return `<p>${escapeHtml(text)}</p>`
}

function list(items: readonly string[]): string {
  if (items.length === 0) return ''
  return `<ul>${items.map((item) => `<li>${escapeHtml(item)}</li>`).join('\n')}</ul>`
}

function block(text: string, label: string): string {
  return `<pre tabindex="0" role="region" aria-label="${escapeHtml(label)}"><code>${escapeHtml(text)}</code></pre>`
}

function diffBlock(diff: string, label: string): string {
  const lines = diff
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => {
      const kind = line.startsWith('+') ? 'added' : line.startsWith('-') ? 'removed' : 'same'
      return `<span class="${kind}">${escapeHtml(line)}</span>`
    })
  return `<pre tabindex="0" role="region" aria-label="${escapeHtml(label)}"><code>${lines.join('\n')}</code></pre>`
}

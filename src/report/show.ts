import { makeVisible, makeVisibleLine } from '../text/visible.ts'
import type { CommandReport, Report } from './report-shape.ts'
import {
  firstLine,
  showAction,
  showApplied,
  showDuration,
  showEffect,
  showEnding,
  showGrant,
  showId,
  showReview,
} from './words.ts'

/** The report as plain text for a terminal, with nothing in it that a terminal would obey. */
export function renderText(report: Report): string {
  const outcome = report.conclusion?.outcome ?? 'not finished'
  const policy =
    report.run === undefined
      ? []
      : [`policy ${report.run.policy.path ?? 'built-in'} (sha256 ${report.run.policy.digest})`]
  const notes = report.notes
    .filter(({ level }) => level !== 'debug')
    .map(({ level, message }) => `${level}: ${message}`)
  const lines = [
    `Command gate: ${outcome}`,
    ...policy,
    ...report.commands.flatMap((entry) => commandLines(report, entry)),
    ...notes,
  ]
  return `${lines.map(makeVisibleLine).join('\n')}\n`
}

function commandLines(report: Report, entry: CommandReport): readonly string[] {
  const { command, outcome, startedAt, endedAt } = entry
  const took = endedAt === undefined ? '' : ` (${showDuration(endedAt - startedAt)})`
  const attempts = report.attempts.filter((attempt) => attempt.index === command.index)
  const requests = report.requests.filter((request) => request.index === command.index)
  return [
    '',
    `${command.id} ${outcome?.kind ?? 'not finished'}${took}: ${firstLine(command.name ?? command.run, 100)}`,
    ...makeVisible(command.run)
      .replace(/\n$/, '')
      .split('\n')
      .map((line) => `    | ${line}`),
    ...(outcome === undefined ? [] : [`  ${outcome.reason}`]),
    `  decision: ${entry.decision?.decision ?? 'no rule decides'}`,
    ...attempts.flatMap((attempt) => [
      `  attempt ${attempt.round}: ${attempt.ending === undefined ? 'not finished' : showEnding(attempt.ending)}; ${showGrant(attempt.grant)}`,
      ...attempt.effects.map((effect) => `    outside the grant: ${showEffect(effect)}`),
    ]),
    ...requests.flatMap((request) => [
      `  request ${showId(request.id)} to ${showAction(request.action)}`,
      `    ${request.review === undefined ? 'no answer' : showReview(request.review)}`,
    ]),
    ...entry.applied.map((result) => `  ${showApplied(result)}`),
  ]
}

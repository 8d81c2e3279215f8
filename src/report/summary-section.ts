import { escapeProse, fence, inlineCode } from '../text/markdown.ts'
import type { AttemptRecord, CommandReport, Report, RequestRecord } from './report-shape.ts'
import {
  firstLine,
  showAction,
  showDuration,
  showEffect,
  showEnding,
  showGrant,
  showId,
  showReview,
} from './words.ts'

/** Lines and characters of a text that are shown; what is left out is said. */
const maxShown = 4_000
const maxEffects = 50

/** All that is known of one command: its text, each attempt with its evidence, each request with its answer. */
export function section(report: Report, { command, outcome, decision }: CommandReport): string {
  const attempts = report.attempts.filter((attempt) => attempt.index === command.index)
  const requests = report.requests.filter((request) => request.index === command.index)
  const redacted =
    command.redacted.length === 0
      ? []
      : [`Taken out of the text: ${command.redacted.map(inlineCode).join(', ')}.`]
  return [
    '<details>',
    `<summary>${escapeProse(`${command.id}: ${firstLine(command.name ?? command.run, 80)}`)} — ${outcome?.kind ?? 'not finished'}</summary>`,
    '',
    ...(outcome === undefined ? [] : [escapeProse(outcome.reason), '']),
    fence(cut(command.run), command.shell),
    '',
    ...redacted,
    ...(decision?.matches ?? []).map(
      (match) =>
        `- ${match.decision} by the ${match.layer} rule ${inlineCode(match.pattern)}, line ${match.line}${match.justification === undefined ? '' : `: ${escapeProse(match.justification)}`}`,
    ),
    ...attempts.flatMap(attemptLines),
    ...requests.flatMap(requestLines),
    '',
    '</details>',
    '',
  ].join('\n')
}

function attemptLines(attempt: AttemptRecord): readonly string[] {
  const ended =
    attempt.ending === undefined
      ? 'not finished'
      : `${showEnding(attempt.ending)} after ${showDuration(attempt.durationMs ?? 0)}`
  const effects = attempt.effects.slice(0, maxEffects).map((effect) => `- ${inlineCode(showEffect(effect))}`)
  const more = attempt.effects.length - effects.length
  return [
    '',
    `**Attempt ${attempt.round}**: ${escapeProse(ended)}. Grant: ${inlineCode(showGrant(attempt.grant))}`,
    ...(effects.length === 0 ? [] : ['', 'Outside the grant:', '', ...effects]),
    ...(more > 0 ? [`- _and ${more} more, in the report_`] : []),
    ...attempt.effects.flatMap((effect) =>
      effect.kind === 'write' && effect.diff !== undefined ? ['', fence(cut(effect.diff), 'diff')] : [],
    ),
  ]
}

function requestLines(request: RequestRecord): readonly string[] {
  const { assessment } = request
  const risk =
    assessment.kind === 'none'
      ? []
      : [
          '',
          `Risk **${assessment.riskLevel}** (${assessment.source}): ${escapeProse(assessment.description)}`,
        ]
  const review = request.review === undefined ? 'no answer' : showReview(request.review)
  return [
    '',
    `**Request ${inlineCode(showId(request.id))}** to ${showAction(request.action)}: ${escapeProse(review)}`,
    '',
    `Would grant: ${inlineCode(showGrant(request.grantAfter))}`,
    ...risk,
  ]
}

function cut(text: string): string {
  if (text.length <= maxShown) return text
  const left = text.length - maxShown
  return `${text.slice(0, maxShown).toWellFormed()}\n… ${left} more characters, in the report`
}

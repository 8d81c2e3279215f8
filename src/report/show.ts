import { makeVisible, makeVisibleLine } from '../text/visible.ts'
import type { Report } from './report-shape.ts'
import { type CommandStory, storyOf } from './story.ts'
import { showFault, verifyReceipts } from './verify.ts'

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
    ...verifyReceipts(report).map((fault) => `DOES NOT HOLD TOGETHER: ${showFault(fault)}`),
    ...report.commands.flatMap((entry) => commandLines(storyOf(report, entry))),
    ...(notes.length === 0 ? [] : ['', ...notes]),
  ]
  return `${lines.map(makeVisibleLine).join('\n')}\n`
}

function commandLines(story: CommandStory): readonly string[] {
  const { id, title, ending, took, reason, justification } = story
  return [
    '',
    `${id} ${ending}${took === undefined ? '' : ` (${took})`}: ${title}`,
    ...quoted(story.run),
    ...story.settings.map((setting) => `    ${setting}`),
    ...(justification === undefined ? [] : [`  the agent says: ${justification}`]),
    ...(reason === undefined ? [] : [`  ${reason}`]),
    `  decision: ${story.decision}`,
    ...story.rules.map((rule) => `    ${rule}`),
    ...story.attempts.flatMap(attemptLines),
    ...story.requests.flatMap(requestLines),
    ...[...story.applied, ...story.warnings.map((warning) => `warning: ${warning}`)].map(
      (line) => `  ${line}`,
    ),
  ]
}

function attemptLines(attempt: CommandStory['attempts'][number]): readonly string[] {
  return [
    `  attempt ${attempt.round}: ${attempt.ending}; grant: ${attempt.grant}`,
    ...attempt.effects.map((effect) => `    outside the grant: ${effect}`),
    ...attempt.diffs.flatMap(({ diff }) => quoted(diff)),
  ]
}

function requestLines({
  id,
  action,
  grant,
  risk,
  answer,
}: CommandStory['requests'][number]): readonly string[] {
  return [
    `  request ${id} to ${action}; would grant: ${grant}`,
    ...(risk === undefined ? [] : [`    risk ${risk.level} (${risk.source}): ${risk.description}`]),
    `    ${answer}`,
  ]
}

function quoted(text: string): readonly string[] {
  return makeVisible(text)
    .replace(/\n$/, '')
    .split('\n')
    .map((line) => `    | ${line}`)
}

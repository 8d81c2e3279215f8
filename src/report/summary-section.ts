import { escapeProse, fence, inlineCode } from '../text/markdown.ts'
import type { CommandStory } from './story.ts'

/** Characters of a text that are shown; what is left out is said. */
const maxShown = 4_000
const maxEffects = 50
/** Of a command that failed, lines at the end of its output: most often they say why. */
const lastLines = 20

/** All that is known of one command: its text, each attempt with its evidence, each request with its answer. */
export function section(story: CommandStory): string {
  const { id, title, ending, reason, settings, justification, redacted, rules } = story
  return [
    '<details>',
    `<summary>${escapeProse(`${id}: ${title}`)} — ${ending}</summary>`,
    '',
    ...(reason === undefined ? [] : [escapeProse(reason), '']),
    fence(cut(story.run), 'bash'),
    '',
    ...items(settings.map(inlineCode)),
    ...(justification === undefined ? [] : [`The agent says: ${escapeProse(justification)}`, '']),
    ...(redacted.length === 0 ? [] : [`Taken out of the text: ${redacted.map(inlineCode).join(', ')}.`, '']),
    ...items(rules.map(escapeProse)),
    ...story.attempts.flatMap((attempt) => attemptLines(attempt, ending)),
    ...story.requests.flatMap(requestLines),
    ...items([...story.applied, ...story.warnings.map((warning) => `warning: ${warning}`)].map(escapeProse)),
    '</details>',
    '',
  ].join('\n')
}

function attemptLines(attempt: CommandStory['attempts'][number], ending: string): readonly string[] {
  const { round, grant, effects, diffs } = attempt
  const more = effects.length - maxEffects
  const outside = [
    ...effects.slice(0, maxEffects).map(inlineCode),
    ...(more > 0 ? [`_and ${more} more, in the report_`] : []),
  ]
  return [
    `**Attempt ${round}**: ${escapeProse(attempt.ending)}. Grant: ${inlineCode(grant)}`,
    '',
    ...(outside.length === 0 ? [] : ['Outside the grant:', '', ...items(outside)]),
    ...diffs.flatMap(({ diff }) => [fence(cut(diff), 'diff'), '']),
    ...(ending === 'failed' ? outputEnd(attempt.output) : []),
  ]
}

function outputEnd(output: CommandStory['attempts'][number]['output']): readonly string[] {
  const { head = '', tail = '' } = output ?? {}
  const end = (tail === '' ? head : tail).trimEnd()
  if (end === '') return []
  const lines = end.split('\n').slice(-lastLines).join('\n')
  return ['The end of its output:', '', fence(lines.slice(-maxShown).toWellFormed(), 'text'), '']
}

function requestLines({
  id,
  action,
  grant,
  risk,
  answer,
}: CommandStory['requests'][number]): readonly string[] {
  const assessed =
    risk === undefined
      ? []
      : [`Risk **${risk.level}** (${risk.source}): ${escapeProse(risk.description)}`, '']
  return [
    `**Request ${inlineCode(id)}** to ${action}: ${escapeProse(answer)}`,
    '',
    `Would grant: ${inlineCode(grant)}`,
    '',
    ...assessed,
  ]
}

function items(lines: readonly string[]): readonly string[] {
  return lines.length === 0 ? [] : [...lines.map((line) => `- ${line}`), '']
}

function cut(text: string): string {
  if (text.length <= maxShown) return text
  const left = text.length - maxShown
  return `${text.slice(0, maxShown).toWellFormed()}\n… ${left} more characters, in the report`
}

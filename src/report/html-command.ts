import { escapeHtml } from '../text/html.ts'
import type { CommandStory } from './story.ts'
import { showBytes } from './words.ts'

/** One command of the page: closed where all went well, open where somebody will want to look. */
export function commandSection(story: CommandStory): string {
  const { id, requests, attempts, reason, justification, redacted } = story
  const isQuiet = (story.ending === 'succeeded' || story.ending === 'skipped') && requests.length === 0
  return `<details${isQuiet ? '' : ' open'}>
${summaryLine(story)}
${reason === undefined ? '' : paragraph(reason)}
${block(story.run, `Text of ${id}`)}
${list(story.settings)}
${justification === undefined ? '' : paragraph(`The agent says: ${justification}`)}
${redacted.length === 0 ? '' : paragraph(`Taken out of the text: ${redacted.join(', ')}`)}
${paragraph(`Decision: ${story.decision}`)}
${list(story.rules)}
${attempts.map((attempt) => attemptPart(attempt, id)).join('\n')}
${requests.map(requestPart).join('\n')}
${list(story.applied)}
${list(story.warnings.map((warning) => `warning: ${warning}`))}
</details>`
}

function summaryLine({ id, title, ending, took = '' }: CommandStory): string {
  return `<summary><span class="badge ${ending.replaceAll(' ', '-')}">${ending}</span> <code>${escapeHtml(id)}</code> ${escapeHtml(title)} <span class="quiet took">${took}</span></summary>`
}

function attemptPart(attempt: CommandStory['attempts'][number], id: string): string {
  const { round, effects, diffs, notes } = attempt
  return `<h3>Attempt ${round}</h3>
${paragraph(`${attempt.ending}. Grant: ${attempt.grant}`)}
${effects.length === 0 ? '' : `<p>Outside the grant:</p>${list(effects)}`}
${diffs.map(({ path, diff }) => diffBlock(diff, `${id}, attempt ${round}: changes to ${path}`)).join('\n')}
${list(notes)}
${outputPart(attempt, id)}`
}

function outputPart({ output, round }: CommandStory['attempts'][number], id: string): string {
  if (output === undefined || output.totalBytes === 0) return ''
  const title = `<h4>Output, ${showBytes(output.totalBytes)}</h4>`
  const head = block(output.head, `${id}, attempt ${round}: output`)
  if (output.tail === '') return `${title}\n${head}`
  const shown = new TextEncoder().encode(output.head + output.tail).length
  const gap = paragraph(`… ${showBytes(Math.max(0, output.totalBytes - shown))} are not kept …`)
  return `${title}\n${head}${gap}${block(output.tail, `${id}, attempt ${round}: end of the output`)}`
}

function requestPart({ id, action, grant, risk, answer }: CommandStory['requests'][number]): string {
  const assessed =
    risk === undefined
      ? ''
      : `<p><span class="badge risk-${risk.level}">risk ${risk.level}</span> ${escapeHtml(risk.description)} <span class="quiet">(${risk.source})</span></p>${list(risk.findings)}`
  return `<h3>Request ${escapeHtml(id)}</h3>
${paragraph(`To ${action}. Would grant: ${grant}`)}
${assessed}
${paragraph(`Answer: ${answer}`)}`
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
      return `<span class="line ${kind}">${escapeHtml(line)}\n</span>`
    })
  return `<pre tabindex="0" role="region" aria-label="${escapeHtml(label)}"><code>${lines.join('')}</code></pre>`
}

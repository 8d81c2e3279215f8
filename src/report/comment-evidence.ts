import type { ApprovalRequest } from '../approval/request.ts'
import type { Effect, FileState, WriteEffect } from '../sandbox/effect.ts'
import { fence, inlineCode } from '../text/markdown.ts'
import type { Redact } from './comment.ts'
import type { Detail } from './comment-request.ts'
import { showBytes, showHost } from './words.ts'

const shownEffects: Readonly<Record<Detail, number>> = { full: 40, brief: 10, bare: 3 }
const maxDiff = 4_000

/** What the attempt did or tried, as a short list, with the changes to files to unfold. */
export function renderEvidence(request: ApprovalRequest, detail: Detail, redact: Redact): readonly string[] {
  const { effects } = request
  if (effects.length === 0) return []
  const shown = effects.slice(0, shownEffects[detail])
  const left = effects.length - shown.length
  const list = shown.map((effect) => `- ${effectLine(effect)}`)
  if (left > 0) list.push(`- and ${left} more, in the job's summary and report`)
  return [list.join('\n'), ...(detail === 'full' ? renderDiffs(shown, redact) : [])]
}

function effectLine(effect: Effect): string {
  const doubt = effect.certainty === 'likely' ? ' (likely: read from an error message)' : ''
  switch (effect.kind) {
    case 'write':
      return `${effect.change ?? 'tried to write'} ${inlineCode(effect.path)}${stateChange(effect)}${doubt}`
    case 'network': {
      const target = inlineCode(showHost({ host: effect.host, port: effect.port }))
      const what = effect.port === undefined ? `asked for the name ${target}` : `tried to reach ${target}`
      return `${what}${effect.reason === undefined ? '' : `, refused: ${inlineCode(effect.reason)}`}${doubt}`
    }
    case 'syscall':
      return `tried the system call ${inlineCode(effect.name)}${doubt}`
  }
}

function stateChange({ before, after }: WriteEffect): string {
  const isSameMode = before?.type === 'file' && after?.type === 'file' && before.mode === after.mode
  if (isSameMode) return ` (${showBytes(before.size)} → ${showBytes(after.size)})`
  const states = [before, after].filter((state) => state !== undefined).map(stateWords)
  return states.length === 0 ? '' : ` (${states.join(' → ')})`
}

function stateWords(state: FileState): string {
  if (state.type === 'symlink') return `link to ${inlineCode(state.linkTarget ?? '?')}`
  if (state.type !== 'file') return state.type
  return `${showBytes(state.size)}, mode ${(state.mode & 0o7777).toString(8)}`
}

function renderDiffs(effects: readonly Effect[], redact: Redact): readonly string[] {
  return effects.flatMap((effect) => {
    if (effect.kind !== 'write' || effect.diff === undefined) return []
    const diff = redact(effect.diff).text
    const isCut = diff.length > maxDiff
    const note = isCut
      ? `\n\n${diff.length - maxDiff} more characters are in the job's summary and report.`
      : ''
    const summary = `<details><summary>Change to ${inlineHtml(effect.path)}</summary>`
    return [`${summary}\n\n${fence(diff.slice(0, maxDiff), 'diff')}${note}\n\n</details>`]
  })
}

// Markdown is not read inside a summary.
function inlineHtml(text: string): string {
  const code = inlineCode(text)
  return code.startsWith('<')
    ? code
    : `<code>${code.slice(1, -1).replace(/[&<>"']/g, (found) => `&#${found.charCodeAt(0)};`)}</code>`
}

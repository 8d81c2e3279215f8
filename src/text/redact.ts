import { holdsEncodedText } from './encoded-finder.ts'
import type { SecretFinder, SecretSpan } from './secret-span.ts'

/** A text without its secrets. */
export type Redacted = {
  readonly text: string
  readonly changed: boolean
  /** What was taken out is more than a word, or a text in another spelling: whoever reads the rest may miss what it does. */
  readonly conceals: boolean
  /** Names of what was taken out, each once. */
  readonly names: readonly string[]
}

/** All spans of all finders, in order, where they touch or overlap made one under the first one's name. */
export function findSecrets(text: string, finders: readonly SecretFinder[]): readonly SecretSpan[] {
  const spans = finders.flatMap((find) => find(text)).sort((a, b) => a.start - b.start || b.end - a.end)
  const merged: SecretSpan[] = []
  for (const span of spans) {
    const last = merged.at(-1)
    if (last === undefined || span.start >= last.end) merged.push(span)
    else if (span.end > last.end || span.from < last.from)
      merged[merged.length - 1] = {
        ...last,
        from: Math.min(last.from, span.from),
        end: Math.max(last.end, span.end),
      }
  }
  return merged
}

/** The text with `[redacted:name]` in place of each span; `onFound` is told of what stood there. */
export function replaceSecrets(
  text: string,
  spans: readonly SecretSpan[],
  onFound: (secret: string) => void,
): Redacted {
  let result = ''
  let position = 0
  let conceals = false
  for (const span of spans) {
    const secret = text.slice(span.start, span.end)
    onFound(secret)
    conceals ||= !/^[\w.+/=~:@-]*$/.test(secret) || holdsEncodedText(secret)
    result += `${text.slice(position, span.start)}${markOf(span.name)}`
    position = span.end
  }
  return {
    text: result + text.slice(position),
    changed: spans.length > 0,
    conceals,
    names: [...new Set(spans.map((span) => span.name))],
  }
}

function markOf(name: string): string {
  return `[redacted:${name.replace(/[^\w.-]/g, '_').slice(0, 60)}]`
}

import type { TextStream } from './log-guard.ts'
import { findSecrets, replaceSecrets } from './redact.ts'
import type { SecretFinder, SecretRule, SecretSpan } from './secret-span.ts'

/** Characters without a newline that are waited for. */
const longestLine = 65_536
/** No secret is longer, but for an encoded text that holds one; so much of a long line is kept back. */
const longestSecret = 20_480

/**
 * Redacts a text that comes in pieces. Where its lines are no longer than 64 Ki characters the result is that of the whole text,
 * whatever the pieces. Of a longer line its beginning may be shown although it is encoded and a secret further on in the same
 * code takes the rest with it.
 */
export function createRedactionStream(
  finders: readonly SecretFinder[],
  rules: readonly SecretRule[],
  onFound: (secret: string) => void,
): TextStream {
  let held = ''
  let isInCode = false

  /** The rest of an encoded text whose beginning was taken out goes as well. */
  function withoutCode(text: string): string {
    if (!isInCode) return text
    const rest = text.replace(/^[\w.~*!'()%+/=-]+/, '')
    isInCode = rest === ''
    return rest
  }

  function release(): string {
    const line = held.lastIndexOf('\n') + 1
    const isLong = held.length - line > longestLine
    const spans = findSecrets(held, finders)
    const cut = isLong
      ? cutBefore(codeBorder(held, held.length - longestSecret), spans, (from) => from)
      : cutBefore(openFrom(held.slice(0, line), rules), spans, (from) => lineStart(held, from))
    const end = spans.find((span) => span.start < cut && span.end > cut)?.end ?? cut
    isInCode = isLong && end === held.length
    const ready = held.slice(0, end)
    held = held.slice(end)
    return replaceSecrets(
      ready,
      spans.filter((span) => span.start < cut),
      onFound,
    ).text
  }

  return {
    write: (text) => {
      const added = withoutCode(text)
      held += added
      return added.includes('\n') || held.length > longestLine ? release() : ''
    },
    end: () => {
      const rest = replaceSecrets(held, findSecrets(held, finders), onFound).text
      held = ''
      return rest
    },
  }
}

/** The end of the text, or an earlier line that the next one may show to hold a secret. */
function openFrom(text: string, rules: readonly SecretRule[]): number {
  const from = rules.reduce((first, rule) => Math.min(first, rule.openFrom?.(text) ?? first), text.length)
  return lineStart(text, from)
}

/** The start of the line. What is found may depend on what stands before it in its line, so lines are not parted. */
function lineStart(text: string, position: number): number {
  return position === 0 ? 0 : text.lastIndexOf('\n', position - 1) + 1
}

/** The last place at or before `wanted` that parts no character of an encoded text: four of base64, two of hex, `%41`. */
function codeBorder(text: string, wanted: number): number {
  let start = wanted
  while (start > 0 && /[\w+/-]/.test(text.charAt(start - 1))) start -= 1
  const border = wanted - ((wanted - start) % 4)
  return text.charAt(border - 1) === '%' ? border - 1 : border
}

/**
 * A place at or before `wanted` that no secret crosses. One that reaches it may go on in the next piece (a private key): it is waited
 * for, up to the longest secret.
 */
function cutBefore(
  wanted: number,
  spans: readonly SecretSpan[],
  borderBefore: (from: number) => number,
): number {
  return spans.reduceRight(
    (cut, { from, end }) =>
      from < cut && end >= cut && wanted - from <= longestSecret ? borderBefore(from) : cut,
    wanted,
  )
}

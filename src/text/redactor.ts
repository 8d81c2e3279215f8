import { findInContext } from './context-finder.ts'
import { createEncodedFinder } from './encoded-finder.ts'
import type { TextStream } from './log-guard.ts'
import { createValueFinder, findSecrets, type KnownSecret, type Redacted, replaceSecrets } from './redact.ts'
import type { SecretFinder, SecretSpan } from './secret-span.ts'
import { createTokenFinder } from './token-finder.ts'

/** Takes secrets out of texts: the one way by which text reaches log, comment, summary, report, model and error messages. */
export type Redactor = {
  /** The whole text at once. Redact before cutting: half a secret is not recognised. */
  readonly redact: (text: string) => Redacted
  /** The same for a text that comes in pieces: what could be the beginning of a secret is held back. */
  readonly stream: () => TextStream
}

/**
 * A redactor that knows these values (in all the forms of `formsOf`), the shapes of secrets, and what further finders find.
 * Values shorter than four characters are not looked for.
 */
export function createRedactor(options: {
  readonly values: readonly KnownSecret[]
  readonly finders?: readonly SecretFinder[]
}): Redactor {
  const shapes = [findInContext, createTokenFinder(), ...(options.finders ?? [])]
  const finders = [createValueFinder(options.values), ...shapes, createEncodedFinder(shapes)]
  return {
    redact: (text) => replaceSecrets(text, findSecrets(text, finders)),
    stream: () => createRedactionStream(finders),
  }
}

/** Characters without a newline that are waited for. */
const longestLine = 65_536
/** No secret that is looked for is longer; so much of an unfinished line is kept back when a part of it must go. */
const longestSecret = 20_480

function createRedactionStream(finders: readonly SecretFinder[]): TextStream {
  let held = ''
  return {
    write: (text) => {
      held += text
      const line = held.lastIndexOf('\n') + 1
      if (line === 0 && held.length <= longestLine) return ''
      const spans = findSecrets(held, finders)
      const wanted = held.length - line > longestLine ? held.length - longestSecret : line
      const cut = cutBefore(wanted, spans)
      const ready = held.slice(0, cut)
      held = held.slice(cut)
      return replaceSecrets(
        ready,
        spans.filter((span) => span.start < cut).map((span) => ({ ...span, end: Math.min(span.end, cut) })),
      ).text
    },
    end: () => {
      const rest = replaceSecrets(held, findSecrets(held, finders)).text
      held = ''
      return rest
    },
  }
}

/**
 * The last place at or before `wanted` that no secret crosses. One that reaches the end may go on in the next piece (a private
 * key): it is waited for, up to the longest secret.
 */
function cutBefore(wanted: number, spans: readonly SecretSpan[]): number {
  const crossing = spans.findLast((span) => span.from < wanted && span.end >= wanted)
  return crossing === undefined || wanted - crossing.from > longestSecret ? wanted : crossing.from
}

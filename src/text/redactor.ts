import { contextRules } from './context-rules.ts'
import { createEncodedFinder } from './encoded-finder.ts'
import type { TextStream } from './log-guard.ts'
import { findSecrets, type Redacted, replaceSecrets } from './redact.ts'
import { createRedactionStream } from './redaction-stream.ts'
import { createRuleFinder } from './rule-finder.ts'
import type { SecretRule } from './secret-span.ts'
import { tokenRules } from './token-rules.ts'
import { type KnownSecret, valueRule } from './value-rule.ts'

/** Takes secrets out of texts: the one way by which text reaches log, comment, summary, report, model and error messages. */
export type Redactor = {
  /** The whole text at once. Redact before cutting: half a secret is not recognised. */
  readonly redact: (text: string) => Redacted
  /** The same for a text that comes in pieces: what could be the beginning of a secret is held back. */
  readonly stream: () => TextStream
}

/**
 * A redactor that knows these values (in all the forms of `formsOf`), the shapes of secrets, and what further rules find. Values
 * shorter than four characters are not looked for. `onFound` is told of each text that is taken out, every time.
 */
export function createRedactor(options: {
  readonly values: readonly KnownSecret[]
  readonly rules?: readonly SecretRule[]
  readonly onFound?: (secret: string) => void
}): Redactor {
  const { onFound = () => undefined } = options
  const shapes = [...contextRules, ...tokenRules, ...(options.rules ?? [])]
  const rules = [valueRule(options.values), ...shapes]
  const finders = [createRuleFinder(rules), createEncodedFinder(createRuleFinder(shapes))]
  return {
    redact: (text) => replaceSecrets(text, findSecrets(text, finders), onFound),
    stream: () => createRedactionStream(finders, rules, onFound),
  }
}

import type { SecretLintRuleContext, SecretLintSourceCode } from '@secretlint/types'
import { GateError } from '../errors.ts'
import type { SecretFinder, SecretSpan } from '../text/secret-span.ts'

/**
 * Left out: the rule by which a text could switch the others off (`secretlint-disable`; what is redacted here is an attacker's
 * text and has no say in it), and those that go by a file's name.
 */
const left = ['filter-comments', 'gcp']

/**
 * secretlint's recommended rules as a finder. They run without secretlint's own engine, which is asynchronous and obeys comments
 * in the text. Loaded when first needed. Throws INTERNAL where this Node can't load them (secretlint needs Node 22).
 */
export async function loadSecretlint(): Promise<SecretFinder> {
  const { rules } = await loadPreset()
  const named = rules.flatMap((rule) => {
    const name = rule.meta.id.replace(/^.*secretlint-rule-/, '')
    return left.includes(name) ? [] : [{ name, rule }]
  })
  return (text) => {
    const found: SecretSpan[] = []
    const source = sourceOf(text)
    for (const { name, rule } of named) {
      const context = contextFor((start, end) => found.push({ from: start, start, end, name }))
      const result = rule.create(context, {}).file?.(source)
      if (result instanceof Promise) result.catch(() => {})
    }
    return found
  }
}

async function loadPreset() {
  try {
    return await import('@secretlint/secretlint-rule-preset-recommend')
  } catch (cause) {
    throw new GateError('INTERNAL', `the rules that find secrets could not be loaded: ${String(cause)}`, {
      cause,
      hint: 'Run it with Node 22 or later.',
    })
  }
}

function contextFor(found: (start: number, end: number) => void): SecretLintRuleContext {
  return {
    sharedOptions: {},
    createTranslator: () => (messageId, data) => ({ messageId: String(messageId), message: '', data }),
    report: ({ range: [start, end] }) => found(start, end),
    ignore: () => {},
  }
}

function sourceOf(content: string): SecretLintSourceCode {
  const nowhere = { line: 1, column: 0 }
  return {
    hasBOM: false,
    content,
    filePath: undefined,
    physicalFilePath: undefined,
    contentType: 'text',
    ext: '',
    getFilePath: () => undefined,
    getPhysicalFilePath: () => undefined,
    locationToRange: () => [0, 0],
    rangeToLocation: () => ({ start: nowhere, end: nowhere }),
    positionToIndex: () => 0,
    indexToPosition: () => nowhere,
  }
}

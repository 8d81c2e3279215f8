import assert from 'node:assert/strict'
import { Buffer } from 'node:buffer'
import { describe, it } from 'node:test'
import { rules } from '@secretlint/secretlint-rule-preset-recommend'
import fc from 'fast-check'
import { loadSecretlint } from '../../src/adapters/secretlint.ts'
import { createRuleFinder } from '../../src/text/rule-finder.ts'
import { drawTokens } from '../text/tokens.ts'

const known = await loadSecretlint()

/** The patterns with which a rule searches a text. */
function patternsOf(rule: (typeof rules)[number]): readonly RegExp[] {
  const searched: RegExp[] = []
  const content = Object.assign(Object(''), {
    matchAll: (pattern: RegExp) => {
      searched.push(pattern)
      return []
    },
  })
  const context = { sharedOptions: {}, createTranslator: () => () => '', report: () => {}, ignore: () => {} }
  const source = { content, filePath: undefined, physicalFilePath: undefined, ext: '', contentType: 'text' }
  // Only what these rules use of a context and a source.
  rule.create(context as never, {}).file?.(source as never)
  return searched
}

/** The same pattern without what fast-check can't draw: conditions (it draws more then) and the other case (words have none). */
function drawable({ source, flags }: RegExp): RegExp {
  return new RegExp(source.replace(/\(\?<?![^()]*\)|\\b/g, ''), flags.replace(/[gi]/g, ''))
}

describe('the words of which one is in everything that a rule of secretlint finds', () => {
  for (const { rule, words } of named()) {
    it(`${rule.meta.id}: ${words.join(' ')}`, () => {
      const patterns = patternsOf(rule)
      assert.notDeepEqual(patterns, [])
      assert.notDeepEqual(
        words,
        [],
        'name its words in src/adapters/secretlint.ts, or every text is searched',
      )
      for (const pattern of patterns)
        fc.assert(
          fc.property(fc.stringMatching(drawable(pattern)), (found) =>
            words.some((word) => found.toLowerCase().includes(word)),
          ),
          { numRuns: 200 },
        )
    })
  }

  it('finds the same as where every rule looks at every text', () => {
    const everywhere = createRuleFinder(known.map((rule) => ({ ...rule, words: [] })))
    const byWords = createRuleFinder(known)
    const texts = [1, 2, 3]
      .flatMap(drawTokens)
      .flatMap(({ text }) => [text, Buffer.from(text).toString('base64')])
    const found = texts.filter((text) => everywhere(`x ${text}\n`).length > 0)
    assert.ok(found.length > 60)
    for (const text of texts) assert.deepEqual(byWords(`x ${text}\n`), everywhere(`x ${text}\n`))
  })
})

/** Each rule of the preset that is used, with its words. */
function named() {
  const used = rules.filter(({ meta }) => !/rule-(?:filter-comments|gcp)$/.test(meta.id))
  assert.equal(used.length, known.length)
  return used.map((rule, index) => ({ rule, words: known[index]?.words ?? [] }))
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { makeVisible, makeVisibleLine } from '../../src/text/visible.ts'

describe('makeVisible: a text looks like what it is', () => {
  const rows = [
    ['plain text, newline and tab stay', 'a b\n\tc', 'a b\n\tc'],
    ['other scripts and emoji stay', 'äöü 日本語 😀', 'äöü 日本語 😀'],
    ['a carriage return', 'safe\revil', 'safe\\u{d}evil'],
    ['escape and C1 controls', '\x1b[2J\x9b', '\\u{1b}[2J\\u{9b}'],
    ['bidirectional overrides (Trojan Source)', 'a\u202eb\u2066c', 'a\\u{202e}b\\u{2066}c'],
    [
      'zero-width characters and the byte order mark',
      'a\u200b\u200d\ufeffb',
      'a\\u{200b}\\u{200d}\\u{feff}b',
    ],
    ['a soft hyphen and fillers', '\u00ad\u115f\u3164\u2800', '\\u{ad}\\u{115f}\\u{3164}\\u{2800}'],
    ['tags that hide a text', '\u{e0041}\u{e007f}', '\\u{e0041}\\u{e007f}'],
    ['blanks that are no separators in a shell', 'rm\u00a0-rf\u3000/', 'rm\\u{a0}-rf\\u{3000}/'],
    ['a lone surrogate', 'a\ud800b', 'a\\u{d800}b'],
    ['line and paragraph separators', 'a\u2028b\u2029', 'a\\u{2028}b\\u{2029}'],
    ['variation selectors', 'a\ufe0f\u{e0100}', 'a\\u{fe0f}\\u{e0100}'],
  ] as const
  for (const [title, given, expected] of rows) {
    it(title, () => assert.equal(makeVisible(given), expected))
  }

  it('leaves nothing unseen in any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        const shown = makeVisible(text)
        assert.ok(shown.isWellFormed())
        assert.doesNotMatch(
          shown,
          /(?![\n\t ])[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Z}\p{Default_Ignorable_Code_Point}]/u,
        )
        assert.equal(makeVisible(shown), shown)
        assert.doesNotMatch(makeVisibleLine(text), /[\n\t]/)
      }),
      { numRuns: 2000 },
    )
  })
})

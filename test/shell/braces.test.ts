import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { expandBraces } from '../../src/shell/braces.ts'

const words = [
  'a',
  '{a,b}',
  'x{a,b}y',
  '{a,b}{c,d}',
  '{a,{b,c}}',
  '{a}',
  '{}',
  '{a,b',
  'a,b}',
  '{,a}',
  '{1..4}',
  '{4..1}',
  '{1..9..3}',
  '{01..03}',
  '{-1..1}',
  '{a..e}',
  '{e..a..2}',
  '{a,b}{1..2}',
  'a{b,c}d{e,f}g',
  '"{a,b}"',
  "'{a,b}'",
  '\\{a,b}',
  '{a\\,b,c}',
  '${x}{a,b}',
  '{{a,b}',
  '{a,b}}',
  '{a..}',
  '{1..a}',
  'a{,}b',
  '{a,"b c"}',
]

describe('braces expand as bash expands them', () => {
  for (const word of words) {
    it(word, () => {
      // What expandBraces leaves in place (quotes, escapes, variables) is resolved by bash on both sides.
      const run = (text: string) =>
        spawnSync('bash', ['-c', `printf '%s\\n' ${text}`], { encoding: 'utf8' }).stdout
      const ours = (expandBraces(word) ?? []).filter((text) => text !== '')
      const shielded = ours.map((text) =>
        text.includes('"') || text.includes("'") || text.includes('$')
          ? text
          : text.replace(/(?<!\\)([{},])/g, '\\$1'),
      )
      assert.equal(run(shielded.join(' ')), run(word))
    })
  }
  it('gives up on more than it can follow', () => {
    assert.equal(expandBraces('{1..100000}'), undefined)
    assert.equal(expandBraces('{a,b}'.repeat(20)), undefined)
  })
})

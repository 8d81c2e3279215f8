import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { removals } from '../../scripts/removals.ts'
import { read } from './documents.ts'

const page = 'docs/threat-model.md'
const numbers = Array.from({ length: 28 }, (_, at) => `A${at + 1}`)
const rows = new Map(
  read(page)
    .split('\n')
    .flatMap((line) => {
      const [, attack] = /^\| (A\d+) \|/.exec(line) ?? []
      return attack === undefined ? [] : [[attack, line] as const]
    }),
)

describe('the attacks by their numbers', () => {
  it('are all on the page, in their order', () => assert.deepEqual([...rows.keys()], numbers))

  it('have each a defence that can be taken away', () => {
    assert.deepEqual([...new Set(removals.map(({ attack }) => attack))], numbers)
  })

  for (const { attack, defence, edits, test, title } of removals) {
    it(`${attack}: ${defence}: stands where the page says, and has its test`, () => {
      for (const { file, find } of edits) {
        assert.equal(read(file).split(find).length, 2, `${file} has it once: ${find}`)
      }
      const row = rows.get(attack) ?? ''
      assert.ok(
        edits.some(({ file }) => row.includes(`(../${file})`)),
        `the row of ${attack} names its place`,
      )
      assert.ok(row.includes(`(../${test})`), `the row of ${attack} names ${test}`)
      // Titles of tables end in a number that is put there when they run.
      assert.ok(read(test).includes(title.replace(/\d$/, '')), title)
    })
  }
})

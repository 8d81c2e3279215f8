import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { renderPlain } from './comment-scene.ts'
import { commentStates } from './comment-states.ts'

const pictures = join(import.meta.dirname, '../../docs/pictures')
const digests: unknown = JSON.parse(readFileSync(join(pictures, 'digests.json'), 'utf8'))
const names = commentStates.flatMap(({ name }) =>
  ['dark', 'light'].map((theme) => `comment-${name}-${theme}.png`),
)

describe('the pictures in the documents', () => {
  it('show the comment as it is rendered now: if not, run node scripts/pictures.ts', () => {
    const now = commentStates.map(({ name, view }) => [
      name,
      createHash('sha256').update(renderPlain(view).body).digest('hex'),
    ])
    assert.deepEqual(digests, Object.fromEntries(now))
  })

  it('are there, two of each state, and no others', () => {
    assert.deepEqual(readdirSync(pictures).toSorted(), [...names, 'digests.json'].toSorted())
  })

  for (const name of names) {
    it(`${name} is a picture of less than 120 kB`, () => {
      const bytes = readFileSync(join(pictures, name))
      assert.equal(bytes.toString('latin1', 1, 4), 'PNG')
      assert.ok(bytes.length < 120_000, `${bytes.length} bytes`)
    })
  }

  it('are all shown on the page about approvals, in light and dark, with words for who can’t see them', () => {
    const page = readFileSync(join(pictures, '../approvals.md'), 'utf8')
    for (const { name, shows } of commentStates) {
      for (const theme of ['dark', 'light'])
        assert.ok(page.includes(`pictures/comment-${name}-${theme}.png`), name)
      assert.ok(page.includes(shows), shows)
    }
  })
})

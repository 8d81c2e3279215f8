import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { networkEffects } from '../../../src/adapters/egress/evidence.ts'
import { decodeReport } from '../../../src/adapters/egress/report.ts'
import { lineReader, manners } from '../../../src/adapters/egress/wire.ts'
import { hosts, renderEffect } from './inside.ts'

const nobody = { allow: [], deny: [] }

describe('what contacts amount to', () => {
  function effects(
    contacts: readonly string[],
    reach: Parameters<typeof networkEffects>[1],
    more = 0,
  ): readonly string[] {
    const record = contacts.map((text) => {
      const [host = '', port, manner] = text.split(' ')
      const known = manners.find((name) => name === manner) ?? (port === undefined ? 'question' : 'tcp')
      return { host, port: port === undefined || port === '-' ? undefined : Number(port), manner: known }
    })
    return networkEffects({ contacts: record, more, refusals: [] }, reach).map(renderEffect)
  }
  it('a question that a connection followed is told as the connection', () => {
    assert.deepEqual(effects(['a.example', 'a.example 443'], nobody), ['a.example 443'])
  })
  it('a question alone is told as a question', () => {
    assert.deepEqual(effects(['a.example'], nobody), ['a.example'])
  })
  it('what the grant covers is not told, its question neither', () => {
    const reach = { allow: hosts('a.example:22'), deny: [] }
    assert.deepEqual(effects(['a.example', 'a.example 22'], reach), [])
    assert.deepEqual(effects(['a.example'], reach), [])
  })
  it('another port of a granted host is told', () => {
    assert.deepEqual(effects(['a.example 25', 'a.example 443'], { allow: hosts('a.example'), deny: [] }), [
      'a.example 25',
    ])
  })
  it('what is denied although it is allowed says so', () => {
    const reach = { allow: hosts('a.example'), deny: hosts('a.example') }
    assert.deepEqual(effects(['a.example 443'], reach), ['a.example 443: the policy denies this host'])
  })
  it('datagrams are told as never carried, granted or not, unless a connection went to the same place', () => {
    const reach = { allow: hosts('a.example'), deny: [] }
    const never = 'sent by UDP, which is never carried'
    assert.deepEqual(effects(['a.example 443 udp', 'b.example 53 udp'], reach), [
      `a.example 443: ${never}`,
      `b.example 53: ${never}`,
    ])
    assert.deepEqual(effects(['a.example 443 udp', 'a.example 443'], reach), [])
    assert.deepEqual(effects(['b.example 443 udp', 'b.example 443'], reach), ['b.example 443'])
  })
  it('a ping is told once, and not its question as well', () => {
    assert.deepEqual(effects(['a.example', 'a.example - other'], nobody), [
      'a.example: sent by a protocol that is never carried',
    ])
  })
  it('a ping is told although its host is granted', () => {
    const reach = { allow: hosts('a.example'), deny: [] }
    assert.deepEqual(effects(['a.example', 'a.example - other'], reach), [
      'a.example: sent by a protocol that is never carried',
    ])
  })
  it('what did not fit is counted', () => {
    assert.deepEqual(effects([], nobody, 2), ['others: 2 more attempts followed that are not listed'])
    assert.deepEqual(effects(['a.example 443'], nobody, 7), [
      'a.example 443',
      'others: 7 more attempts followed that are not listed',
    ])
  })
  it('a granted connection that was not carried is told with its reason', () => {
    const refusals = [{ host: 'a.example', port: 443, reason: 'why' }]
    const contacts = [{ host: 'a.example', port: 443, manner: 'tcp' as const }]
    const reach = { allow: hosts('a.example'), deny: [] }
    assert.deepEqual(networkEffects({ contacts, more: 0, refusals }, reach).map(renderEffect), [
      'a.example 443: why',
    ])
  })
})

describe('a report of the egress process', () => {
  const ended = {
    kind: 'ended',
    attempt: 1,
    more: 0,
    contacts: [
      { host: 'a', port: 1, manner: 'tcp' },
      { host: 'b', manner: 'question' },
    ],
  }
  it('is taken as it is when it is one', () => {
    assert.deepEqual(decodeReport(ended, 10), {
      ...ended,
      contacts: [
        { host: 'a', port: 1, manner: 'tcp' },
        { host: 'b', port: undefined, manner: 'question' },
      ],
    })
  })
  it('is cut to the bound', () => {
    const report = decodeReport(ended, 1)
    assert.equal(report?.kind === 'ended' && report.contacts.length, 1)
  })
  it('loses contacts that are none, and is nothing when it is another thing', () => {
    const odd = [
      { host: 1, manner: 'tcp' },
      { host: '', manner: 'tcp' },
      { host: 'a b', manner: 'tcp' },
      { host: 'x'.repeat(2000), manner: 'tcp' },
      { host: 'a', port: 70_000, manner: 'tcp' },
      { host: 'a', port: 1, manner: 'mail' },
      null,
      [],
      'a',
    ]
    const report = decodeReport({ ...ended, contacts: odd }, 100)
    assert.deepEqual(report?.kind === 'ended' && report.contacts, [])
    for (const value of [
      null,
      1,
      'x',
      [],
      {},
      { kind: 'other' },
      { ...ended, attempt: '1' },
      { kind: 'ended' },
    ]) {
      assert.equal(decodeReport(value, 10), undefined)
    }
  })
})

describe('lines', () => {
  function read(chunks: readonly string[], maxBytes = 100): readonly string[] {
    const seen: string[] = []
    const reader = lineReader(
      maxBytes,
      (value) => seen.push(JSON.stringify(value)),
      (reason) => seen.push(`broken: ${reason}`),
    )
    for (const chunk of chunks) reader(Buffer.from(chunk))
    return seen
  }
  it('are put together and taken apart wherever they are cut', () => {
    assert.deepEqual(read(['{"a', '":1}\n[2', ']\n', '3\n4', '\n']), ['{"a":1}', '[2]', '3', '4'])
  })
  it('end the reading, once, where one is no JSON or has no end', () => {
    assert.deepEqual(read(['1\nx\n2\ny\n', '3\n']), ['1', 'broken: a line that is no JSON'])
    assert.deepEqual(read(['x'.repeat(101), 'y'.repeat(200), '\n1\n']), [
      'broken: a line of more than 100 bytes',
    ])
  })
})

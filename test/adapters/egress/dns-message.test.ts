import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createContacts } from '../../../src/adapters/egress/inside/contacts.ts'
import { createResolver } from '../../../src/adapters/egress/inside/dns.ts'
import { readQuestion } from '../../../src/adapters/egress/inside/dns-message.ts'
import { createNames } from '../../../src/adapters/egress/inside/names.ts'

function query(name: string | readonly string[], type = 1, extra = Buffer.alloc(0)): Buffer {
  const labels = typeof name === 'string' ? name.split('.').filter((label) => label !== '') : name
  const parts = labels.flatMap((label) => [Buffer.from([label.length]), Buffer.from(label, 'latin1')])
  const head = Buffer.from([0xab, 0xcd, 1, 0, 0, 1, 0, 0, 0, 0, 0, extra.length > 0 ? 1 : 0])
  return Buffer.concat([head, ...parts, Buffer.from([0, 0, type, 0, 1]), extra])
}

function setUp(limit = 100) {
  const contacts = createContacts(1000, () => false)
  const names = createNames(limit)
  const resolve = createResolver(names, contacts, ['runner-7'])
  function ask(message: Buffer): string {
    const reply = resolve(message)
    if (reply === undefined) return 'no answer'
    assert.equal(reply.readUInt16BE(0), 0xabcd)
    assert.equal(reply.readUInt16BE(2) & 0x8000, 0x8000)
    const code = reply.readUInt16BE(2) & 15
    return reply.readUInt16BE(6) === 0 ? `none ${code}` : [...reply.subarray(-4)].join('.')
  }
  return { ask, names, asked: () => contacts.take().contacts.map(({ host }) => host) }
}

describe('the name server inside', () => {
  it('gives each name an address of its own, the same one each time', () => {
    const { ask, names } = setUp()
    assert.deepEqual(
      [ask(query('a.example')), ask(query('b.example')), ask(query('A.EXAMPLE'))],
      ['198.18.1.0', '198.18.1.1', '198.18.1.0'],
    )
    assert.deepEqual([names.hostOf('198.18.1.1'), names.hostOf('8.8.8.8')], ['b.example', '8.8.8.8'])
  })
  it('knows no IPv6 address, mail server or text, and records the question', () => {
    const { ask, asked } = setUp()
    assert.deepEqual(
      [28, 15, 16, 65].map((type) => ask(query(`t${type}.example`, type))),
      Array(4).fill('none 0'),
    )
    assert.deepEqual(asked(), ['t28.example', 't15.example', 't16.example', 't65.example'])
  })
  it('answers a question with an EDNS option', () => {
    const option = Buffer.from([0, 0, 41, 16, 0, 0, 0, 0, 0, 0, 0])
    assert.equal(setUp().ask(query('a.example', 1, option)), '198.18.1.0')
  })
  it('takes localhost and the own host name for the command itself, and records nothing', () => {
    const { ask, asked } = setUp()
    assert.deepEqual(
      ['localhost', 'x.localhost', 'runner-7'].map((name) => ask(query(name))),
      Array(3).fill('127.0.0.1'),
    )
    assert.deepEqual(asked(), [])
  })
  it('records a reverse question as the address that it is about, unless it is the own one', () => {
    const { ask, asked } = setUp()
    for (const name of ['8.8.4.4', '1.0.0.127', '1.1.18.198', '1.1.19.198'])
      ask(query(`${name}.in-addr.arpa`, 12))
    const nibbles = (address: string) => `${address.split('').reverse().join('.')}.ip6.arpa`
    ask(query(nibbles(`${'0'.repeat(31)}1`), 12))
    ask(query(nibbles(`26064700${'0'.repeat(20)}1111`), 12))
    assert.deepEqual(asked(), ['4.4.8.8', '2606:4700::1111'])
  })
  it('records a question about a service as one about its host', () => {
    const { ask, asked } = setUp()
    for (const name of ['_http._tcp.a.example', '_8443._https.b.example', '_dmarc.c.example'])
      ask(query(name, 33))
    assert.deepEqual(asked(), ['a.example', 'b.example', '_dmarc.c.example'])
  })
  it('gives no address to a name that no host has, and records it so that it can be shown', () => {
    const { ask, asked } = setUp()
    assert.deepEqual(
      [ask(query(['a b', 'example'])), ask(query(['\x1b[2J', 'example']))],
      ['none 5', 'none 5'],
    )
    assert.deepEqual(asked(), ['a\\032b.example', '\\027\\0912j.example'])
  })
  it('gives no more addresses than it has room for', () => {
    const { ask } = setUp(2)
    assert.deepEqual(
      ['a', 'b', 'c', 'a'].map((name) => ask(query(name))),
      ['198.18.1.0', '198.18.1.1', 'none 5', '198.18.1.0'],
    )
  })
  it('ignores what is no question', () => {
    const { ask } = setUp()
    const compressed = Buffer.concat([query('').subarray(0, 12), Buffer.from([0xc0, 12, 0, 1, 0, 1])])
    const response = query('a.example')
    response.writeUInt8(0x81, 2)
    const two = query('a.example')
    two.writeUInt16BE(2, 4)
    for (const message of [compressed, response, two, Buffer.alloc(5), query('a.example').subarray(0, 20)]) {
      assert.equal(ask(message), 'no answer')
    }
  })
  it('survives any bytes, and never writes a name that could deceive a reader', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), (bytes) => {
        const question = readQuestion(Buffer.from(bytes))
        if (question !== undefined) assert.match(question.name, /^[a-z0-9_.\\-]*$/)
      }),
    )
    fc.assert(
      fc.property(
        fc.array(fc.string({ unit: 'binary-ascii', minLength: 1, maxLength: 63 }), { maxLength: 3 }),
        (labels) => {
          assert.match(readQuestion(query(labels))?.name ?? 'x', /^[a-z0-9_.\\-]*$/)
        },
      ),
    )
  })
})

describe('names', () => {
  it('stay within 198.18.0.0/15 however many there are', () => {
    const names = createNames(70_000)
    const all = new Set(Array.from({ length: 70_000 }, (_, index) => names.addressOf(`n${index}`)))
    assert.equal(all.size, 70_000)
    for (const address of all) assert.match(address ?? '', /^198\.1[89]\.\d{1,3}\.\d{1,3}$/)
  })
})

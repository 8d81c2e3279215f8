import assert from 'node:assert/strict'
import { type AddressInfo, createServer } from 'node:net'
import { before, describe, it } from 'node:test'
import { type ConnectionOptions, connect } from 'node:tls'
import fc from 'fast-check'
import { parseClientHello } from '../../../src/adapters/egress/client-hello.ts'

/** The first bytes that a real client sends. */
async function recordHello(options: ConnectionOptions): Promise<Buffer> {
  const chunks: Buffer[] = []
  const server = createServer((socket) => {
    socket.on('error', () => {})
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk)
      if (parseClientHello(Buffer.concat(chunks)).kind === 'hello') socket.destroy()
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  const { port } = server.address() as AddressInfo
  await new Promise<void>((done) => {
    connect({ ...options, host: '127.0.0.1', port })
      .on('error', () => {})
      .on('close', () => done())
  })
  server.close()
  return Buffer.concat(chunks)
}

/** Cuts the one record of a hello into records of `size` bytes, as TLS allows. */
function fragment(hello: Buffer, size: number): Buffer {
  const body = hello.subarray(5)
  const parts: Buffer[] = []
  for (let at = 0; at < body.length; at += size) {
    const piece = body.subarray(at, at + size)
    parts.push(Buffer.from([22, 3, 1, piece.length >> 8, piece.length & 0xff]), piece)
  }
  return Buffer.concat(parts)
}

/** A hello with these extensions and nothing unusual else. */
function craft(extensions: readonly (readonly [number, Buffer])[]): Buffer {
  const list = Buffer.concat(
    extensions.flatMap(([type, body]) => [
      Buffer.from([type >> 8, type & 0xff, body.length >> 8, body.length & 0xff]),
      body,
    ]),
  )
  const length = Buffer.from([list.length >> 8, list.length & 0xff])
  const body = Buffer.concat([
    Buffer.from([3, 3]),
    Buffer.alloc(32),
    Buffer.from([0, 0, 2, 0x13, 1, 1, 0]),
    length,
    list,
  ])
  const message = Buffer.concat([Buffer.from([1, 0, body.length >> 8, body.length & 0xff]), body])
  return Buffer.concat([Buffer.from([22, 3, 1, message.length >> 8, message.length & 0xff]), message])
}

function serverName(...names: readonly (readonly [number, string])[]): Buffer {
  const entries = Buffer.concat(
    names.flatMap(([type, name]) => [
      Buffer.from([type, name.length >> 8, name.length & 0xff]),
      Buffer.from(name),
    ]),
  )
  return Buffer.concat([Buffer.from([entries.length >> 8, entries.length & 0xff]), entries])
}

describe('the name in a TLS hello', () => {
  let named: Buffer
  let nameless: Buffer
  let old: Buffer
  before(async () => {
    named = await recordHello({ servername: 'Some.Example', ALPNProtocols: ['h2', 'http/1.1'] })
    nameless = await recordHello({ servername: '' })
    old = await recordHello({ servername: 'old.example', maxVersion: 'TLSv1.2' })
  })

  it('of a real client is read, in lower case', () => {
    assert.deepEqual(parseClientHello(named), { kind: 'hello', serverName: 'some.example' })
    assert.deepEqual(parseClientHello(old), { kind: 'hello', serverName: 'old.example' })
  })
  it('is undefined where the client sends none', () => {
    assert.deepEqual(parseClientHello(nameless), { kind: 'hello', serverName: undefined })
  })
  it('is not guessed before the whole hello is there', () => {
    for (let length = 0; length < named.length; length += 1) {
      assert.deepEqual(parseClientHello(named.subarray(0, length)), { kind: 'incomplete' }, `${length} bytes`)
    }
  })
  it('is found however the hello is cut into records', () => {
    for (const size of [1, 2, 3, 5, 7, 50, 300]) {
      assert.deepEqual(parseClientHello(fragment(named, size)), { kind: 'hello', serverName: 'some.example' })
    }
  })
  it('does not depend on what follows the hello', () => {
    const more = Buffer.concat([named, Buffer.from('evil.example')])
    assert.deepEqual(parseClientHello(more), { kind: 'hello', serverName: 'some.example' })
  })
  it('counts once: two names, two extensions or an odd kind of name are no hello', () => {
    assert.deepEqual(parseClientHello(craft([[0, serverName([0, 'a.example'])]])), {
      kind: 'hello',
      serverName: 'a.example',
    })
    for (const extensions of [
      [[0, serverName([0, 'a.example'], [0, 'b.example'])]],
      [
        [0, serverName([0, 'a.example'])],
        [0, serverName([0, 'b.example'])],
      ],
      [[0, serverName([1, 'a.example'])]],
      [[0, serverName()]],
      [[0, Buffer.concat([serverName([0, 'a.example']), Buffer.from('x')])]],
    ] as const) {
      assert.deepEqual(parseClientHello(craft(extensions)), { kind: 'unreadable' })
    }
  })
  it('is found whatever version its records say', () => {
    const odd = Buffer.from(named)
    odd[1] = 2
    assert.deepEqual(parseClientHello(odd), { kind: 'hello', serverName: 'some.example' })
  })
  it('is not there in what is no hello', () => {
    for (const text of [
      'GET / HTTP/1.1\r\n\r\n',
      'SSH-2.0-x\r\n',
      '\x16\x03\x01\x00\x05\x02\x00\x00\x01x',
      '\x80\x2e\x01',
    ]) {
      assert.deepEqual(parseClientHello(Buffer.from(text, 'latin1')), { kind: 'not-tls' })
    }
  })
  it('is never invented, and reading always ends, whatever bytes come', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => {
        const hello = parseClientHello(Buffer.from(bytes))
        assert.ok(hello.kind !== 'hello' || hello.serverName === undefined)
      }),
    )
    fc.assert(
      fc.property(fc.nat(), fc.nat(255), (at, byte) => {
        const changed = Buffer.from(named)
        changed[at % changed.length] = byte
        assert.ok(['hello', 'not-tls', 'unreadable', 'incomplete'].includes(parseClientHello(changed).kind))
      }),
      { numRuns: 2000 },
    )
  })
})

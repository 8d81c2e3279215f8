import assert from 'node:assert/strict'
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { relayHttp } from '../../../src/adapters/egress/http-relay.ts'

async function listen(
  onSocket: (socket: Socket) => void,
): Promise<{ readonly server: Server; readonly port: number }> {
  const server = createServer((socket) => {
    socket.on('error', () => {})
    onSocket(socket)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return { server, port: (server.address() as AddressInfo).port }
}

describe('neither side can end the gate by what it says over plain HTTP', { concurrency: false }, () => {
  let answer: Buffer = Buffer.alloc(0)
  let heard = ''
  let reasons: string[] = []
  let world: { readonly server: Server; readonly port: number }
  let relay: { readonly server: Server; readonly port: number }

  before(async () => {
    world = await listen((socket) => {
      socket.on('data', (chunk: Buffer) => {
        heard += chunk.toString('latin1')
        socket.end(answer)
      })
    })
    relay = await listen((socket) => {
      relayHttp(socket, 'good.example', {
        connect: () => connect(world.port, '127.0.0.1'),
        onRefused: (reason) => reasons.push(reason),
      })
    })
  })
  after(() => {
    world.server.close()
    relay.server.close()
  })

  /** What a client gets back for its bytes, when the host answers with these. */
  function exchange(request: Buffer, reply: Buffer): Promise<string> {
    answer = reply
    heard = ''
    reasons = []
    return new Promise((done) => {
      let back = ''
      const client = connect(relay.port, '127.0.0.1', () => client.write(request))
      client.setEncoding('latin1').on('data', (text: string) => {
        back += text
      })
      client.on('error', () => {})
      client.on('close', () => done(back))
      client.setTimeout(40, () => client.destroy())
    })
  }
  const fine = Buffer.from('GET / HTTP/1.1\r\nHost: good.example\r\nConnection: close\r\n\r\n')
  const ok = Buffer.from('HTTP/1.1 200 OK\r\nContent-Length: 2\r\n\r\nok')

  it('a good exchange works', async () => {
    assert.match(await exchange(fine, ok), /^HTTP\/1\.1 200 OK\r\n[\s\S]*ok$/)
    assert.match(heard, /^GET \/ HTTP\/1\.1\r\nHost: good\.example\r\n/)
  })

  const replies: readonly string[] = [
    'HTTP/1.1 099 Low\r\n\r\n',
    'HTTP/1.1 000 None\r\n\r\n',
    'HTTP/1.1 999 High\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\nConnection: Upgrade\r\n\r\nraw',
    'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 200 O\x01K\r\n\r\n',
    'HTTP/1.1 200 OK\r\nX: a\x01b\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 200 OK\r\nX: \xff\x80\r\nContent-Length: 0\r\n\r\n',
    'HTTP/1.1 200 OK\r\nContent-Length: 5\r\nContent-Length: 6\r\n\r\nhello',
    'HTTP/1.1 200 OK\r\nContent-Length: 50\r\n\r\nshort',
    'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n',
    `HTTP/1.1 200 OK\r\nX: ${'a'.repeat(100_000)}\r\n\r\n`,
    `HTTP/1.1 200 OK\r\n${'X: y\r\n'.repeat(5000)}\r\n`,
    'HTTP/1.1 204 No Content\r\nContent-Length: 3\r\n\r\nabc',
    'HTTP/2.0 200 OK\r\n\r\n',
    'garbage',
    '',
  ]
  for (const reply of replies) {
    it(`an answer like ${JSON.stringify(reply.slice(0, 50))}`, async () => {
      await exchange(fine, Buffer.from(reply, 'latin1'))
      assert.match(await exchange(fine, ok), /ok$/)
    })
  }

  it('any bytes from the host', async () => {
    const head = fc.constantFrom(
      '',
      'HTTP/1.1 200 OK\r\n',
      'HTTP/1.1 ',
      'HTTP/1.1 200 OK\r\nContent-Length: ',
    )
    await fc.assert(
      fc.asyncProperty(head, fc.uint8Array({ maxLength: 200 }), async (start, bytes) => {
        await exchange(fine, Buffer.concat([Buffer.from(start), bytes]))
      }),
      { numRuns: 150 },
    )
    assert.match(await exchange(fine, ok), /ok$/)
  })

  it('any bytes from the command, and only requests for the granted host get out', async () => {
    const piece = fc.constantFrom(
      'GET ',
      '/',
      ' HTTP/1.1\r\n',
      'Host: good.example\r\n',
      'Host: evil.example\r\n',
      '\r\n',
      'Content-Length: 3\r\n',
      'Transfer-Encoding: chunked\r\n',
      'POST ',
      'http://evil.example/',
      '\x00',
      '\xff',
      'Upgrade: h2c\r\nConnection: Upgrade\r\n',
      '5\r\nhello\r\n0\r\n\r\n',
      'abc',
      ' ',
      '\n',
      'PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n',
    )
    const request = fc.array(piece, { maxLength: 14 }).map((list) => Buffer.from(list.join(''), 'latin1'))
    await fc.assert(
      fc.asyncProperty(request, async (bytes) => {
        await exchange(bytes, ok)
        const starts = heard.match(/^[A-Z]+ \S+ HTTP\/1\.1\r\n/gm) ?? []
        const named = heard.match(/^Host: good\.example\r\n/gim) ?? []
        assert.equal(named.length, starts.length, heard)
        assert.doesNotMatch(heard.split('\r\n\r\n')[0] ?? '', /evil/)
      }),
      { numRuns: 300 },
    )
    assert.match(await exchange(fine, ok), /ok$/)
  })
})

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { type AddressInfo, connect, createServer, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout } from 'node:timers/promises'
import { type Gateway, openGateway } from '../../../src/adapters/egress/gateway.ts'
import { hosts } from './inside.ts'
import { startWorld, type TestWorld } from './world.ts'

describe('the gate does not believe the egress process', { concurrency: false }, () => {
  const directory = mkdtempSync(join(tmpdir(), 'command-gate-gateway-'))
  const socketPath = join(directory, 'gate')
  let gateway: Gateway
  let world: TestWorld

  before(async () => {
    world = await startWorld()
    gateway = await openGateway(socketPath, 'secret')
    gateway.open(
      3,
      { allow: hosts('good.example:22'), deny: [] },
      { resolve: async () => ['93.184.215.14'], permitAddress: () => false, connect: world.connect },
    )
  })
  after(async () => {
    await gateway.close()
    world.close()
    rmSync(directory, { recursive: true })
  })

  /** What comes back on a connection that begins with these bytes. */
  function say(bytes: string | Buffer): Promise<string> {
    return new Promise((done) => {
      let heard = ''
      const socket = connect(socketPath, () => socket.write(bytes))
      socket.on('error', () => {})
      socket.setEncoding('latin1').on('data', (text: string) => {
        heard += text
        socket.end()
      })
      socket.on('close', () => done(heard))
    })
  }
  const passage = { token: 'secret', attempt: 3, host: 'good.example', port: 22 }

  it('a passage with the token, the attempt and a granted target is carried', async () => {
    assert.equal(await say(`${JSON.stringify(passage)}\n`), 'SSH-2.0-test\r\n')
    assert.deepEqual(world.reached.splice(0), ['good.example:22'])
  })

  const refused: readonly (readonly [string, string | Buffer])[] = [
    ['another token', `${JSON.stringify({ ...passage, token: 'secreT' })}\n`],
    ['no token', `${JSON.stringify({ ...passage, token: undefined })}\n`],
    ['the attempt before', `${JSON.stringify({ ...passage, attempt: 2 })}\n`],
    ['a host that is not granted', `${JSON.stringify({ ...passage, host: 'evil.example' })}\n`],
    ['a port that is not granted', `${JSON.stringify({ ...passage, port: 23 })}\n`],
    ['a port that is text', `${JSON.stringify({ ...passage, port: '22' })}\n`],
    ['no JSON', 'GET / HTTP/1.1\n'],
    ['null', 'null\n'],
    ['a line without end', Buffer.alloc(4000, 'x')],
  ]
  for (const [title, bytes] of refused) {
    it(`${title}: nothing comes back and nothing is reached`, async () => {
      assert.equal(await say(bytes), '')
      assert.deepEqual(world.reached, [])
    })
  }

  it('the token is compared before anything else is told: no grant can be probed without it', async () => {
    const started = performance.now()
    await Promise.all(
      Array.from({ length: 300 }, () => say(`${JSON.stringify({ ...passage, token: '' })}\n`)),
    )
    assert.deepEqual(world.reached, [])
    assert.ok(performance.now() - started < 5000)
  })
})

describe('when an attempt is over', () => {
  it('no connection of it stays, though the other side takes nothing', async () => {
    const directory = mkdtempSync(join(tmpdir(), 'command-gate-gateway-'))
    const gateway = await openGateway(join(directory, 'gate'), 'secret')
    const mute = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1')
    await once(mute, 'listening')
    const { port } = mute.address() as AddressInfo
    const outward: Socket[] = []
    const world = {
      resolve: async () => ['93.184.215.14'],
      permitAddress: () => false,
      connect: () => {
        const socket = connect(port, '127.0.0.1')
        outward.push(socket)
        return socket
      },
    }
    const line = JSON.stringify({ token: 'secret', attempt: 1, host: '93.184.215.14', port: 443 })
    gateway.open(1, { allow: hosts('93.184.215.14:443'), deny: [] }, world)
    const inward = connect(join(directory, 'gate')).on('error', () => {})
    inward.write(`${line}\n`)
    inward.write(Buffer.alloc(50 * 1024 * 1024))
    try {
      await once(mute, 'connection')
      const [socket] = outward
      let before = -1
      // Until no more of it goes out.
      for (; socket?.bytesWritten !== before || socket.writableLength === 0; await setTimeout(200)) {
        before = socket?.bytesWritten ?? 0
      }
      await gateway.shut()
      if (socket?.closed === false) await once(socket, 'close', { signal: AbortSignal.timeout(8000) })
      assert.equal(socket?.destroyed, true)
    } finally {
      await gateway.close()
      mute.close()
      rmSync(directory, { recursive: true })
    }
  })
})

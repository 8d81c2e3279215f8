import { createHash, timingSafeEqual } from 'node:crypto'
import { createServer, type Socket } from 'node:net'
import { setTimeout } from 'node:timers/promises'
import { permits, type Reach } from '../../sandbox/hosts.ts'
import { peek } from './peek.ts'
import { relay, type World } from './relay.ts'
import { maxPassageBytes, type Passage } from './wire.ts'

/** A connection that was granted and all the same not carried. */
export type Refusal = { readonly host: string; readonly port: number; readonly reason: string }

/** The gate's own door to the world: carries what the egress process hands over, under the current attempt's grant. */
export type Gateway = {
  readonly open: (attempt: number, reach: Reach, world: World) => void
  /** Ends every connection of the attempt, when what is to be said of each is known; what was granted and refused in it. */
  readonly shut: () => Promise<readonly Refusal[]>
  readonly close: () => Promise<void>
}

const maxConnections = 512
const maxRefusals = 1000
const passageMs = 5000
const settleMs = 2000
/** What a command sent last may still go out; a host that never takes it must not keep its connection, or the gate. */
const lingerMs = 1000

function decodePassage(bytes: Buffer): Passage | 'broken' | undefined {
  const end = bytes.indexOf(10)
  if (end === -1) return undefined
  try {
    const value: unknown = JSON.parse(bytes.toString('latin1', 0, end))
    if (typeof value !== 'object' || value === null) return 'broken'
    const { token, attempt, host, port } = value as Record<string, unknown>
    const whole = typeof token === 'string' && typeof attempt === 'number' && typeof host === 'string'
    return whole && typeof port === 'number' ? { token, attempt, host, port } : 'broken'
  } catch {
    return 'broken'
  }
}

function sameWord(left: string, right: string): boolean {
  const [one, other] = [left, right].map((word) => createHash('sha256').update(word).digest())
  return one !== undefined && other !== undefined && timingSafeEqual(one, other)
}

/** Follows connections to the world, so that none goes on when its attempt is over. */
function trackOutward(): {
  readonly tracked: (connect: World['connect']) => World['connect']
  readonly endOutward: () => void
} {
  const outward = new Set<Socket>()
  return {
    tracked: (connect) => {
      return (...target) => {
        const socket = connect(...target)
        outward.add(socket)
        return socket.once('close', () => outward.delete(socket))
      }
    },
    endOutward: () => {
      const left = [...outward]
      setTimeout(lingerMs, undefined, { ref: false }).then(() => {
        for (const socket of left) socket.destroy()
      })
    },
  }
}

/**
 * Listens on a unix socket. A connection must begin with the token, the current attempt and a target that the grant covers; the
 * egress process has checked the same, but it stands in the line of fire and is not believed.
 */
export async function openGateway(socketPath: string, token: string): Promise<Gateway> {
  const sockets = new Set<Socket>()
  const { tracked, endOutward } = trackOutward()
  const undecided = new Set<Promise<void>>()
  let refusals = new Map<string, Refusal>()
  let current: { readonly attempt: number; readonly reach: Reach; readonly world: World } | undefined

  async function receive(socket: Socket): Promise<void> {
    const limits = { maxBytes: maxPassageBytes, withinMs: passageMs }
    let length = 0
    const passage = await peek(socket, limits, (bytes) => {
      length = bytes.indexOf(10) + 1
      return decodePassage(bytes)
    })
    if (passage === undefined || passage === 'broken' || !sameWord(passage.token, token)) {
      socket.destroy()
      return
    }
    socket.read(length)
    const { attempt, host, port } = passage
    if (current?.attempt !== attempt || !permits(current.reach, host, port)) {
      socket.destroy()
      return
    }
    const { world } = current
    await relay(socket, { host, port }, world, (reason) => {
      const known = current?.attempt === attempt && refusals.size < maxRefusals
      if (known) refusals.set(`${host} ${port} ${reason}`, { host, port, reason })
    })
  }

  const server = createServer({ allowHalfOpen: true, pauseOnConnect: true }, (socket) => {
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    socket.on('error', () => socket.destroy())
    const decision = receive(socket)
      .catch(() => {
        socket.destroy()
      })
      .finally(() => undecided.delete(decision))
    undecided.add(decision)
  })
  server.maxConnections = maxConnections
  await new Promise<void>((done, fail) => {
    server.once('error', fail)
    server.listen({ path: socketPath }, done)
  })

  async function shut(): Promise<readonly Refusal[]> {
    const late = new AbortController()
    await Promise.race([
      Promise.all(undecided),
      setTimeout(settleMs, undefined, { signal: late.signal }).catch(() => {}),
    ])
    late.abort()
    const found = [...refusals.values()]
    refusals = new Map()
    current = undefined
    for (const socket of sockets) socket.destroy()
    endOutward()
    return found
  }
  return {
    open: (attempt, reach, world) => {
      current = { attempt, reach, world: { ...world, connect: tracked(world.connect) } }
    },
    shut,
    close: async () => {
      server.close()
      await shut()
    },
  }
}

import { createServer, type Server, type Socket } from 'node:net'
import { formatAddress, parseAddress, unmapAddress } from '../../../sandbox/address.ts'

/** A connection that a command made: the address and port that it was meant for. */
export type Arrival = { readonly socket: Socket; readonly address: string; readonly port: number }

/** The ports that are listened on, on every address there is. */
export type Listeners = {
  /** Listens on these ports too; resolves when it does. A port that can't be had is left out. */
  readonly open: (ports: readonly number[]) => Promise<void>
  /** Stops listening on ports opened since the start, and drops every connection. */
  readonly reset: () => void
}

const maxConnectionsPerPort = 256

/** The address in the one form in which it is written everywhere. */
export function canonical(address: string): string {
  const bytes = parseAddress(address)
  return bytes === undefined ? address : formatAddress(unmapAddress(bytes))
}

/** Hands every connection to `onArrival`; the sockets are half-open, so that either side may end first. */
export function createListeners(
  permanent: ReadonlySet<number>,
  onArrival: (arrival: Arrival) => void,
): Listeners {
  const servers = new Map<number, Server>()
  const sockets = new Set<Socket>()

  function accept(socket: Socket): void {
    const { localAddress, localPort } = socket
    socket.on('error', () => socket.destroy())
    if (localAddress === undefined || localPort === undefined) {
      socket.destroy()
      return
    }
    sockets.add(socket)
    socket.once('close', () => sockets.delete(socket))
    onArrival({ socket, address: canonical(localAddress), port: localPort })
  }

  async function listen(port: number): Promise<void> {
    const server = createServer({ allowHalfOpen: true, noDelay: true }, accept)
    server.maxConnections = maxConnectionsPerPort
    // `::` takes IPv4 as well; where there is no IPv6, IPv4 alone.
    for (const host of ['::', '0.0.0.0']) {
      const listening = await new Promise<boolean>((done) => {
        server.once('error', () => done(false))
        server.listen({ port, host, backlog: 1024 }, () => done(true))
      })
      server.removeAllListeners('error')
      if (!listening) continue
      server.on('error', () => {})
      servers.set(port, server)
      return
    }
  }

  return {
    open: async (ports) => {
      await Promise.all(ports.filter((port) => !servers.has(port)).map(listen))
    },
    reset: () => {
      for (const socket of sockets) socket.destroy()
      for (const [port, server] of servers) {
        if (permanent.has(port)) continue
        server.close()
        servers.delete(port)
      }
    },
  }
}

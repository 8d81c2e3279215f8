import type { Socket } from 'node:net'
import { parseAddress } from '../../sandbox/address.ts'
import { relayHttp } from './http-relay.ts'
import { peekHello } from './peek.ts'
import { connectTo, findRoute, type PermitAddress, type Resolve } from './upstream.ts'

/** How granted connections reach the world. */
export type World = { readonly resolve: Resolve; readonly permitAddress: PermitAddress }

const helloMs = 15_000

/** Joins two connections; either side may end first, and an error on one ends the other. */
function splice(left: Socket, right: Socket): void {
  left.pipe(right)
  right.pipe(left)
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    one.on('error', () => one.destroy())
    one.on('close', () => other.destroySoon())
  }
}

/** What the first bytes say against the name that was connected to; undefined when they agree. */
async function nameProblem(socket: Socket, host: string, port: number): Promise<string | undefined> {
  const hello = await peekHello(socket, port === 443 ? helloMs : undefined)
  if (hello.kind === 'hello') {
    if (hello.serverName === host) return undefined
    if (hello.serverName !== undefined) return 'TLS asks for another name than the one that was connected to'
    return port === 443 ? 'TLS asks for no name, so it can be anything at that address' : undefined
  }
  return port === 443 ? 'what was sent to port 443 is no TLS' : undefined
}

/**
 * Carries a granted connection to the real host. On port 443 the name in the TLS hello, on port 80 the Host of every request
 * must be the one that was connected to; on other ports a TLS hello must not name another. TLS is never opened. A connection
 * to a granted address goes to that address whatever it says. `onRefused` hears why nothing was carried although it was granted.
 */
export async function relay(
  socket: Socket,
  target: { readonly host: string; readonly port: number },
  world: World,
  onRefused: (reason: string) => void,
): Promise<void> {
  const { host, port } = target
  function stop(reason: string): void {
    if (!socket.destroyed) onRefused(reason)
    socket.destroy()
  }
  const named = parseAddress(host) === undefined
  if (named && port === 443) {
    const problem = await nameProblem(socket, host, port)
    if (problem !== undefined) return stop(problem)
  }
  const route = await findRoute(host, world.resolve, world.permitAddress)
  if (route.kind === 'refused') return stop(route.reason)
  if (route.kind === 'unreachable' || socket.destroyed) {
    socket.destroy()
    return undefined
  }
  const { addresses } = route
  if (named && port === 80) {
    relayHttp(socket, host, { connect: () => connectTo(host, port, addresses), onRefused })
    return undefined
  }
  const upstream = connectTo(host, port, addresses)
  if (!named || port === 443) {
    splice(socket, upstream)
    return undefined
  }
  return await spliceChecked(socket, upstream, target, stop)
}

/** Where the server may speak first: its words go through at once, the client's when they were found to name no other host. */
async function spliceChecked(
  socket: Socket,
  upstream: Socket,
  target: { readonly host: string; readonly port: number },
  stop: (reason: string) => void,
): Promise<void> {
  upstream.on('error', () => upstream.destroy())
  upstream.on('close', () => socket.destroySoon())
  socket.on('error', () => socket.destroy())
  socket.on('close', () => upstream.destroySoon())
  upstream.pipe(socket)
  const problem = await nameProblem(socket, target.host, target.port)
  if (problem === undefined) {
    socket.pipe(upstream)
  } else {
    stop(problem)
  }
}

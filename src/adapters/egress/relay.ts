import type { Socket } from 'node:net'
import { parseAddress } from '../../sandbox/address.ts'
import type { Hello } from './client-hello.ts'
import { relayHttp } from './http-relay.ts'
import { peekHello } from './peek.ts'
import { type Connect, findRoute, type PermitAddress, type Resolve } from './upstream.ts'

/** How granted connections reach the world. */
export type World = {
  readonly resolve: Resolve
  readonly permitAddress: PermitAddress
  readonly connect: Connect
}

const helloMs = 15_000

/** An error or the end of one connection ends the other, once what it still has to say is said. */
function couple(left: Socket, right: Socket): void {
  for (const [one, other] of [
    [left, right],
    [right, left],
  ] as const) {
    one.on('error', () => one.destroy())
    one.on('close', () => other.destroySoon())
  }
}

/** Joins two connections; either side may end first. */
function splice(left: Socket, right: Socket): void {
  couple(left, right)
  left.pipe(right)
  right.pipe(left)
}

/** What the first bytes of a connection come to: they name its host, or why they may not be carried, or there are none. */
type FirstWords =
  | { readonly kind: 'fine' }
  | { readonly kind: 'silent' }
  | { readonly kind: 'bad'; readonly reason: string }

function judge(hello: Hello | undefined, host: string, port: number): FirstWords {
  if (hello === undefined) return { kind: 'silent' }
  if (hello.kind === 'unreadable')
    return { kind: 'bad', reason: 'the name that TLS asks for can not be read' }
  const isTls = hello.kind === 'hello'
  const name = isTls ? hello.serverName : undefined
  if (name !== undefined && name !== host) {
    return { kind: 'bad', reason: 'TLS asks for another name than the one that was connected to' }
  }
  if (port !== 443 || name === host) return { kind: 'fine' }
  return {
    kind: 'bad',
    reason: isTls
      ? 'TLS asks for no name, so it can be anything at that address'
      : 'what was sent to port 443 is no TLS',
  }
}

async function firstWords(socket: Socket, host: string, port: number): Promise<FirstWords> {
  return judge(await peekHello(socket, port === 443 ? helloMs : undefined), host, port)
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
  const mustName = port === 443 && !isAddress(host)
  const words: FirstWords = mustName ? await firstWords(socket, host, port) : { kind: 'fine' }
  const route = words.kind === 'fine' ? await findRoute(host, world.resolve, world.permitAddress) : words
  if ('reason' in route) onRefused(route.reason)
  if (route.kind !== 'route' || socket.destroyed) {
    socket.destroy()
    return
  }
  const { addresses } = route
  const connect = () => world.connect(host, port, addresses)
  if (isAddress(host) || port === 443) splice(socket, connect())
  else if (port === 80) relayHttp(socket, host, { connect, onRefused })
  else spliceChecked(socket, connect(), target, onRefused)
}

function isAddress(host: string): boolean {
  return parseAddress(host) !== undefined
}

/** Where the server may speak first: its words go through at once, the client's when they were found to name no other host. */
function spliceChecked(
  socket: Socket,
  upstream: Socket,
  target: { readonly host: string; readonly port: number },
  onRefused: (reason: string) => void,
): void {
  couple(socket, upstream)
  upstream.pipe(socket)
  firstWords(socket, target.host, target.port).then(
    (words) => {
      if (words.kind !== 'bad') {
        socket.pipe(upstream)
        return
      }
      onRefused(words.reason)
      socket.destroy()
    },
    () => socket.destroy(),
  )
}

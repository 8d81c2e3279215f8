import { connect, type Socket } from 'node:net'
import { networkInterfaces } from 'node:os'
import { parseAddress } from '../../sandbox/address.ts'
import { isPrivateAddress, isSameMachine } from '../../sandbox/private-address.ts'

/** All addresses of a name, as the machine resolves it; rejects where it has none. */
export type Resolve = (host: string) => Promise<readonly string[]>

/** Whether a private address is all right for this host: a registry inside the company, for example. */
export type PermitAddress = (host: string, address: string) => boolean

/** Where to connect to, or why not. `refused` is evidence; `unreachable` is the network's own no. */
export type Route =
  | { readonly kind: 'route'; readonly addresses: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'unreachable' }

/** Opens a connection to one of these addresses. */
export type Connect = (host: string, port: number, addresses: readonly string[]) => Socket

const connectMs = 30_000

/** Every address of this machine's own: a service that listens on all of them trusts whoever calls from here. */
function addressesHere(): readonly string[] {
  return Object.values(networkInterfaces()).flatMap((entries) => entries?.map(({ address }) => address) ?? [])
}

/**
 * The addresses that a granted host may be reached at. What resolves to a private address, or to one of this machine's, is refused: a
 * name whose owner points it at this network, or at the cloud's metadata service, would otherwise reach in through us.
 */
export async function findRoute(
  host: string,
  resolve: Resolve,
  permit: PermitAddress,
  here: readonly string[] = addressesHere(),
): Promise<Route> {
  const problemWith = (address: string): string | undefined =>
    isPrivateAddress(address) ?? (isSameMachine(address, here) ? 'this machine itself' : undefined)
  const own = parseAddress(host) !== undefined
  let addresses: readonly string[]
  try {
    addresses = own ? [host] : await resolve(host)
  } catch {
    return { kind: 'unreachable' }
  }
  const open = addresses.filter((address) => problemWith(address) === undefined || permit(host, address))
  if (open.length > 0) return { kind: 'route', addresses: open }
  const [first] = addresses
  if (first === undefined) return { kind: 'unreachable' }
  const reason = `its address ${own ? '' : `${first} `}is ${problemWith(first)}`
  return { kind: 'refused', reason }
}

/** Connects to one of the addresses that were checked, never to the name again: it could resolve otherwise the second time. */
export function connectTo(host: string, port: number, addresses: readonly string[]): Socket {
  const entries = addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 }))
  const socket = connect({
    host,
    port,
    allowHalfOpen: true,
    noDelay: true,
    lookup: (_host, options, done) => {
      const [first] = entries
      if (options.all === true) done(null, entries)
      else done(null, first?.address ?? '', first?.family)
    },
  })
  socket.setTimeout(connectMs, () => socket.destroy())
  socket.once('connect', () => socket.setTimeout(0))
  return socket
}

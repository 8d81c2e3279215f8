import { type Address, formatAddress, parseAddress, startsWith, unmapAddress } from './address.ts'

type Network = { readonly bytes: readonly number[]; readonly bits: number; readonly reason: string }

const v4: readonly Network[] = [
  { bytes: [169, 254, 169, 254], bits: 32, reason: 'a metadata service' },
  { bytes: [169, 254, 170, 2], bits: 32, reason: 'a metadata service' },
  { bytes: [100, 100, 100, 200], bits: 32, reason: 'a metadata service' },
  { bytes: [192, 0, 0, 192], bits: 32, reason: 'a metadata service' },
  // A public address by its number, but on Azure it is the host's own service for its machines.
  { bytes: [168, 63, 129, 16], bits: 32, reason: 'a metadata service' },
  { bytes: [0], bits: 8, reason: 'unspecified' },
  { bytes: [10], bits: 8, reason: 'private' },
  { bytes: [100, 64], bits: 10, reason: 'shared (carrier-grade NAT)' },
  { bytes: [127], bits: 8, reason: 'loopback' },
  { bytes: [169, 254], bits: 16, reason: 'link-local' },
  { bytes: [172, 16], bits: 12, reason: 'private' },
  { bytes: [192, 0, 0], bits: 24, reason: 'reserved' },
  { bytes: [192, 88, 99], bits: 24, reason: 'reserved' },
  { bytes: [192, 168], bits: 16, reason: 'private' },
  { bytes: [198, 18], bits: 15, reason: 'reserved for benchmarks' },
  { bytes: [224], bits: 4, reason: 'multicast' },
  { bytes: [240], bits: 4, reason: 'reserved' },
]

const v6: readonly Network[] = [
  {
    bytes: [0xfd, 0, 0x0e, 0xc2, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 2, 0x54],
    bits: 128,
    reason: 'a metadata service',
  },
  { bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], bits: 128, reason: 'unspecified' },
  { bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1], bits: 128, reason: 'loopback' },
  { bytes: [0xfc], bits: 7, reason: 'private' },
  { bytes: [0xfe, 0x80], bits: 10, reason: 'link-local' },
  { bytes: [0xfe, 0xc0], bits: 10, reason: 'private' },
  { bytes: [0xff], bits: 8, reason: 'multicast' },
  { bytes: [0x20, 0x01, 0, 0], bits: 32, reason: 'a tunnel (Teredo)' },
]

/** Forms of IPv6 address that carry an IPv4 address: where it stands, so that none of them is a way around the table. */
const carriers: readonly { readonly bytes: readonly number[]; readonly at: number }[] = [
  { bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff], at: 12 },
  { bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff, 0, 0], at: 12 },
  { bytes: [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0], at: 12 },
  { bytes: [0, 0x64, 0xff, 0x9b, 0, 0, 0, 0, 0, 0, 0, 0], at: 12 },
  { bytes: [0x20, 0x02], at: 2 },
]

function reasonV6(address: Address): string | undefined {
  const listed = v6.find((network) => startsWith(address, network.bytes, network.bits))
  if (listed !== undefined) return listed.reason
  const carrier = carriers.find((form) => startsWith(address, form.bytes))
  if (carrier !== undefined) return reasonFor(address.slice(carrier.at, carrier.at + 4))
  const isatap =
    startsWith(address.slice(8), [0, 0, 0x5e, 0xfe]) || startsWith(address.slice(8), [2, 0, 0x5e, 0xfe])
  if (isatap) return reasonFor(address.slice(12))
  return startsWith(address, [0x20], 3) ? undefined : 'reserved'
}

function reasonFor(address: Address): string | undefined {
  if (address.length === 16) return reasonV6(address)
  return v4.find((network) => startsWith(address, network.bytes, network.bits))?.reason
}

/**
 * Why a connection from the machine that runs the gate must not go to this address: it is private, loopback, link-local,
 * a metadata service, multicast or reserved, in any of the forms in which IPv6 can carry IPv4. Undefined for public addresses.
 * What is no address at all is refused too. The networks reserved for documentation count as public: nothing of this machine or
 * its surroundings is there, and laboratories put their whole world in them.
 */
export function isPrivateAddress(text: string): string | undefined {
  const address = parseAddress(text)
  return address === undefined ? 'not an address' : reasonFor(address)
}

/** The networks reserved for documentation, in which laboratories put their whole world, on one machine too. */
const laboratories: readonly Omit<Network, 'reason'>[] = [
  { bytes: [192, 0, 2], bits: 24 },
  { bytes: [198, 51, 100], bits: 24 },
  { bytes: [203, 0, 113], bits: 24 },
]
const laboratories6: readonly Omit<Network, 'reason'>[] = [
  { bytes: [0x20, 0x01, 0x0d, 0xb8], bits: 32 },
  { bytes: [0x3f, 0xff, 0], bits: 20 },
]

/** True when a public address is one of those that this machine itself has, IPv4 in IPv6 clothes included. */
export function isSameMachine(text: string, here: readonly string[]): boolean {
  const address = plain(text)
  if (address === undefined) return false
  const laboratory = address.length === 4 ? laboratories : laboratories6
  if (laboratory.some(({ bytes, bits }) => startsWith(address, bytes, bits))) return false
  const own = formatAddress(address)
  return here.some((other) => {
    const bytes = plain(other)
    return bytes !== undefined && formatAddress(bytes) === own
  })
}

function plain(text: string): Address | undefined {
  const address = parseAddress(text)
  return address === undefined ? undefined : unmapAddress(address)
}

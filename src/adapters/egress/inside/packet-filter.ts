import { answer, encode, type Instruction, ifEqual, keep, load } from '../../../sandbox/seccomp/bpf.ts'
import { network } from '../network.ts'

const loadByte = 0x30
const loadHalf = 0x28
const loadByteIndexed = 0x50
const loadHalfIndexed = 0x48
const headerLength = 0xb1
const ifBits = 0x45
/** Where the kernel puts a packet's direction for a filter; 4 is outgoing. */
const direction = 0xfffff004
const outgoing = 4
const ethernetPayload = { tcp: 6, udp: 17, icmp: 1, igmp: 2, icmp6: 58, hopOptions: 0 } as const

type Step = {
  readonly name?: string
  readonly code: Instruction
  readonly yes?: string
  readonly no?: string
}

function plain(code: number, value: number): Instruction {
  return { code, jumpTrue: 0, jumpFalse: 0, value }
}

function test(value: number, yes: string | undefined, no?: string): Step {
  return {
    code: ifEqual(value, 0, 0),
    ...(yes === undefined ? {} : { yes }),
    ...(no === undefined ? {} : { no }),
  }
}

function addressAsNumber(address: string): number {
  return Buffer.from(address.split('.').map(Number)).readUInt32BE()
}

const steps: readonly Step[] = [
  { code: load(direction) },
  test(outgoing, 'drop'),
  { code: plain(loadByte, 0) },
  { code: keep(0xf0) },
  test(0x40, 'v4'),
  test(0x60, 'v6', 'drop'),
  // Later fragments carry no ports; the first one was seen.
  { name: 'v4', code: plain(loadHalf, 6) },
  { code: plain(ifBits, 0x1fff), yes: 'drop' },
  { code: plain(headerLength, 0) },
  { code: plain(loadByte, 9) },
  test(ethernetPayload.tcp, 'tcp4'),
  test(ethernetPayload.icmp, 'icmp4'),
  test(ethernetPayload.udp, 'own'),
  test(ethernetPayload.igmp, 'drop', 'take'),
  { name: 'tcp4', code: plain(loadByteIndexed, 13) },
  { code: keep(0x12) },
  test(0x02, undefined, 'drop'),
  // Questions to the name server are recorded by what they ask. A flood of them must not keep others from being seen.
  { name: 'own', code: load(16) },
  test(addressAsNumber(network.gateway), undefined, 'take'),
  { code: plain(loadHalfIndexed, 2) },
  test(53, 'drop', 'take'),
  { name: 'icmp4', code: plain(loadByteIndexed, 0) },
  test(8, 'take', 'drop'),
  { name: 'v6', code: plain(loadByte, 6) },
  test(ethernetPayload.udp, 'take'),
  test(ethernetPayload.icmp6, 'icmp6'),
  // The kernel tells of groups with these; no command may send them. Behind other headers, a fragment's above all, is what they send.
  test(ethernetPayload.hopOptions, 'drop'),
  test(ethernetPayload.tcp, undefined, 'take'),
  { code: plain(loadByte, 40 + 13) },
  { code: keep(0x12) },
  test(0x02, 'take', 'drop'),
  { name: 'icmp6', code: plain(loadByte, 40) },
  test(128, 'take', 'drop'),
  { name: 'drop', code: answer(0) },
  { name: 'take', code: answer(128) },
]

/**
 * A filter for a packet socket on the egress's wire: what opens a conversation (a first TCP segment, any datagram, an echo
 * request), and nothing of what follows, so that a download costs the log nothing. The kernel's own housekeeping is no attempt.
 */
export function packetFilter(): Uint8Array {
  const places = new Map(
    steps.flatMap((step, index) => (step.name === undefined ? [] : [[step.name, index]])),
  )
  function distance(index: number, name: string | undefined): number {
    return name === undefined ? 0 : (places.get(name) ?? Number.NaN) - index - 1
  }
  return encode(
    steps.map((step, index) => ({
      ...step.code,
      jumpTrue: distance(index, step.yes),
      jumpFalse: distance(index, step.no),
    })),
  )
}

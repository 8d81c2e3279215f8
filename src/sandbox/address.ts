/** An IP address as its bytes in network order: 4 or 16 of them. */
export type Address = readonly number[]

function parseV4(text: string): Address | undefined {
  const octets = text.split('.')
  // Decimal without leading zeros only: `010.0.0.1` and `127.1` mean different hosts to different programs.
  if (octets.length !== 4 || !octets.every((octet) => /^(0|[1-9]\d{0,2})$/.test(octet))) return undefined
  const bytes = octets.map(Number)
  return bytes.every((byte) => byte <= 255) ? bytes : undefined
}

function parseGroups(text: string): Address | undefined {
  if (text === '') return []
  const groups = text.split(':')
  const last = groups.at(-1) ?? ''
  const embedded = last.includes('.') ? parseV4(last) : []
  if (embedded === undefined) return undefined
  const hex = last.includes('.') ? groups.slice(0, -1) : groups
  if (!hex.every((group) => /^[0-9a-f]{1,4}$/i.test(group))) return undefined
  const bytes = hex.flatMap((group) => [Number.parseInt(group, 16) >> 8, Number.parseInt(group, 16) & 0xff])
  return [...bytes, ...embedded]
}

function parseV6(text: string): Address | undefined {
  const halves = text.split('::')
  if (halves.length > 2) return undefined
  const head = parseGroups(halves[0] ?? '')
  const tail = parseGroups(halves[1] ?? '')
  if (head === undefined || tail === undefined) return undefined
  const missing = 16 - head.length - tail.length
  if (halves.length === 1) return missing === 0 ? head : undefined
  return missing >= 2 ? [...head, ...Array<number>(missing).fill(0), ...tail] : undefined
}

/** The bytes of an address in strict text form; undefined for everything else, zone ids and `127.1` included. */
export function parseAddress(text: string): Address | undefined {
  return text.includes(':') ? parseV6(text) : parseV4(text)
}

/** The one text form of an address (RFC 5952), so that equal addresses are equal strings. */
export function formatAddress(address: Address): string {
  if (address.length === 4) return address.join('.')
  const groups = Array.from({ length: 8 }, (_, index) =>
    (((address[2 * index] ?? 0) << 8) | (address[2 * index + 1] ?? 0)).toString(16),
  )
  const zeros = groups.join(':').match(/\b0(:0)+\b/g) ?? []
  const longest = zeros.reduce((left, right) => (right.length > left.length ? right : left), '')
  if (longest === '') return groups.join(':')
  const text = groups.join(':')
  const at = text.search(new RegExp(`\\b${longest}\\b`))
  const [before, after] = [text.slice(0, at), text.slice(at + longest.length)]
  return `${before.replace(/:$/, '')}::${after.replace(/^:/, '')}`
}

/** The IPv4 address inside an IPv4-mapped IPv6 address; any other address as it is. */
export function unmapAddress(address: Address): Address {
  return startsWith(address, [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0xff, 0xff]) && address.length === 16
    ? address.slice(12)
    : address
}

/** Whether the address lies in the network: its first `bits` bits, or all those of the given bytes. */
export function startsWith(
  address: Address,
  network: readonly number[],
  bits: number = network.length * 8,
): boolean {
  return network.every((byte, index) => {
    const mask = (0xff << Math.max(0, 8 * (index + 1) - bits)) & 0xff
    return ((address[index] ?? 0) & mask) === (byte & mask)
  })
}

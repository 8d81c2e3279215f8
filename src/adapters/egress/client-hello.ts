/** What the first bytes of a connection say of the name that TLS is asked for. */
export type Hello =
  /** Not all of it has arrived. */
  | { readonly kind: 'incomplete' }
  | { readonly kind: 'not-tls' }
  /** A hello whose name can't be told for sure: servers may read another one in it than we would. */
  | { readonly kind: 'unreadable' }
  /** `serverName` in lower case; undefined when the client sends none. */
  | { readonly kind: 'hello'; readonly serverName: string | undefined }

/** A longer hello than any client sends is no hello. */
export const maxHelloBytes = 65_536

const handshakeRecord = 22
const clientHelloMessage = 1
const serverNameExtension = 0
const hostNameType = 0

class Short extends Error {}

/** Reads big-endian fields one after the other; running out of bytes throws Short. */
function createReader(bytes: Buffer): {
  readonly number: (size: 1 | 2 | 3) => number
  readonly take: (size: number) => Buffer
  readonly left: () => number
} {
  let at = 0
  function take(size: number): Buffer {
    if (at + size > bytes.length) throw new Short()
    at += size
    return bytes.subarray(at - size, at)
  }
  return { take, number: (size) => take(size).readUIntBE(0, size), left: () => bytes.length - at }
}

/** The handshake bytes of the records at the start; undefined where they are none. Servers take records of any version there. */
function handshakeOf(bytes: Buffer): Buffer | undefined {
  const parts: Buffer[] = []
  let at = 0
  while (at < bytes.length) {
    if (bytes[at] !== handshakeRecord) return parts.length === 0 ? undefined : Buffer.concat(parts)
    if (at + 5 > bytes.length) break
    const end = at + 5 + bytes.readUInt16BE(at + 3)
    parts.push(bytes.subarray(at + 5, end))
    at = end
  }
  return Buffer.concat(parts)
}

function serverNameOf(extension: Buffer): string {
  const names = createReader(extension)
  const list = createReader(names.take(names.number(2)))
  const type = list.number(1)
  const name = list.take(list.number(2)).toString('latin1').toLowerCase()
  // More than one name, or one of another kind: whose name counts would be the server's guess, so none does.
  if (type !== hostNameType || list.left() > 0 || names.left() > 0) throw new RangeError('an odd server name')
  return name
}

function readHello(body: Buffer): Hello {
  const reader = createReader(body)
  reader.take(2 + 32)
  reader.take(reader.number(1))
  reader.take(reader.number(2))
  reader.take(reader.number(1))
  if (reader.left() === 0) return { kind: 'hello', serverName: undefined }
  const extensions = createReader(reader.take(reader.number(2)))
  let serverName: string | undefined
  while (extensions.left() > 0) {
    const type = extensions.number(2)
    const content = extensions.take(extensions.number(2))
    if (type !== serverNameExtension) continue
    if (serverName !== undefined) throw new RangeError('two server names')
    serverName = serverNameOf(content)
  }
  return { kind: 'hello', serverName }
}

/** Reads the name in a TLS ClientHello without opening anything. */
export function parseClientHello(bytes: Buffer): Hello {
  if (bytes.length === 0) return { kind: 'incomplete' }
  const handshake = handshakeOf(bytes)
  if (handshake === undefined) return { kind: 'not-tls' }
  if (handshake.length > 0 && handshake[0] !== clientHelloMessage) return { kind: 'not-tls' }
  if (handshake.length < 4) return { kind: 'incomplete' }
  const length = handshake.readUIntBE(1, 3)
  if (length > maxHelloBytes) return { kind: 'unreadable' }
  if (handshake.length < 4 + length) return { kind: 'incomplete' }
  try {
    return readHello(handshake.subarray(4, 4 + length))
  } catch (error) {
    if (error instanceof Short || error instanceof RangeError) return { kind: 'unreadable' }
    throw error
  }
}

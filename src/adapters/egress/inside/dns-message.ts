/** The one question of a query. */
export type Question = {
  /** Lower case, without trailing dot; bytes that no host name has are written as `\ddd`. */
  readonly name: string
  readonly type: number
  readonly class: number
  /** Where the question ends in the message. */
  readonly end: number
}

export const recordType = { a: 1, ptr: 12, aaaa: 28 } as const
export const responseCode = { ok: 0, refused: 5 } as const

const headerBytes = 12

function printable(label: Buffer): string {
  return [...label]
    .map((byte) => {
      const character = String.fromCharCode(byte).toLowerCase()
      return /[a-z0-9_-]/.test(character) ? character : `\\${String(byte).padStart(3, '0')}`
    })
    .join('')
}

function readName(message: Buffer): { readonly name: string; readonly end: number } | undefined {
  const labels: string[] = []
  let at = headerBytes
  while (at < message.length && at - headerBytes <= 255) {
    const length = message.readUInt8(at)
    at += 1
    if (length === 0) return { name: labels.join('.'), end: at }
    if (length > 63 || at + length > message.length) return undefined
    labels.push(printable(message.subarray(at, at + length)))
    at += length
  }
  return undefined
}

/** Reads a query with one question; undefined for everything else, compressed names included: a question needs none. */
export function readQuestion(message: Buffer): Question | undefined {
  if (message.length < headerBytes || message.length > 4096) return undefined
  const isQuery = (message.readUInt8(2) & 0xf8) === 0
  if (!isQuery || message.readUInt16BE(4) !== 1) return undefined
  const name = readName(message)
  if (name === undefined || name.end + 4 > message.length) return undefined
  return {
    name: name.name,
    type: message.readUInt16BE(name.end),
    class: message.readUInt16BE(name.end + 2),
    end: name.end + 4,
  }
}

/** The reply to a query: the address for its name, or no record, or a refusal. */
export function writeReply(
  query: Buffer,
  question: Question,
  reply: { readonly code: number; readonly address: string | undefined },
): Buffer {
  const head = Buffer.from(query.subarray(0, question.end))
  // A response, recursion as desired and available, authoritative for nothing.
  head.writeUInt16BE(0x8080 | (query.readUInt16BE(2) & 0x0100) | reply.code, 2)
  head.writeUInt16BE(reply.address === undefined ? 0 : 1, 6)
  head.writeUInt16BE(0, 8)
  head.writeUInt16BE(0, 10)
  if (reply.address === undefined) return head
  const record = Buffer.alloc(16)
  record.writeUInt16BE(0xc00c, 0)
  record.writeUInt16BE(recordType.a, 2)
  record.writeUInt16BE(1, 4)
  record.writeUInt32BE(60, 6)
  record.writeUInt16BE(4, 10)
  record.set(reply.address.split('.').map(Number), 12)
  return Buffer.concat([head, record])
}

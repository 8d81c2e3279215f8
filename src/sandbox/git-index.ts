const headerBytes = 12
/** Times, device, inode, mode, owner and size: what git keeps to see quickly whether a file may have changed. */
const statBytes = 40
const modeOffset = 24
const digestBytes = 20

/**
 * What a git index says of the files in it, without the times and inodes that `git diff` and others refresh in passing:
 * mode, digest, flags and path of every entry. Undefined for what is no index of version 2 or 3 with SHA-1.
 */
export function indexEntries(bytes: Uint8Array): readonly string[] | undefined {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.length < headerBytes || view.getUint32(0) !== 0x44495243) return undefined
  const version = view.getUint32(4)
  const count = view.getUint32(8)
  if (version < 2 || version > 3) return undefined
  const entries: string[] = []
  let offset = headerBytes
  for (let index = 0; index < count; index++) {
    const fixed = statBytes + digestBytes + 2
    if (offset + fixed > bytes.length) return undefined
    const flags = view.getUint16(offset + statBytes + digestBytes)
    const nameAt = offset + fixed + (version === 3 && (flags & 0x4000) !== 0 ? 2 : 0)
    const end = bytes.indexOf(0, nameAt)
    if (end === -1) return undefined
    const mode = view.getUint32(offset + modeOffset)
    const rest = Buffer.from(bytes.subarray(offset + statBytes, end)).toString('latin1')
    entries.push(`${mode} ${rest}`)
    // Entries are padded with one to eight zero bytes to a multiple of eight.
    offset += ((end - offset + 8) >> 3) << 3
  }
  return entries
}

/** True when two indexes say the same of the same files: the difference is one that git makes by itself and nobody misses. */
export function isSameIndex(before: Uint8Array, after: Uint8Array): boolean {
  const left = indexEntries(before)
  const right = indexEntries(after)
  return left !== undefined && right !== undefined && left.join('\n') === right.join('\n')
}

import { createHash } from 'node:crypto'
import {
  chmodSync,
  closeSync,
  lstatSync,
  openSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  readSync,
  type Stats,
} from 'node:fs'
import type { FileState } from '../../sandbox/effect.ts'

/** New memory for each file: as little as will do, for most files are small. */
const minChunkBytes = 4096
const maxChunkBytes = 1024 * 1024

/** What lstat and a digest tell of a path; undefined when nothing is there. Reading may be refused: then it has no digest. */
export function fileState(path: string, stat: Stats | undefined = lstatOf(path)): FileState | undefined {
  const brief = briefState(path, stat)
  if (brief?.type !== 'file') return brief
  return { ...brief, digest: digestOf(path, brief.size) }
}

/** No program is larger. */
const maxProgramBytes = 256 * 1024 * 1024

/**
 * False for a file that is no program: too large, by all the names that it has, or hardly anything but holes. To read it by each name,
 * and holes, takes as long as if all of it were there.
 */
export function mayBeProgram({ size, blocks, nlink }: Stats): boolean {
  return size * nlink <= maxProgramBytes && size <= blocks * 512 * 16 + minChunkBytes
}

/** The same of what may be a program. Anything else has no digest. */
export function programState(path: string, stat: Stats | undefined = lstatOf(path)): FileState | undefined {
  return stat === undefined || mayBeProgram(stat) ? fileState(path, stat) : briefState(path, stat)
}

/** The same without a file's digest: nothing is read. */
export function briefState(path: string, stat: Stats | undefined = lstatOf(path)): FileState | undefined {
  if (stat === undefined) return undefined
  const mode = stat.mode & 0o7777
  const plain = { mode, size: 0, digest: undefined, linkTarget: undefined }
  if (stat.isSymbolicLink()) {
    const linkTarget = readlinkSync(path)
    return { ...plain, type: 'symlink', digest: sha256(linkTarget), linkTarget }
  }
  if (stat.isDirectory()) return { ...plain, type: 'directory' }
  return stat.isFile() ? { ...plain, type: 'file', size: stat.size } : { ...plain, type: 'other' }
}

/** Names of what is in a directory; none in what is not there or can't be seen. */
export function namesIn(directory: string): readonly string[] {
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

/** What a small file of the system's or of our own says; nothing where it is not there or can't be read. */
export function wholeText(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Names of the directories in a directory; none in what is not there or can't be seen. */
export function directoriesIn(path: string): readonly string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  } catch {
    return []
  }
}

/** lstat, without an exception for what is not there or can't be seen. */
export function lstatOf(path: string): Stats | undefined {
  try {
    return lstatSync(path)
  } catch {
    return undefined
  }
}

/** SHA-256 in hex of a text or of bytes. */
export function sha256(content: string | Uint8Array): string {
  return createHash('sha256').update(content).digest('hex')
}

/** SHA-256 in hex of a file's content of about `size` bytes; undefined when it can't be read. */
export function digestOf(path: string, size: number): string | undefined {
  let file: number
  try {
    file = openSync(path, 'r')
  } catch {
    return undefined
  }
  try {
    const hash = createHash('sha256')
    const chunk = Buffer.allocUnsafe(Math.min(Math.max(size + 1, minChunkBytes), maxChunkBytes))
    for (;;) {
      const length = readSync(file, chunk, 0, chunk.length, null)
      if (length === 0) return hash.digest('hex')
      hash.update(chunk.subarray(0, length))
    }
  } catch {
    return undefined
  } finally {
    closeSync(file)
  }
}

/** Makes what a command left readable to the gate. Only for files of an overlay's upper directory, and directories seen through it. */
export function openUp(path: string, stat: Stats): void {
  if (stat.isSymbolicLink()) return
  const needed = stat.isDirectory() ? 0o700 : stat.isFile() ? 0o400 : 0
  if ((stat.mode & needed) === needed) return
  try {
    chmodSync(path, (stat.mode & 0o7777) | needed)
  } catch {
    // Then reading fails, and the state has no digest.
  }
}

/** A file's content as text if it is text and no longer than the bound. */
export function textOf(path: string, stat: Stats | undefined, maxBytes: number): string | undefined {
  if (stat === undefined) return ''
  if (!stat.isFile() || stat.size > maxBytes) return undefined
  try {
    const bytes = readFileSync(path)
    return bytes.includes(0) ? undefined : new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    return undefined
  }
}

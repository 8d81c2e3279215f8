import {
  chmodSync,
  copyFileSync,
  lchownSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readlinkSync,
  symlinkSync,
  utimesSync,
} from 'node:fs'
import { capturedBytes } from '../../sandbox/limits.ts'
import type { Identity } from '../../sandbox/machine.ts'
import { openUp } from './file-state.ts'

/** What may be written on: throws when files say that they are larger than any overlay can hold, as ones with holes do. */
export type Room = { readonly take: (bytes: number) => void }

/** Room for all that one command can have left. */
export function roomForAll(): Room {
  let left: number = capturedBytes
  return {
    take: (bytes) => {
      left -= bytes
      if (left < 0) throw new Error(`there is room for ${capturedBytes} bytes, and the files are larger`)
    },
  }
}

/** Longer paths no program takes. */
const maxPathBytes = 3500

/**
 * Copies a new tree of directories, files and links, with modes and times, and gives it to the identity. Set-id bits, pipes and sockets
 * are left out. Throws for what is too deep or too large.
 */
export function copyTree(source: string, target: string, identity: Identity, room: Room): void {
  if (Buffer.byteLength(source) > maxPathBytes || Buffer.byteLength(target) > maxPathBytes) {
    throw new Error('directories are nested deeper than any program can follow')
  }
  const stat = lstatSync(source)
  openUp(source, stat)
  if (stat.isSymbolicLink()) symlinkSync(readlinkSync(source), target)
  else if (stat.isDirectory()) {
    mkdirSync(target)
    for (const name of readdirSync(source)) copyTree(`${source}/${name}`, `${target}/${name}`, identity, room)
  } else if (stat.isFile()) {
    room.take(stat.size)
    copyFileSync(source, target)
  } else return
  if (process.geteuid?.() === 0) lchownSync(target, identity.uid, identity.gid)
  if (stat.isSymbolicLink()) return
  chmodSync(target, stat.mode & (stat.isDirectory() ? 0o3777 : 0o777))
  utimesSync(target, stat.atimeMs / 1000, stat.mtimeMs / 1000)
}

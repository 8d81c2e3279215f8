import {
  chmodSync,
  constants,
  copyFileSync,
  lchownSync,
  lutimesSync,
  mkdirSync,
  readdirSync,
  renameSync,
  rmSync,
  symlinkSync,
  truncateSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { RecordedChange } from '../../sandbox/change.ts'
import type { Change, FileState } from '../../sandbox/effect.ts'
import { lstatOf, mayBeProgram, openUp, programState } from './file-state.ts'

/** A file or link as it was, so that it can be put back. Anything else is remembered by its state alone. */
export type Keepsake = {
  readonly state: FileState
  /** Changes with every write, and no command can set it back. Undefined where it is too young to tell. */
  readonly stamp: string | undefined
  readonly uid: number
  readonly gid: number
  readonly modifiedAt: number
  /** Where a file's content lies. */
  readonly copy: string | undefined
}

/** Times of files move on in steps; a file written within one step of a look could be written again unseen. */
const youngMs = 100

/**
 * Remembers what is at a path, a file's content at `copy`; gives the earlier keepsake where nothing was written since, and
 * undefined where there is nothing.
 */
export function keep(path: string, earlier: Keepsake | undefined, copy: string): Keepsake | undefined {
  const stamp = stampOf(path)
  if (earlier !== undefined && stamp !== undefined && earlier.stamp === stamp) return earlier
  const stat = lstatOf(path)
  const state = programState(path, stat)
  if (stat === undefined || state === undefined) return undefined
  const { uid, gid, mtimeMs } = stat
  const content = stat.isFile() && mayBeProgram(stat) ? copyOf(path, copy) : undefined
  return { state, stamp, uid, gid, modifiedAt: mtimeMs, copy: content }
}

/** Undefined for a file that can't be read: then it can't be put back either. */
function copyOf(path: string, copy: string): string | undefined {
  try {
    copyFileSync(path, copy)
    return copy
  } catch {
    return undefined
  }
}

/** True when a path holds what it held, whatever was done to it meanwhile. */
export function isStill(path: string, kept: Keepsake | undefined): boolean {
  if (kept?.stamp !== undefined && stampOf(path) === kept.stamp) return true
  if (kept === undefined) return lstatOf(path) === undefined
  const now = programState(path)
  if (now === undefined || (now.type === 'file' && now.digest === undefined)) return false
  return now.type === kept.state.type && now.mode === kept.state.mode && now.digest === kept.state.digest
}

/** Puts back what was kept, in a directory that is there. Nothing may be at the path. */
export function putBack(path: string, { state, copy, uid, gid, modifiedAt }: Keepsake): void {
  if (state.type === 'symlink') symlinkSync(state.linkTarget ?? '', path)
  else if (copy !== undefined) {
    copyFileSync(copy, path, constants.COPYFILE_EXCL)
    chmodSync(path, state.mode)
  } else return
  if (process.geteuid?.() === 0) lchownSync(path, uid, gid)
  lutimesSync(path, modifiedAt / 1000, modifiedAt / 1000)
}

/**
 * Moves what is at a path to a place of the gate's own, where its content is kept for the answer. Whatever the command did
 * to bar it, nothing is left at the path: what can't be kept is removed.
 */
export function takeOut(path: string, target: string): void {
  rmSync(target, { force: true, recursive: true })
  mkdirSync(dirname(target), { recursive: true })
  openTree(path)
  try {
    renameSync(path, target)
    return
  } catch {
    // Another file system, most often.
  }
  try {
    copyTree(path, target)
  } finally {
    rmSync(path, { recursive: true, force: true })
  }
}

/** Gives the owner of what a command left every right over it, directories and what is in them included. */
export function openTree(path: string): void {
  const stat = lstatOf(path)
  if (stat === undefined) return
  openDirectory(path)
  if (!stat.isDirectory()) {
    openUp(path, stat)
    return
  }
  for (const name of readdirSync(path)) openTree(`${path}/${name}`)
}

/** The same for a directory alone. A symbolic link is none. */
export function openDirectory(path: string): void {
  const stat = lstatOf(path)
  if (stat?.isDirectory() !== true || (stat.mode & 0o700) === 0o700) return
  try {
    chmodSync(path, (stat.mode & 0o7777) | 0o700)
  } catch {
    // It is another user's: commands could not have written into it.
  }
}

/** What was taken out, as changes of the path where it was: a directory and all that is in it one by one. */
export function recordsOf(
  path: string,
  source: string,
  before: FileState | undefined,
): readonly RecordedChange[] {
  const stat = lstatOf(source)
  const after = programState(source, stat)
  const record: RecordedChange = {
    path,
    change: changeOf(before, after),
    before,
    after,
    source,
    isTree: false,
    maskedLines: undefined,
    isHidden: false,
    modifiedAt: stat?.mtimeMs,
  }
  const inner = stat?.isDirectory() === true ? readdirSync(source) : []
  return [record, ...inner.flatMap((name) => recordsOf(`${path}/${name}`, `${source}/${name}`, undefined))]
}

function changeOf(before: FileState | undefined, after: FileState | undefined): Change {
  if (before === undefined) return 'created'
  return before.type === after?.type && before.digest === after.digest ? 'mode-changed' : 'modified'
}

/** A deletion that did not take effect. */
export function deletionOf(path: string, before: FileState): RecordedChange {
  return {
    path,
    change: 'deleted',
    before,
    after: undefined,
    source: undefined,
    isTree: false,
    maskedLines: undefined,
    isHidden: false,
    modifiedAt: undefined,
  }
}

function copyTree(path: string, target: string): void {
  const stat = lstatOf(path)
  const state = programState(path, stat)
  if (stat?.isDirectory() === true) {
    mkdirSync(target)
    for (const name of readdirSync(path)) copyTree(`${path}/${name}`, `${target}/${name}`)
    chmodSync(target, stat.mode & 0o7777)
  } else if (state?.type === 'symlink') symlinkSync(state.linkTarget ?? '', target)
  else if (state?.type === 'file') {
    if (state.digest === undefined) {
      writeFileSync(target, '')
      truncateSync(target, state.size)
    } else copyFileSync(path, target)
    chmodSync(target, state.mode)
  }
}

function stampOf(path: string): string | undefined {
  const stat = lstatOf(path)
  if (stat === undefined || Math.abs(Date.now() - stat.ctimeMs) < youngMs) return undefined
  return `${stat.dev}:${stat.ino}:${stat.ctimeMs}:${stat.size}`
}

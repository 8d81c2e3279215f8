import { randomBytes } from 'node:crypto'
import {
  chmodSync,
  chownSync,
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmdirSync,
  rmSync,
  symlinkSync,
  unlinkSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import type { ApplyResult } from '../../sandbox/attempt.ts'
import type { RecordedChange } from '../../sandbox/change.ts'
import { unmask } from '../../sandbox/credentials.ts'
import type { Identity } from '../../sandbox/machine.ts'
import { copyTree, type Room, roomForAll } from './copy-tree.ts'
import { briefState, fileState, lstatOf } from './file-state.ts'
import { own } from './masks.ts'
import { problemWith } from './verify.ts'

/** What the owner of a directory needs while things are made in it. */
const ownerRights = 0o700

/** Undoes one step. */
type Undo = () => void

/** What all steps of one set of changes share. */
type Work = { readonly identity: Identity; readonly backups: string[]; readonly room: Room }

/**
 * Writes changes to the real file system: contents, modes, deletions, links, each file atomically. `checked` looks first
 * whether everything is still as it was recorded, and refuses whole if not. When a step fails, those before it are undone.
 */
export function applyChanges(
  changes: readonly RecordedChange[],
  identity: Identity,
  checks: 'checked' | 'unchecked',
): ApplyResult {
  const ordered = [...changes].sort((left, right) => (left.path < right.path ? -1 : 1))
  if (checks === 'checked') {
    const problem = problemWith(ordered)
    if (problem !== undefined) return { kind: 'refused', reason: problem }
  }
  const undos: { readonly path: string; readonly undo: Undo }[] = []
  const backups: string[] = []
  const work: Work = { identity, backups, room: roomForAll() }
  try {
    for (const change of ordered) undos.push({ path: change.path, undo: applyOne(change, work) })
    for (const change of ordered) verifyAfter(change, checks)
    // Deepest first and last of all: a directory that is closed to its owner takes nothing more.
    for (const change of ordered.toReversed()) undos.push({ path: change.path, undo: closeDirectory(change) })
  } catch (error) {
    return rolledBack(error, undos)
  }
  for (const backup of backups) removeBackup(backup)
  return { kind: 'applied', paths: ordered.map(({ path }) => path) }
}

/** Files one by one without a look for what may be below them: there can be thousands. */
function removeBackup(path: string): void {
  try {
    unlinkSync(path)
  } catch {
    rmSync(path, { recursive: true, force: true })
  }
}

function rolledBack(
  error: unknown,
  undos: readonly { readonly path: string; readonly undo: Undo }[],
): ApplyResult {
  const left: string[] = []
  for (const { path, undo } of [...undos].reverse()) {
    try {
      undo()
    } catch {
      left.push(path)
    }
  }
  return { kind: 'failed', reason: String(error), appliedPaths: left.reverse() }
}

function applyOne(change: RecordedChange, work: Work): Undo {
  const { backups } = work
  const { path, after } = change
  const old = lstatOf(path)
  if (after === undefined) return old === undefined ? () => undefined : setAside(path, backups)
  if (after.type === 'directory') {
    if (old?.isDirectory() === true) return changeMode(path, old.mode, after.mode | ownerRights)
    const restore = old === undefined ? () => undefined : setAside(path, backups)
    return makeDirectory(change, work, restore)
  }
  // A directory that gives way to a file can't be replaced by a rename.
  const restore =
    old?.isDirectory() === true ? setAside(path, backups) : keepLink(path, old !== undefined, backups)
  try {
    replaceFile(change, work)
  } catch (error) {
    restore()
    throw error
  }
  return restore
}

/** Moves something out of the way within its directory. */
function setAside(path: string, backups: string[]): Undo {
  const backup = siblingOf(path)
  renameSync(path, backup)
  backups.push(backup)
  return () => {
    rmSync(path, { recursive: true, force: true })
    renameSync(backup, path)
  }
}

/** Keeps the old file under a second name while the new one takes its place. */
function keepLink(path: string, existed: boolean, backups: string[]): Undo {
  if (!existed) return () => rmSync(path, { force: true })
  const backup = siblingOf(path)
  try {
    linkSync(path, backup)
  } catch {
    cpSync(path, backup, { verbatimSymlinks: true, preserveTimestamps: true })
  }
  backups.push(backup)
  return () => renameSync(backup, path)
}

function changeMode(path: string, before: number, after: number): Undo {
  chmodSync(path, after & 0o3777)
  return () => chmodSync(path, before & 0o7777)
}

/** Gives a directory the mode that was recorded. */
function closeDirectory({ path, after }: RecordedChange): Undo {
  return after?.type === 'directory'
    ? changeMode(path, after.mode | ownerRights, after.mode)
    : () => undefined
}

function makeDirectory(change: RecordedChange, { identity, room }: Work, restore: Undo): Undo {
  const { path, after, source } = change
  const undo = (): void => {
    if (change.isTree) rmSync(path, { recursive: true, force: true })
    else rmdirSync(path)
    restore()
  }
  if (change.isTree && source !== undefined) {
    moveTree(source, path, identity, room)
  } else {
    mkdirSync(path)
    own(path, identity)
  }
  chmodSync(path, ((after?.mode ?? 0o755) & 0o3777) | ownerRights)
  return undo
}

/** By one rename where both lie on one file system, else by copying. */
function moveTree(source: string, path: string, identity: Identity, room: Room): void {
  try {
    renameSync(source, path)
  } catch {
    const staging = siblingOf(path)
    try {
      copyTree(source, staging, identity, room)
      renameSync(staging, path)
    } catch (error) {
      rmSync(staging, { recursive: true, force: true })
      throw error
    }
  }
}

function replaceFile(change: RecordedChange, { identity, room }: Work): void {
  const { path, after, source } = change
  if (after === undefined || source === undefined) return
  const staging = siblingOf(path)
  try {
    if (after.type === 'symlink') {
      symlinkSync(after.linkTarget ?? '', staging)
    } else if (after.type === 'file') {
      room.take(after.size)
      if (change.maskedLines === undefined) copyFileSync(source, staging)
      else writeFileSync(staging, unmask(readFileSync(source, 'utf8'), change.maskedLines))
      own(staging, identity)
      keepGroup(staging, path)
      chmodSync(staging, after.mode & 0o777)
      const seconds = (change.modifiedAt ?? Date.now()) / 1000
      utimesSync(staging, seconds, seconds)
    } else {
      throw new Error(`${path} is neither file, directory nor symbolic link`)
    }
    renameSync(staging, path)
  } catch (error) {
    rmSync(staging, { force: true })
    throw error
  }
}

/** A file that is written again stays in its group, where we may give it to that. */
function keepGroup(staging: string, path: string): void {
  const old = lstatOf(path)
  if (old?.isFile() !== true || lstatOf(staging)?.gid === old.gid) return
  try {
    chownSync(staging, -1, old.gid)
  } catch {
    // It is one that we are not in.
  }
}

/** What a person approved is read again; of what was moved in as the command's own work, kind and size. */
function verifyAfter(change: RecordedChange, checks: 'checked' | 'unchecked'): void {
  const { path, after } = change
  if (change.isTree || change.maskedLines !== undefined) return
  const now = checks === 'checked' ? fileState(path) : briefState(path)
  const isAsRecorded =
    checks === 'checked'
      ? after?.digest === undefined || now?.digest === after.digest
      : after === undefined || now?.size === after.size
  const same = now?.type === after?.type && isAsRecorded
  if (!same) throw new Error(`${path} is not what was approved after it was written`)
}

function siblingOf(path: string): string {
  return `${dirname(path)}/.command-gate-${randomBytes(6).toString('hex')}`
}

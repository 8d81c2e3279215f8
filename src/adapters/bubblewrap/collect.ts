import { lstatSync, readdirSync, type Stats } from 'node:fs'
import type { RecordedChange } from '../../sandbox/change.ts'
import type { Change } from '../../sandbox/effect.ts'
import { isWithin } from '../../sandbox/machine.ts'
import { fileState, lstatOf, namesIn, openUp, sha256 } from './file-state.ts'
import type { MountedLayer } from './layer-set.ts'

/** Longer paths the kernel takes from nobody: a nest so deep was made to break those who walk it. */
const maxPathBytes = 3500

/** What to take whole, and what was found that nobody can look at. */
export type CollectOptions = {
  /** True for a new directory that may be recorded as one, because everything in it has the same fate. */
  readonly isWhole: (path: string) => boolean
  /** True while what was found so far, this included, is no more than an overlay can hold and the gate can tell of. */
  readonly hasRoomFor: (path: string, stat: Stats) => boolean
  readonly onTooDeep: (path: string) => void
  /** A name that is no text: it can be neither shown nor taken over. */
  readonly onUnreadable: (path: string) => void
}

/**
 * Reads from an overlay what a command changed: every path whose content, type, mode or link target is other than in
 * reality, or whose file was written again, and nothing that only lies in the overlay because it was opened. Call it when
 * no process of the command is alive.
 */
export function collectChanges(mounted: MountedLayer, options: CollectOptions): readonly RecordedChange[] {
  const changes = changeOfTop(mounted)
  visit('', mounted, options, changes)
  return changes
}

/** What of an overlay's top moves on when something is made in it, and when its own mode changes. */
export function stampOf({ upper }: MountedLayer): number {
  return lstatSync(upper).ctimeMs
}

/** True when nothing at all was written into the overlay, nor its top changed, since it had this stamp. */
export function isUntouched(mounted: MountedLayer, stamp: number | undefined): boolean {
  return stampOf(mounted) === stamp && readdirSync(mounted.upper).length === 0
}

/** The directory itself that an overlay lies over. It is opened through the overlay, which would else go on refusing to list it. */
function changeOfTop(mounted: MountedLayer): RecordedChange[] {
  const { layer, upper, mergedOutside } = mounted
  const [before, after] = [lstatOf(layer.path), lstatOf(upper)]
  if (after === undefined) return []
  openUp(mergedOutside, after)
  if (before?.isDirectory() !== true || (before.mode & 0o7777) === (after.mode & 0o7777)) return []
  return [
    {
      path: layer.path,
      change: 'mode-changed',
      before: fileState(layer.path, before),
      after: fileState(upper, after),
      source: upper,
      isTree: false,
      maskedLines: undefined,
      isHidden: false,
      modifiedAt: after.mtimeMs,
    },
  ]
}

function visit(
  relative: string,
  mounted: MountedLayer,
  options: CollectOptions,
  changes: RecordedChange[],
): void {
  const realDirectory = lstatOf(mounted.layer.path + relative)?.isDirectory() === true
  const names = namesIn(mounted.upper + relative)
  // Names that are no text are read as one that is, which may be there as well.
  if (new Set(names).size < names.length) options.onUnreadable(mounted.layer.path + relative)
  for (const name of names) {
    const inner = `${relative}/${name}`
    if (Buffer.byteLength(mounted.mergedOutside + inner) > maxPathBytes)
      options.onTooDeep(mounted.layer.path + inner)
    else visitEntry(inner, mounted, options, changes, realDirectory)
  }
  if (!realDirectory) return
  // An opaque directory hides what lies below it without a mark for each name: the view tells.
  const seen = new Set([...names, ...namesIn(mounted.mergedOutside + relative)])
  for (const name of namesIn(mounted.layer.path + relative)) {
    const inner = `${relative}/${name}`
    if (!seen.has(name) && !isHidden(mounted, inner) && isSeen(mounted.layer.path + inner))
      changes.push(deletion(inner, mounted))
  }
}

function visitEntry(
  relative: string,
  mounted: MountedLayer,
  options: CollectOptions,
  changes: RecordedChange[],
  parentIsReal: boolean,
): void {
  const path = mounted.layer.path + relative
  const upper = mounted.upper + relative
  const after = lookAt(path, upper, options)
  // Below what is no directory in reality, say a link that the command replaced, nothing real has this path.
  const before = parentIsReal ? lstatOf(path) : undefined
  if (after === undefined) return
  if (isWhiteout(after)) {
    if (before !== undefined) changes.push(deletion(relative, mounted))
    return
  }
  const isTree = after.isDirectory() && before === undefined && options.isWhole(path)
  const change = changeOf(relative, before, after, mounted)
  openUp(after.isDirectory() ? mounted.mergedOutside + relative : upper, after)
  if (change !== undefined) {
    const hidden = isHidden(mounted, relative)
    changes.push({
      path,
      change,
      before: hidden ? withoutDigest(path, before) : fileState(path, before),
      after: fileState(upper, after),
      source: upper,
      isTree,
      maskedLines: maskOf(mounted, relative)?.lines,
      isHidden: hidden,
      modifiedAt: after.mtimeMs,
    })
  }
  if (after.isDirectory() && !isTree) visit(relative, mounted, options, changes)
}

/** Undefined for what can't be looked at, which is told. */
function lookAt(path: string, upper: string, options: CollectOptions): Stats | undefined {
  const stat = lstatOf(upper)
  if (stat === undefined) options.onUnreadable(path)
  return stat !== undefined && options.hasRoomFor(path, stat) ? stat : undefined
}

/** What became of a path, or undefined if it is as it was. */
function changeOf(
  relative: string,
  before: Stats | undefined,
  after: Stats,
  mounted: MountedLayer,
): Change | undefined {
  if (before === undefined) return isPlace(relative, mounted) ? undefined : 'created'
  if ((before.mode & 0o170000) !== (after.mode & 0o170000)) return 'modified'
  if (isHidden(mounted, relative)) return after.isDirectory() || after.size === 0 ? undefined : 'modified'
  if (!after.isDirectory() && !isSameContent(relative, before, after, mounted)) return 'modified'
  if (modeBefore(relative, before, mounted) !== (after.mode & 0o7777)) return 'mode-changed'
  return isRewritten(relative, before, after, mounted) ? 'modified' : undefined
}

/** As the command saw it: what is of another account was its own there. */
function modeBefore(relative: string, before: Stats, { mask }: MountedLayer): number {
  const seen = mask === undefined ? undefined : lstatOf(mask + relative)
  return (seen === undefined || isWhiteout(seen) ? before : seen).mode & 0o7777
}

/** Written again with what was there, or touched: recorded, so that no write goes unseen. */
function isRewritten(relative: string, before: Stats, after: Stats, mounted: MountedLayer): boolean {
  return (
    after.isFile() && maskOf(mounted, relative) === undefined && Math.abs(after.mtimeMs - before.mtimeMs) >= 1
  )
}

function isSameContent(relative: string, before: Stats, after: Stats, mounted: MountedLayer): boolean {
  const masked = maskOf(mounted, relative)
  const upper = mounted.upper + relative
  if (masked !== undefined) return fileState(upper, after)?.digest === sha256(masked.text)
  return sameAs(mounted.layer.path + relative, before, upper, after)
}

function maskOf(
  mounted: MountedLayer,
  relative: string,
): MountedLayer['layer']['masked'][number] | undefined {
  return mounted.layer.masked.find(({ path }) => path === mounted.layer.path + relative)
}

function sameAs(path: string, before: Stats, upper: string, after: Stats): boolean {
  if (after.isFile() && before.size !== after.size) return false
  const real = fileState(path, before)
  openUp(upper, after)
  const written = fileState(upper, after)
  return real?.digest === written?.digest && (real?.digest !== undefined || !after.isFile())
}

function deletion(relative: string, mounted: MountedLayer): RecordedChange {
  const path = mounted.layer.path + relative
  const hidden = isHidden(mounted, relative)
  return {
    path,
    change: 'deleted',
    before: hidden ? withoutDigest(path, lstatOf(path)) : fileState(path),
    after: undefined,
    source: undefined,
    isTree: false,
    maskedLines: undefined,
    isHidden: hidden,
    modifiedAt: undefined,
  }
}

function withoutDigest(path: string, stat: Stats | undefined): RecordedChange['before'] {
  const state = stat?.isFile() === true ? undefined : fileState(path, stat)
  if (stat === undefined || state !== undefined) return state
  return { type: 'file', mode: stat.mode & 0o7777, size: stat.size, digest: undefined, linkTarget: undefined }
}

function isHidden(mounted: MountedLayer, relative: string): boolean {
  return mounted.layer.hidden.some(({ path }) => isWithin(mounted.layer.path + relative, path))
}

function isPlace(relative: string, mounted: MountedLayer): boolean {
  return mounted.layer.mountPoints.some((path) => isWithin(path, mounted.layer.path + relative))
}

function isWhiteout(stat: Stats): boolean {
  return stat.isCharacterDevice() && stat.rdev === 0
}

/** False for a whiteout that lies in the real directory, where anybody can make one: no overlay shows it, and nobody deleted it. */
function isSeen(path: string): boolean {
  const stat = lstatOf(path)
  return stat === undefined || !isWhiteout(stat)
}

import {
  chmodSync,
  chownSync,
  closeSync,
  constants,
  fstatSync,
  mkdirSync,
  openSync,
  readFileSync,
  readlinkSync,
  statSync,
  utimesSync,
  writeFileSync,
} from 'node:fs'
import { dirname } from 'node:path'
import { type Identity, isWithin } from '../../sandbox/machine.ts'
import type { Layer } from '../../sandbox/places.ts'
import type { Binaries } from './binaries.ts'
import type { ForeignEntry } from './foreign.ts'
import type { MountNamespace, Order } from './namespace.ts'

/** Where a mask lies: as a path of the namespace, and as seen from outside. */
export type MaskPlace = { readonly directory: string; readonly outside: string }

/** What decides what is seen of a place. */
export type Mask = MaskPlace & { readonly whole: Promise<void> }

/** What masks are built with. */
export type MaskContext = {
  readonly identity: Identity
  readonly binaries: Binaries
  readonly namespace: MountNamespace
}

/**
 * Builds the directory that lies between an overlay and the real place, and decides what is seen of it: hidden directories
 * are whiteouts, hidden files empty, masked files without their credentials; what is foreign is the identity's own, for an overlay
 * refuses to copy anything else. Gives undefined where there is nothing of it. What is mounted over it is not to be used before it is
 * `whole`, which rejects with the system's words.
 */
export function buildMask(
  layer: Layer,
  foreign: readonly ForeignEntry[],
  { directory, outside }: MaskPlace,
  { identity, binaries, namespace }: MaskContext,
): Mask | undefined {
  if (layer.hidden.length + layer.masked.length + layer.mountPoints.length + foreign.length === 0)
    return undefined
  const tree = openTree(layer, outside, identity)
  const { place, makeLike } = tree
  for (const entry of visible(foreign, layer)) {
    if (entry.type === 'f') copyFile(entry, tree, identity)
    else makeLike(entry.path, modeOf(entry, identity))
  }
  for (const path of layer.mountPoints) makeLike(path)
  for (const { path, text } of layer.masked) {
    makeLike(dirname(path))
    writeFileSync(place(path), text)
    chmodSync(place(path), statSync(path).mode & 0o777)
    own(place(path), identity)
  }
  const whiteouts: Order[] = []
  for (const { path, type } of layer.hidden) {
    makeLike(dirname(path))
    if (type === 'file') {
      writeFileSync(place(path), '', { mode: 0o644 })
      own(place(path), identity)
    } else whiteouts.push([binaries.mknod, `${directory}${path.slice(layer.path.length)}`, 'c', '0', '0'])
  }
  tree.close()
  const hiding = whiteouts.length === 0 ? undefined : namespace.run(whiteouts)
  return { directory, outside, whole: allHidden(layer, hiding) }
}

/** Directories like those of a layer, of which each gets its mode when the tree is closed. */
type Tree = {
  readonly place: (path: string) => string
  readonly makeLike: (path: string, mode?: number) => void
  readonly close: () => void
}

function openTree(layer: Layer, directory: string, identity: Identity): Tree {
  const place = (path: string): string => `${directory}${path.slice(layer.path.length)}`
  const modes = new Map<string, number>()
  const makeLike = (path: string, mode?: number): void => {
    if (modes.has(path)) return
    modes.set(path, mode ?? modeInside(path, identity))
    if (path !== layer.path) makeLike(dirname(path))
    mkdirSync(place(path), { recursive: path === layer.path, mode: 0o700 })
    own(place(path), identity)
  }
  makeLike(layer.path)
  const close = (): void => {
    for (const [path, mode] of modes) chmodSync(place(path), mode)
  }
  return { place, makeLike, close }
}

/** Those that are not hidden anyway. */
function visible(
  foreign: readonly ForeignEntry[],
  { path: top, hidden, masked }: Layer,
): readonly ForeignEntry[] {
  const closed = [...hidden, ...masked]
  return foreign.filter(
    (entry) => entry.path !== top && !closed.some(({ path }) => isWithin(entry.path, path)),
  )
}

/** What the identity may do anyway, said as to an owner. */
function modeOf({ type, mode, owner }: ForeignEntry, { uid }: Identity): number {
  if (owner === uid) return mode
  return type === 'x' ? closedMode(mode) : mode | (type === 'd' ? 0o700 : 0o600)
}

/** The mode of a directory that is the identity's own inside: what the identity may not write to, it may not there either. */
function modeInside(path: string, { uid }: Identity): number {
  const real = statSync(path, { throwIfNoEntry: false })
  if (real === undefined) return 0o755
  const mode = real.mode & 0o7777
  return real.uid === uid || uid === 0 ? mode : closedMode(mode)
}

/** Of a directory that may be looked into, and no more. */
function closedMode(mode: number): number {
  return (mode & ~0o200) | 0o500
}

/**
 * With the times of the real one: a copy that is only opened is no change. What is no longer what was found there is left out, above
 * all what a symbolic link leads to by now.
 */
function copyFile(entry: ForeignEntry, { place, makeLike }: Tree, identity: Identity): void {
  const { path, mode, owner, size } = entry
  let file: number
  try {
    file = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  } catch {
    return
  }
  try {
    const stat = fstatSync(file)
    const isStill = stat.isFile() && stat.uid === owner && (stat.mode & 0o7777) === mode && stat.size === size
    if (!isStill || readlinkSync(`/proc/self/fd/${file}`) !== path) return
    makeLike(dirname(path))
    const target = place(path)
    writeFileSync(target, readFileSync(file))
    chmodSync(target, modeOf(entry, identity) & 0o777)
    own(target, identity)
    utimesSync(target, stat.atimeMs / 1000, stat.mtimeMs / 1000)
  } finally {
    closeSync(file)
  }
}

async function allHidden(layer: Layer, hiding: ReturnType<MountNamespace['run']> | undefined): Promise<void> {
  const problem = await hiding
  if (problem !== undefined) throw new Error(`not all in ${layer.path} could be hidden: ${problem}`)
}

/** Gives a file of the gate's to the identity that commands have. */
export function own(path: string, identity: Identity): void {
  if (process.geteuid?.() === 0) chownSync(path, identity.uid, identity.gid)
}

import { chmodSync, chownSync, mkdirSync, statSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Identity } from '../../sandbox/machine.ts'
import type { Layer } from '../../sandbox/places.ts'
import type { Binaries } from './binaries.ts'
import type { MountNamespace, Order } from './namespace.ts'

/** What decides what is seen of a place. */
export type Mask = { readonly directory: string; readonly whole: Promise<void> }

/**
 * Builds the directory that lies between an overlay and the real place, and decides what is seen of it: hidden directories
 * are whiteouts, hidden files empty, masked files without their credentials. Gives undefined where nothing is to be hidden. What is
 * mounted over it is not to be used before it is `whole`, which rejects with the system's words.
 */
export function buildMask(
  layer: Layer,
  directory: string,
  identity: Identity,
  { mknod }: Binaries,
  namespace: MountNamespace,
): Mask | undefined {
  if (layer.hidden.length + layer.masked.length + layer.mountPoints.length === 0) return undefined
  const place = (path: string): string => `${directory}${path.slice(layer.path.length)}`
  const makeLike = (path: string): void => {
    const target = place(path)
    if (statSync(target, { throwIfNoEntry: false }) !== undefined) return
    if (path !== layer.path) makeLike(dirname(path))
    mkdirSync(target, { recursive: true })
    const real = statSync(path, { throwIfNoEntry: false })
    chmodSync(target, real === undefined ? 0o755 : real.mode & 0o7777)
    own(target, identity)
  }
  makeLike(layer.path)
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
    } else whiteouts.push([mknod, place(path), 'c', '0', '0'])
  }
  return { directory, whole: allHidden(layer, whiteouts.length === 0 ? undefined : namespace.run(whiteouts)) }
}

async function allHidden(layer: Layer, hiding: ReturnType<MountNamespace['run']> | undefined): Promise<void> {
  const problem = await hiding
  if (problem !== undefined) throw new Error(`not all in ${layer.path} could be hidden: ${problem}`)
}

/** Gives a file of the gate's to the identity that commands have. */
export function own(path: string, identity: Identity): void {
  if (process.geteuid?.() === 0) chownSync(path, identity.uid, identity.gid)
}

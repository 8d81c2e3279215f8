import { statSync, symlinkSync } from 'node:fs'
import type { Layer } from '../../sandbox/places.ts'
import type { Binaries } from './binaries.ts'
import { sha256 } from './file-state.ts'
import type { Mask } from './masks.ts'
import { type MountNamespace, mountOrder, type Order } from './namespace.ts'

/** An overlay as it is mounted for a run. */
export type MountedLayer = {
  readonly layer: Layer
  /** Where commands' view of it is, as a path of the namespace. */
  readonly merged: string
  /** Where what was written lies, as seen from outside the namespace. */
  readonly upper: string
  /** The view, as seen from outside. */
  readonly mergedOutside: string
  /** What decides what is seen of it, as seen from outside. */
  readonly mask: string | undefined
}

/** A directory to mount overlays in, and how they are to be mounted. */
export type LayerRequest = {
  readonly layers: readonly Layer[]
  readonly masks: ReadonlyMap<string, Mask>
  /** A directory of the namespace, on the file system that holds what is written. */
  readonly directory: string
  /** Stands for places that are missing in reality. */
  readonly emptyDirectory: string
  /** For paths that the option syntax of overlays has no room for. */
  readonly linkDirectory: string
}

/** Mounts overlays over the layers' directories, each on a place of its own. Throws with the system's words. */
export async function mountLayers(
  namespace: MountNamespace,
  binaries: Binaries,
  request: LayerRequest,
): Promise<readonly MountedLayer[]> {
  if (request.layers.length === 0) return []
  const places = request.layers.map((layer, index) => {
    const base = `${request.directory}/${index}`
    return { layer, base, upper: `${base}/u`, work: `${base}/w`, merged: `${base}/m` }
  })
  const modes = new Map<number, string[]>()
  const mounts = places.map(({ layer, upper, work, merged }): Order => {
    const real =
      statSync(layer.path, { throwIfNoEntry: false })?.isDirectory() === true
        ? layer.path
        : request.emptyDirectory
    const mode = statSync(real).mode & 0o7777
    modes.set(mode, [...(modes.get(mode) ?? []), upper])
    const mask = request.masks.get(layer.path)
    const lower = [...(mask === undefined ? [] : [mask.directory]), real].map((path) =>
      spelled(path, request.linkDirectory),
    )
    const options = `lowerdir=${lower.join(':')},upperdir=${upper},workdir=${work},userxattr`
    return mountOrder(binaries, 'overlay', options, merged)
  })
  const problem = await namespace.run([
    [binaries.mkdir, '-p', '--', ...places.flatMap(({ upper, work, merged }) => [upper, work, merged])],
    ...[...modes].map(([mode, uppers]) => [binaries.chmod, mode.toString(8), '--', ...uppers]),
    ...mounts,
  ])
  if (problem !== undefined) throw new Error(problem)
  return places.map(({ layer, upper, merged }) => ({
    layer,
    merged,
    upper: `${namespace.root}${upper}`,
    mergedOutside: `${namespace.root}${merged}`,
    mask: request.masks.get(layer.path)?.outside,
  }))
}

/** A path without the characters that separate mount options: itself, or a link to it. */
function spelled(path: string, linkDirectory: string): string {
  if (/^[A-Za-z0-9/._@+~-]+$/.test(path)) return path
  const link = `${linkDirectory}/${sha256(path)}`
  try {
    symlinkSync(path, link)
  } catch {
    // It is there from an earlier set.
  }
  return link
}

/** Unmounts overlays and removes what they hold. A failure leaves them to the end of the run. */
export async function unmountLayers(
  namespace: MountNamespace,
  binaries: Binaries,
  layers: readonly MountedLayer[],
): Promise<void> {
  if (layers.length === 0) return
  const bases = layers.map(({ merged }) => merged.slice(0, -2))
  await namespace.run([
    [binaries.umount, '-l', '--', ...layers.map(({ merged }) => merged)],
    // The work directory of an overlay is closed to its owner.
    [binaries.chmod, '-R', 'u+rwx', '--', ...bases.map((base) => `${base}/w`)],
    [binaries.rm, '-rf', '--', ...bases],
  ])
}

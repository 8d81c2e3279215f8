import { rm } from 'node:fs/promises'
import { isWithin } from '../../sandbox/machine.ts'
import type { Layer } from '../../sandbox/places.ts'
import { findForeign } from './foreign.ts'
import type { Ground } from './ground.ts'
import { type MountedLayer, mountLayers } from './layer-set.ts'
import { buildMask, type Mask, type MaskPlace } from './masks.ts'
import { identityOptions } from './run-quietly.ts'

/** Mounts overlays over the layers' places in a directory of the namespace. Throws with the system's words. */
export type Mount = (layers: readonly Layer[], where: string) => Promise<readonly MountedLayer[]>

/** Mounts sets of overlays with what each is to hide, which is laid out once for the run. */
export type Mounter = {
  readonly mount: Mount
  /**
   * Lays out anew what stands for real files of others, as some at or below these paths have changed. Not while something is being
   * mounted.
   */
  readonly forget: (changed: readonly string[]) => void
  /** What people should know of what was laid out so far. */
  readonly notes: () => readonly string[]
}

/** A mounter on this ground. */
export function openMounter(ground: Ground): Mounter {
  const { namespace, binaries, directory, identity } = ground
  const masks = new Map<string, { readonly layer: Layer; readonly mask: Promise<Mask | undefined> }>()
  const incomplete = new Set<string>()
  let built = 0
  const build = async (layer: Layer): Promise<Mask | undefined> => {
    const { path, foreign, covered } = layer
    const place = maskPlace(ground, built++)
    const found = foreign.length === 0 ? undefined : await findForeign(binaries, identity, foreign, covered)
    if (found?.isAll === false) incomplete.add(path)
    const mask = buildMask(layer, found?.entries ?? [], place, ground)
    // Whoever mounts something over it meets the error.
    mask?.whole.catch(() => undefined)
    return mask
  }
  const maskOf = (layer: Layer): Promise<Mask | undefined> => {
    const known = masks.get(layer.path)
    if (known !== undefined) return known.mask
    const mask = build(layer)
    mask.catch(() => undefined)
    masks.set(layer.path, { layer, mask })
    return mask
  }
  return {
    async mount(layers, where) {
      const laid = await Promise.all(
        layers.map(async (layer) => ({ path: layer.path, mask: await maskOf(layer) })),
      )
      const wanted = laid.flatMap(({ path, mask }) => (mask === undefined ? [] : [{ path, ...mask }]))
      const mounted = await mountLayers(namespace, binaries, {
        layers,
        masks: new Map(wanted.map((mask) => [mask.path, mask])),
        directory: where,
        linkDirectory: `${directory}/link`,
        emptyDirectory: `${directory}/empty`,
      })
      await Promise.all(wanted.map(({ whole }) => whole))
      return mounted
    },
    forget(changed) {
      for (const [path, { layer, mask }] of masks) {
        // What is scratch stays mounted for the whole run, over files that nobody changes.
        if (layer.foreign.length === 0 || layer.role === 'scratch' || !changed.some(isIn(layer))) continue
        masks.delete(path)
        mask.then((old) => old && rm(old.outside, { recursive: true, force: true })).catch(() => undefined)
      }
    },
    notes: () =>
      incomplete.size === 0
        ? []
        : [
            `Too much in ${[...incomplete].join(', ')} is of other accounts or groups for all of it to be made ready: ` +
              'there writes can fail with "Value too large for defined data type".',
          ],
  }
}

/**
 * In memory, where there can be thousands of directories; but what is mounted in the namespace takes nothing from a root that it does
 * not know.
 */
function maskPlace({ namespace, scratchRoot, directory, identity }: Ground, id: number): MaskPlace {
  const isKnown = identityOptions(identity).uid === undefined
  const path = `${isKnown ? scratchRoot : directory}/m/${id}`
  return { directory: path, outside: isKnown ? `${namespace.root}${path}` : path }
}

/** True for what is in a layer, and what the layer is in. */
function isIn({ path: top, covered }: Layer): (path: string) => boolean {
  return (path) =>
    isWithin(top, path) || (isWithin(path, top) && !covered.some((place) => isWithin(path, place)))
}

/** Mounts, and once more where a directory that was there a moment ago is gone: it is an empty one now. */
export async function mountAgain(
  mount: Mount,
  layers: readonly Layer[],
  where: string,
): Promise<readonly MountedLayer[]> {
  try {
    return await mount(layers, where)
  } catch {
    return await mount(layers, `${where}-again`)
  }
}

import type { Variant } from '../../sandbox/places.ts'
import { type MountedLayer, unmountLayers } from './layer-set.ts'
import type { Run } from './run.ts'

/** Overlays that stand ready for the next command. */
export type LayerPool = {
  /** Fresh overlays; those made ahead where there are any. */
  take(variant: Variant): Promise<readonly MountedLayer[]>
  /** Makes the next overlays now, so that no command waits for them. */
  prepare(variant: Variant): void
  /** Overlays that nothing was written into, for the next command. */
  giveBack(variant: Variant, layers: readonly MountedLayer[]): void
  /** Drops overlays and what they hold. */
  retire(layers: readonly MountedLayer[]): Promise<void>
  /** Waits for what is still being made or dropped. */
  settle(): Promise<void>
  /** Forgets what was made ahead: real files at or below these paths have changed. */
  renew(changed: readonly string[]): Promise<void>
}

/** A pool that makes the next overlays as soon as the last ones have been used up; `first` are there already. */
export function openPool(
  run: Run,
  first: { readonly variant: Variant; readonly layers: readonly MountedLayer[] },
): LayerPool {
  const ahead = new Map<Variant, Promise<readonly MountedLayer[]>>([
    [first.variant, Promise.resolve(first.layers)],
  ])
  let nextId = 1
  const make = (variant: Variant): Promise<readonly MountedLayer[]> => run.mountSet(variant, nextId++)
  const prepareAhead = (variant: Variant): void => {
    if (ahead.has(variant)) return
    const made = make(variant)
    // Its failure shows when it is taken.
    made.catch(() => undefined)
    ahead.set(variant, made)
  }
  const dropping = new Set<Promise<void>>()
  const retire = (layers: readonly MountedLayer[]): Promise<void> => {
    const dropped = unmountLayers(run.namespace, run.binaries, layers).finally(() => dropping.delete(dropped))
    dropping.add(dropped)
    return dropped
  }
  return {
    async take(variant) {
      const made = ahead.get(variant) ?? make(variant)
      ahead.delete(variant)
      return await made
    },
    prepare: prepareAhead,
    giveBack(variant, layers) {
      if (ahead.has(variant)) retire(layers).catch(() => undefined)
      else ahead.set(variant, Promise.resolve(layers))
    },
    async retire(layers) {
      await retire(layers)
    },
    async settle() {
      await Promise.allSettled([...ahead.values(), ...dropping])
    },
    async renew(changed) {
      const old = [...ahead]
      ahead.clear()
      for (const [, made] of old) retire(await made).catch(() => undefined)
      run.forget(changed)
      for (const [variant] of old) prepareAhead(variant)
    },
  }
}

import type { LayerName, Provenance } from './policy.ts'
import type { PolicyFile } from './schema.ts'

/** How two layers' values of one key become one. */
type Order<Value> = {
  readonly fallback: Value
  /** Whether the lower layer's value is at least as strict as the upper one's. */
  readonly tightens: (lower: Value, upper: Value) => boolean
}

/** Reads each key from the layers and remembers which of them set it. */
export type Settings = {
  /** The upper layer's value, or the lower one's where it is at least as strict. */
  stricter<Value>(key: string, read: (file: PolicyFile) => Value | undefined, order: Order<Value>): Value
  /** The upper layer's value where it sets one, else the lower one's. */
  first<Value>(key: string, read: (file: PolicyFile) => Value | undefined, fallback: Value): Value
  /** Lists that close something: all of both. */
  all(key: string, read: (file: PolicyFile) => readonly string[] | undefined): readonly string[]
  /** Lists that open something: what the lower layer names and the upper one covers, where both name any. */
  common(
    key: string,
    read: (file: PolicyFile) => readonly string[] | undefined,
    fallback: readonly string[],
    covers?: (above: string, below: string) => boolean,
  ): readonly string[]
  /** Remembers that a lower layer asked in vain. */
  note(key: string, layer: LayerName, setAside: string): void
  provenance(): Provenance
}

/** Settings over an upper and a lower file, either of which may be missing. */
export function createSettings(upper: PolicyFile | undefined, lower: PolicyFile | undefined): Settings {
  const origins: Record<string, { readonly layer: LayerName; readonly setAside: string | undefined }> = {}
  const both = <Value>(read: (file: PolicyFile) => Value | undefined) => ({
    above: upper === undefined ? undefined : read(upper),
    below: lower === undefined ? undefined : read(lower),
  })
  const mark = (key: string, layer: LayerName, setAside?: unknown): void => {
    origins[key] = { layer, setAside: setAside === undefined ? undefined : JSON.stringify(setAside) }
  }
  const first = <Value>(
    key: string,
    read: (file: PolicyFile) => Value | undefined,
    fallback: Value,
  ): Value => {
    const { above, below } = both(read)
    if (above !== undefined) mark(key, 'organization', below)
    else if (below !== undefined) mark(key, 'repository')
    return above ?? below ?? fallback
  }
  return {
    first,
    stricter: (key, read, order) => {
      const { above, below } = both(read)
      if (below === undefined || above === undefined || !order.tightens(below, above)) {
        return first(key, read, order.fallback)
      }
      mark(key, 'repository')
      return below
    },
    all: (key, read) => {
      const { above, below } = both(read)
      if (above !== undefined || below !== undefined)
        mark(key, below === undefined ? 'organization' : 'repository')
      return [...new Set([...(above ?? []), ...(below ?? [])])]
    },
    common: (key, read, fallback, covers = (given, wanted) => given === wanted) => {
      const { above, below } = both(read)
      if (above === undefined || below === undefined) return first(key, read, fallback)
      const covered = (item: string): boolean => above.some((given) => covers(given, item))
      const dropped = below.filter((item) => !covered(item))
      mark(key, 'repository', dropped.length > 0 ? dropped : undefined)
      return below.filter(covered)
    },
    note: (key, layer, setAside) => {
      origins[key] = { layer, setAside }
    },
    provenance: () => origins,
  }
}

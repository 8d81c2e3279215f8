import { isWithin } from './machine.ts'

/** The names of the directories in a directory; empty where it can't be read. Symbolic links don't count. */
export type ListDirectories = (path: string) => readonly string[]

/** Deeper than this a place is left as it is. */
const maxDepth = 12

/**
 * Directories that together cover `root` as far as no mount lies below any of them: an overlay over a directory with a
 * mount below it is refused by the kernel.
 */
export function splitAround(
  root: string,
  mountPoints: readonly string[],
  listDirectories: ListDirectories,
  depth = 0,
): readonly string[] {
  const below = mountPoints.some((point) => point !== root && isWithin(point, root))
  if (!below) return [root]
  if (depth >= maxDepth) return []
  return listDirectories(root).flatMap((name) =>
    splitAround(`${root === '/' ? '' : root}/${name}`, mountPoints, listDirectories, depth + 1),
  )
}

/**
 * What is to be hidden so that of `path` only `kept` stays visible: `path` itself, or, where something in it is kept, the
 * entries that don't lead there.
 */
export function hideAround(
  path: string,
  kept: readonly string[],
  listEntries: (path: string) => readonly string[],
): readonly string[] {
  if (kept.includes(path)) return []
  if (!kept.some((keep) => isWithin(keep, path))) return [path]
  return listEntries(path).flatMap((name) =>
    hideAround(`${path === '/' ? '' : path}/${name}`, kept, listEntries),
  )
}

import { type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Effect } from '../../sandbox/effect.ts'
import { likelyEffects, likelyRenames } from '../../sandbox/likely.ts'
import { isWithin } from '../../sandbox/machine.ts'
import type { MountedLayer } from './layer-set.ts'
import type { Run } from './run.ts'

/**
 * What messages tell of denials that no overlay could record. With overlays that is only a write to a place which none of
 * them covers, and which the user could really have written: forged words name none.
 */
export function likelyOf(run: Run, layers: readonly MountedLayer[], stderr: string): readonly Effect[] {
  if (run.backend === 'enforce') return likelyEffects(stderr)
  const covered = [...layers.map(({ layer }) => layer.path), ...run.scratch.keys(), run.machine.workspace]
  const readOnly = stderr.split('\n').filter((line) => /read-only file system/i.test(line))
  const { workspace } = run.machine
  const mounted = covered.filter((path) => path !== workspace && isWithin(path, workspace))
  return [
    ...likelyEffects(readOnly.join('\n')).filter(
      (effect) =>
        effect.kind === 'write' &&
        !covered.some((place) => isWithin(effect.path, place)) &&
        isReallyWritable(effect.path, run),
    ),
    ...likelyRenames(stderr, mounted, workspace),
  ]
}

function isReallyWritable(path: string, run: Run): boolean {
  const target = nearest(path)
  if (target === undefined || /^\/(?:proc|sys|dev|run)(?:\/|$)/.test(path)) return false
  const { uid, gid } = run.identity
  if (target.uid === uid) return (target.mode & 0o200) !== 0
  return (target.mode & (target.gid === gid ? 0o020 : 0o002)) !== 0
}

/** The path itself, or the directory in which it would be made. */
function nearest(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false }) ?? (path === '/' ? undefined : nearest(dirname(path)))
  } catch {
    return undefined
  }
}

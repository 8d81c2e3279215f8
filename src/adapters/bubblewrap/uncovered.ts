import { accessSync, constants, realpathSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import type { Effect } from '../../sandbox/effect.ts'
import {
  likelyEffects,
  likelyRenames,
  likelyWrite,
  type Overflow,
  overflowsIn,
} from '../../sandbox/likely.ts'
import { type Identity, isWithin } from '../../sandbox/machine.ts'
import type { SandboxedGrant } from './attempt.ts'
import { lstatOf } from './file-state.ts'
import type { MountedLayer } from './layer-set.ts'
import type { Run } from './run.ts'

/** What a command said before it failed. */
export type Said = {
  readonly stderr: string
  /** The directory that it worked in. */
  readonly directory: string
  readonly grant: SandboxedGrant
}

/**
 * What messages tell of denials that no overlay could record, and what people should know about it. With overlays that is only a
 * write to a place which none of them covers, or which they could not take over, and which the user could really have written:
 * forged words name none.
 */
export function toldBy(
  run: Run,
  layers: readonly MountedLayer[],
  said: Said,
): { readonly effects: readonly Effect[]; readonly notes: readonly string[] } {
  const { stderr } = said
  if (run.backend === 'enforce') return { effects: likelyEffects(stderr), notes: [] }
  const covered = [...layers.map(({ layer }) => layer.path), ...run.scratch.keys(), run.machine.workspace]
  const readOnly = stderr.split('\n').filter((line) => /read-only file system/i.test(line))
  const { workspace } = run.machine
  const mounted = covered.filter((path) => path !== workspace && isWithin(path, workspace))
  const places = overflowsIn(stderr, said.directory).flatMap(
    (overflow) => refusedPlace(overflow, run, covered) ?? [],
  )
  return {
    effects: [
      ...likelyEffects(readOnly.join('\n')).filter(
        (effect) =>
          effect.kind === 'write' &&
          !covered.some((place) => isWithin(effect.path, place)) &&
          isReallyWritable(effect.path, run),
      ),
      ...likelyRenames(stderr, mounted, workspace),
      ...[...new Set(places)]
        .filter((path) => isCaptured(path, run, layers, said.grant))
        .map((path) => likelyWrite(path)),
    ],
    notes: places.slice(0, 1).map(overflowNote),
  }
}

function overflowNote(path: string): string {
  return (
    `${path} could not be written to: what is of another account or group, no overlay can take over. ` +
    'Grant it with `write:`, or give it to your own with `sudo chown -R "$(id -u):$(id -g)"`.'
  )
}

/** The directory to be granted where an overlay refused a write that could really be made; undefined where it did not. */
function refusedPlace(
  { path, inDirectory }: Overflow,
  run: Run,
  covered: readonly string[],
): string | undefined {
  const parent = nearest(dirname(path))
  if (parent === undefined || (inDirectory && parent !== dirname(path)) || !isReallyWritable(path, run))
    return undefined
  const real = realpathSync(parent)
  const tops = covered.filter((place) => isWithin(real, place))
  const isRefused = tops.length > 0 && hasForeign(`${real}${path.slice(parent.length)}`, tops, run.identity)
  return isRefused ? real : undefined
}

/** Whether something on the way to a path is foreign; the top of an overlay never is. */
function hasForeign(path: string, tops: readonly string[], { uid, gid }: Identity): boolean {
  if (tops.includes(path) || path === '/') return false
  const stat = lstatOf(path)
  return (
    (stat !== undefined && (stat.uid !== uid || stat.gid !== gid)) ||
    hasForeign(dirname(path), tops, { uid, gid })
  )
}

/** True where the deepest place over a path is one that captures. */
function isCaptured(path: string, run: Run, layers: readonly MountedLayer[], grant: SandboxedGrant): boolean {
  const { workspace } = run.machine
  const captured = layers.filter(({ layer }) => layer.role === 'captured').map(({ layer }) => layer.path)
  const open = [...run.scratch.keys(), ...grant.write, ...(grant.mode === 'read-only' ? [] : [workspace])]
  const depth = (places: readonly string[]): number =>
    Math.max(0, ...places.filter((place) => isWithin(path, place)).map(({ length }) => length))
  return depth([...captured, workspace]) > depth(open)
}

/** Whether a thing can be written to, or made, removed and replaced in its directory. */
function isReallyWritable(path: string, run: Run): boolean {
  const target = nearest(path)
  if (target === undefined || /^\/(?:proc|sys|dev|run)(?:\/|$)/.test(path)) return false
  const places = target === path ? [path, dirname(path)] : [target]
  return places.some((place) => mayWrite(place, run.identity))
}

/** Groups and access lists count as well, which only the kernel knows all of. */
function mayWrite(path: string, { uid, gid }: Identity): boolean {
  try {
    if (process.geteuid?.() !== 0) return accessSync(path, constants.W_OK) === undefined
    const stat = statSync(path)
    const bit = stat.uid === uid ? 0o200 : stat.gid === gid ? 0o020 : 0o002
    return (stat.mode & bit) !== 0
  } catch {
    return false
  }
}

/** The path itself, or the directory in which it would be made. */
function nearest(path: string): string | undefined {
  try {
    if (statSync(path, { throwIfNoEntry: false }) !== undefined) return path
    return path === '/' ? undefined : nearest(dirname(path))
  } catch {
    return undefined
  }
}

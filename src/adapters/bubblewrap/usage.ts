import { statfsSync, statSync } from 'node:fs'
import type { Limits } from '../../policy/grant.ts'
import type { LimitName } from '../../sandbox/attempt.ts'
import { reserve, workspaceLimits } from '../../sandbox/limits.ts'
import { machineWide, overHalf, type Share } from './machine-wide.ts'
import {
  proportionalBytes,
  residentBytes,
  signalQuietly,
  threadsOf,
  treeOf,
  unnamedFiles,
} from './processes.ts'
import { roomOver } from './room.ts'
import { countNewFiles } from './scan.ts'
import { type Entry, watchUnmapped } from './unmapped-memory.ts'

type Over = { readonly limit: LimitName; readonly detail: string }

/** Looks: so often in a row the number of processes must stand at its limit to be a flood and not a peak. */
const floodLooks = 3

/**
 * Watches what a sandbox uses where no cgroup does: memory and processes of everything below its first process, and what
 * it adds to the real workspace and to its overlays.
 */
export function watchUsage(
  limits: Limits,
  where: {
    /** The real workspace, where commands write to it. */
    readonly directory: string | undefined
    /** The file system that holds what is written into overlays. */
    readonly capturedRoot: string
    /** The way to them, where no cgroup bounds their memory. */
    readonly unbounded: Entry | undefined
  },
  { shares, freeOn }: Figures = figures,
): { inspect(first: number | undefined): Promise<Over | undefined> } {
  const spaceOver = where.directory === undefined ? undefined : watchSpace(where.directory, freeOn)
  const unmapped = where.unbounded === undefined ? undefined : watchUnmapped(limits, where.unbounded)
  const before = shares()
  let looksAtLimit = 0
  return {
    async inspect(first) {
      if (first === undefined) return undefined
      const pids = treeOf(first, limits.processes + 64)
      // The kernel counts the threads of everybody but root.
      const isUncounted = where.unbounded?.identity.uid === 0
      const count = isUncounted ? pids.reduce((sum, pid) => sum + threadsOf(pid), 0) : pids.length
      looksAtLimit = count >= limits.processes * 0.9 ? looksAtLimit + 1 : 0
      if (count > limits.processes || looksAtLimit >= floodLooks) {
        return { limit: 'processes', detail: `${limits.processes} processes at once` }
      }
      const stopped = () => treeOf(first, limits.processes + 64)
      return (
        memoryOver(pids, limits) ??
        overHalf(before, shares()) ??
        filled(where.capturedRoot) ??
        (await unmapped?.(first, pids)) ??
        (await spaceOver?.(stopped))
      )
    },
  }
}

function memoryOver(pids: readonly number[], limits: Limits): Over | undefined {
  const resident = pids.reduce((sum, pid) => sum + residentBytes(pid), 0)
  if (resident <= limits.memoryBytes) return undefined
  const bytes = pids.reduce((sum, pid) => sum + (proportionalBytes(pid) ?? residentBytes(pid)), 0)
  if (bytes <= limits.memoryBytes) return undefined
  return { limit: 'memory', detail: `more than ${Math.round(limits.memoryBytes / 1024 ** 2)} MiB` }
}

function filled(root: string): Over | undefined {
  const detail = roomOver(root)
  return detail === undefined ? undefined : { limit: 'scratch', detail }
}

type Space = { readonly bytes: number; readonly files: number }

/** What is looked at again only when it has grown by a tenth of the limit since it was found to be somebody else's. */
const step: Space = { bytes: workspaceLimits.bytes / 10, files: workspaceLimits.files / 10 }

type Disk = Space & { readonly total: Space }

/** What the machine tells of itself. */
export type Figures = {
  readonly shares: () => readonly Share[]
  /** Of the file system that a directory is on; undefined where it is not there. */
  readonly freeOn: (directory: string) => Disk | undefined
}

const figures: Figures = { shares: machineWide, freeOn }

function freeOn(directory: string): Disk | undefined {
  try {
    const { bfree, blocks, bsize, ffree, files } = statfsSync(directory)
    return { bytes: bfree * bsize, files: ffree, total: { bytes: blocks * bsize, files } }
  } catch {
    return undefined
  }
}

/** What is held where nobody can look, in a message that nobody takes say, fills the disk as well. */
function isScarce(now: Disk, used: Space): boolean {
  return (['bytes', 'files'] as const).some(
    (key) => now[key] < now.total[key] * reserve && used[key] > now.total[key] * reserve,
  )
}

/**
 * Watches what is added to the real workspace. Others write to the same disk, so what is new there is counted, while the command
 * stands still: one that deletes its flood again must not outrun the count.
 */
function watchSpace(
  directory: string,
  freeOn: Figures['freeOn'],
): (processes: () => readonly number[]) => Promise<Over | undefined> {
  const before = freeOn(directory)
  const startedAt = Date.now()
  let bound: Space = workspaceLimits
  return async (processes) => {
    const now = freeOn(directory)
    if (before === undefined || now === undefined) return undefined
    const used = { bytes: before.bytes - now.bytes, files: before.files - now.files }
    if (isScarce(now, used))
      return { limit: 'scratch', detail: 'the disk of the workspace had hardly any room left' }
    const next = (key: keyof Space): number =>
      Math.max(workspaceLimits[key], Math.min(bound[key], used[key] + step[key]))
    bound = { bytes: next('bytes'), files: next('files') }
    if (used.bytes <= bound.bytes && used.files <= bound.files) return undefined
    const fresh = await whileStopped(processes, () => countFresh(directory, startedAt, processes()))
    if (fresh.files > workspaceLimits.files)
      return { limit: 'scratch', detail: `${fresh.files} new files in the workspace` }
    if (fresh.bytes > workspaceLimits.bytes)
      return { limit: 'scratch', detail: `${fresh.bytes} new bytes in the workspace` }
    bound = { bytes: used.bytes + step.bytes, files: used.files + step.files }
    return undefined
  }
}

async function countFresh(directory: string, since: number, pids: readonly number[]): Promise<Space> {
  const named = await countNewFiles(directory, since)
  const { dev } = statSync(directory)
  const unnamed = unnamedFiles(pids).filter(({ device }) => device === dev)
  return {
    files: named.files + unnamed.length,
    bytes: unnamed.reduce((sum, { bytes }) => sum + bytes, named.bytes),
  }
}

async function whileStopped<T>(processes: () => readonly number[], work: () => Promise<T>): Promise<T> {
  for (const pid of processes()) signalQuietly(pid, 'SIGSTOP')
  try {
    return await work()
  } finally {
    for (const pid of processes()) signalQuietly(pid, 'SIGCONT')
  }
}

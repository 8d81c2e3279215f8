import { statfsSync } from 'node:fs'
import type { Limits } from '../../policy/grant.ts'
import type { LimitName } from '../../sandbox/attempt.ts'
import { workspaceLimits } from '../../sandbox/limits.ts'
import { proportionalBytes, residentBytes, treeOf } from './processes.ts'
import { countNewFiles } from './scan.ts'

type Over = { readonly limit: LimitName; readonly detail: string }

/** Looks: so often in a row the number of processes must stand at its limit to be a flood and not a peak. */
const floodLooks = 3

/**
 * Watches what a sandbox uses where no cgroup does: memory and processes of everything below its first process, and what
 * it adds to the real workspace.
 */
export function watchUsage(
  limits: Limits,
  directory: string | undefined,
): { inspect(first: number | undefined): Promise<Over | undefined> } {
  const before = directory === undefined ? undefined : spaceOf(directory)
  const startedAt = Date.now()
  let looksAtLimit = 0
  return {
    async inspect(first) {
      if (first === undefined) return undefined
      const pids = treeOf(first, limits.processes + 64)
      looksAtLimit = pids.length >= limits.processes * 0.9 ? looksAtLimit + 1 : 0
      if (pids.length > limits.processes || looksAtLimit >= floodLooks) {
        return { limit: 'processes', detail: `${limits.processes} processes at once` }
      }
      return memoryOver(pids, limits) ?? (await spaceOver(directory, before, startedAt))
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

type Space = { readonly freeBytes: number; readonly freeFiles: number }

function spaceOf(directory: string): Space | undefined {
  try {
    const { bfree, bsize, ffree } = statfsSync(directory)
    return { freeBytes: bfree * bsize, freeFiles: ffree }
  } catch {
    return undefined
  }
}

async function spaceOver(
  directory: string | undefined,
  before: Space | undefined,
  startedAt: number,
): Promise<Over | undefined> {
  if (directory === undefined || before === undefined) return undefined
  const now = spaceOf(directory)
  if (now === undefined) return undefined
  const manyFiles = before.freeFiles - now.freeFiles > workspaceLimits.files
  const manyBytes = before.freeBytes - now.freeBytes > workspaceLimits.bytes
  if (!manyFiles && !manyBytes) return undefined
  // Others write to the same disk: only what is really new in the workspace counts.
  const fresh = await countNewFiles(directory, startedAt)
  if (fresh.files > workspaceLimits.files)
    return { limit: 'scratch', detail: `${fresh.files} new files in the workspace` }
  if (fresh.bytes > workspaceLimits.bytes)
    return { limit: 'scratch', detail: `${fresh.bytes} new bytes in the workspace` }
  return undefined
}

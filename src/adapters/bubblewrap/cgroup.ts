import { randomBytes } from 'node:crypto'
import { existsSync, mkdirSync, rmdirSync, writeFileSync } from 'node:fs'
import type { Limits } from '../../policy/grant.ts'
import type { LimitName } from '../../sandbox/attempt.ts'
import { wholeText } from './file-state.ts'

/** A cgroup for each command, where the gate may make one. */
export type CgroupMaker = {
  /** A new cgroup with these limits; undefined when it could not be made. */
  make(limits: Limits): Cgroup | undefined
  /** Removes those whose last process had not quite gone when their command ended. */
  close(): Promise<void>
}

/** The cgroup of one command. */
export type Cgroup = {
  /** Files to which the first process writes its id. */
  readonly entries: readonly string[]
  /** The limit at which the kernel stopped the command, if it did. */
  over(): { readonly limit: LimitName; readonly detail: string } | undefined
  remove(): void
}

type Hierarchy = { readonly memory: string; readonly pids: string; readonly version: 1 | 2 }

/**
 * Finds out whether cgroups can be made below `root`, by making one. Root on most machines can; ordinary users mostly can't.
 */
export function findCgroups(root = '/sys/fs/cgroup'): CgroupMaker | undefined {
  const hierarchy = hierarchyAt(root)
  if (hierarchy === undefined) return undefined
  const left = new Set<string>()
  const make = (limits: Limits): Cgroup | undefined => makeCgroup(hierarchy, limits, left)
  const tried = make({ timeoutMs: 0, memoryBytes: 1024 ** 3, processes: 64, outputBytes: 0 })
  tried?.remove()
  if (tried === undefined) return undefined
  return {
    make,
    async close() {
      for (let look = 0; look < removalLooks && left.size > 0; look++) {
        for (const directory of left) removeDirectory(directory, left)
        if (left.size > 0) await new Promise((resolve) => setTimeout(resolve, 20))
      }
    },
  }
}

const removalLooks = 50

function removeDirectory(directory: string, left: Set<string>): void {
  try {
    rmdirSync(directory)
    left.delete(directory)
  } catch {
    left.add(directory)
  }
}

function hierarchyAt(root: string): Hierarchy | undefined {
  if (existsSync(`${root}/cgroup.controllers`)) return { memory: root, pids: root, version: 2 }
  if (existsSync(`${root}/memory/cgroup.procs`) && existsSync(`${root}/pids/cgroup.procs`)) {
    return { memory: `${root}/memory`, pids: `${root}/pids`, version: 1 }
  }
  return undefined
}

function makeCgroup(hierarchy: Hierarchy, limits: Limits, left: Set<string>): Cgroup | undefined {
  const name = `command-gate-${randomBytes(6).toString('hex')}`
  const memory = `${hierarchy.memory}/${name}`
  const pids = `${hierarchy.pids}/${name}`
  const directories = [...new Set([memory, pids])]
  const remove = (): void => {
    for (const directory of directories) if (existsSync(directory)) removeDirectory(directory, left)
  }
  try {
    for (const directory of directories) mkdirSync(directory)
    const memoryFile = hierarchy.version === 2 ? 'memory.max' : 'memory.limit_in_bytes'
    writeFileSync(`${memory}/${memoryFile}`, String(limits.memoryBytes))
    quietly(() => writeFileSync(`${memory}/memory.swap.max`, '0'))
    writeFileSync(`${pids}/pids.max`, String(limits.processes + 8))
  } catch {
    remove()
    return undefined
  }
  const killed = hierarchy.version === 2 ? `${memory}/memory.events` : `${memory}/memory.oom_control`
  return {
    entries: directories.map((directory) => `${directory}/cgroup.procs`),
    remove,
    over() {
      const oom = /^oom_kill (\d+)$/m.exec(wholeText(killed))?.[1]
      if (oom !== undefined && oom !== '0') {
        return { limit: 'memory', detail: `more than ${Math.round(limits.memoryBytes / 1024 ** 2)} MiB` }
      }
      return undefined
    },
  }
}

function quietly(act: () => void): void {
  try {
    act()
  } catch {
    // What is missing here is not needed, and what is still busy goes with the machine.
  }
}

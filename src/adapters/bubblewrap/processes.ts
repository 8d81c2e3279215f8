import { readdirSync, readFileSync, readlinkSync, statSync } from 'node:fs'
import { setTimeout } from 'node:timers/promises'
import { namesIn } from './file-state.ts'

/** Process ids below `pid`, itself first, as the kernel tells them. Those that vanish meanwhile are left out. */
export function treeOf(pid: number, bound: number): readonly number[] {
  const found = [pid]
  for (let index = 0; index < found.length && found.length < bound; index++) {
    const parent = found[index]
    if (parent !== undefined) found.push(...childrenOf(parent))
  }
  return found
}

function childrenOf(pid: number): readonly number[] {
  try {
    return readdirSync(`/proc/${pid}/task`).flatMap((task) =>
      readFileSync(`/proc/${pid}/task/${task}/children`, 'utf8')
        .split(' ')
        .filter((text) => text !== '')
        .map(Number),
    )
  } catch {
    return []
  }
}

/** How many threads a process has. */
export function threadsOf(pid: number): number {
  return namesIn(`/proc/${pid}/task`).length
}

/** The files without a name, any more or ever, that these processes hold open, each once. `link` is what the kernel calls it. */
export function unnamedFiles(
  pids: readonly number[],
): readonly { readonly link: string; readonly device: number; readonly bytes: number }[] {
  const found = new Map<string, { readonly link: string; readonly device: number; readonly bytes: number }>()
  for (const directory of pids.map((pid) => `/proc/${pid}/fd`)) {
    for (const name of namesIn(directory)) {
      const path = `${directory}/${name}`
      try {
        const link = readlinkSync(path)
        if (!link.endsWith(' (deleted)')) continue
        const { dev, ino, blocks } = statSync(path)
        found.set(`${dev}:${ino}`, { link, device: dev, bytes: blocks * 512 })
      } catch {
        // It was closed meanwhile.
      }
    }
  }
  return [...found.values()]
}

/** Bytes of memory that a process holds in all, shared pages counted whole. 0 when it is gone. */
export function residentBytes(pid: number): number {
  try {
    return Number(readFileSync(`/proc/${pid}/statm`, 'utf8').split(' ')[1]) * 4096
  } catch {
    return 0
  }
}

/** Bytes of memory with each shared page divided among those who share it; undefined where the kernel does not tell. */
export function proportionalBytes(pid: number): number | undefined {
  try {
    const kib = /^Pss:\s+(\d+) kB/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8'))?.[1]
    return kib === undefined ? undefined : Number(kib) * 1024
  } catch {
    return undefined
  }
}

/** Sends a signal; a process that is gone already is none of our concern. */
export function signalQuietly(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal)
  } catch {
    // Gone.
  }
}

/**
 * Waits until a process is dead, so long at most. The first process of a PID namespace is dead only when every other one in it
 * is; whether somebody has already taken note of its end does not matter.
 */
export async function untilDead(pid: number, withinMs: number): Promise<void> {
  const end = Date.now() + withinMs
  while (isAlive(pid) && Date.now() < end) await setTimeout(5)
}

function isAlive(pid: number): boolean {
  try {
    const state = /^\d+ \(.*\) (\S)/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8'))?.[1]
    return state !== 'Z' && state !== 'X'
  } catch {
    return false
  }
}

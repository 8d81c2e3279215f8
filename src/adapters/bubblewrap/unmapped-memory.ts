import type { Limits } from '../../policy/grant.ts'
import type { LimitName } from '../../sandbox/attempt.ts'
import { reserve } from '../../sandbox/limits.ts'
import type { Identity } from '../../sandbox/machine.ts'
import { trustedProgram } from './binaries.ts'
import { wholeText } from './file-state.ts'
import { unnamedFiles } from './processes.ts'
import { runQuietly } from './run-quietly.ts'

/** How to come to a sandbox's namespaces: with the rights over them that the run's own namespace has. */
export type Entry = { readonly identity: Identity; readonly join: readonly string[] }

type Over = { readonly limit: LimitName; readonly detail: string }

const askMs = 5000

/** The machine's figures in bytes. */
type Memory = { readonly total: number; readonly available: number; readonly shared: number }

/**
 * Watches the memory that no process has mapped and that processes' own figures leave out: files in memory, segments of System V, and
 * what the kernel holds for sockets. The machine's figures tell when it is worth counting. For where no cgroup counts all.
 */
export function watchUnmapped(
  limits: Limits,
  entry: Entry,
  figures: () => Memory | undefined = memory,
): (first: number, pids: readonly number[]) => Promise<Over | undefined> {
  const before = figures()
  return async (first, pids) => {
    const now = figures()
    if (before === undefined || now === undefined) return undefined
    const taken = before.available - now.available
    if (now.available < now.total * reserve && taken > now.total * reserve)
      return { limit: 'memory', detail: 'this machine had hardly any memory left' }
    if (now.shared - before.shared <= limits.memoryBytes) return undefined
    const held = filesInMemory(pids) + (await segments(first, entry))
    if (held <= limits.memoryBytes) return undefined
    return { limit: 'memory', detail: `more than ${Math.round(limits.memoryBytes / 1024 ** 2)} MiB` }
  }
}

function memory(): Memory | undefined {
  const text = wholeText('/proc/meminfo')
  const bytes = (name: string): number =>
    Number(new RegExp(`^${name}:\\s+(\\d+) kB`, 'm').exec(text)?.[1]) * 1024
  const figures = { total: bytes('MemTotal'), available: bytes('MemAvailable'), shared: bytes('Shmem') }
  return Object.values(figures).every(Number.isFinite) ? figures : undefined
}

/** Bytes in the files in memory that these processes hold open. */
function filesInMemory(pids: readonly number[]): number {
  return unnamedFiles(pids).reduce(
    (sum, { link, bytes }) => sum + (link.startsWith('/memfd:') ? bytes : 0),
    0,
  )
}

/** Bytes in the System V segments of a process's namespace, mapped by somebody or not. */
async function segments(pid: number, { join, identity }: Entry): Promise<number> {
  const [nsenter, cat] = [trustedProgram('nsenter'), trustedProgram('cat')]
  if (nsenter === undefined || cat === undefined) return 0
  const [program = '', ...words] = [...join, nsenter, '-i', '-t', String(pid), '--', cat, '/proc/sysvipc/shm']
  const { stdout } = await runQuietly(program, words, { identity, timeoutMs: askMs })
  const rows = stdout.trim().split('\n').slice(1)
  return rows.reduce((sum, row) => sum + (Number(row.trim().split(/\s+/)[residentColumn]) || 0), 0)
}

/** In the kernel's table of segments. */
const residentColumn = 14

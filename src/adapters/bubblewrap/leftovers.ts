import { readlinkSync, writeFileSync } from 'node:fs'
import type { Identity } from '../../sandbox/machine.ts'
import type { Binaries } from './binaries.ts'
import { lstatOf, namesIn, wholeText } from './file-state.ts'
import { runQuietly } from './run-quietly.ts'

/** Where directories of runs lie, and what they are called. */
const place = '/tmp'
const runName = /^command-gate-[A-Za-z0-9]{6}$/
const ownerFile = 'owner'
const maxOwnerBytes = 1000
const sweepMs = 60_000

/** Writes into a run's directory whose it is, so that a later run can tell that nobody uses it any more. */
export function signDirectory(directory: string): void {
  writeFileSync(`${directory}/${ownerFile}`, `${process.pid} ${startOf(process.pid)} ${world()}\n`)
}

/**
 * Removes the directories of runs whose gate was ended before it could do so itself. Only those of the commands' own user,
 * with that user's rights and without following a link, and only where the process that signed them is certainly gone: one
 * of another machine, container or boot is left alone. A failure leaves them to the next run. Gives what it removed.
 */
export async function sweepLeftovers(binaries: Binaries, identity: Identity): Promise<readonly string[]> {
  const left = namesIn(place)
    .filter((name) => runName.test(name))
    .map((name) => `${place}/${name}`)
    .filter((path) => isAbandoned(path, identity))
  if (left.length === 0) return []
  await runQuietly(binaries.chmod, ['-R', 'u+rwx', '--', ...left], { identity, timeoutMs: sweepMs })
  await runQuietly(binaries.rm, ['-rf', '--one-file-system', '--', ...left], { identity, timeoutMs: sweepMs })
  return left.filter((path) => lstatOf(path) === undefined)
}

function isAbandoned(path: string, identity: Identity): boolean {
  const stat = lstatOf(path)
  if (stat?.isDirectory() !== true || stat.uid !== identity.uid) return false
  const file = lstatOf(`${path}/${ownerFile}`)
  if (file?.isFile() !== true || file.size > maxOwnerBytes) return false
  const [pid = '', start, ...where] = wholeText(`${path}/${ownerFile}`).trim().split(' ')
  if (!/^[1-9]\d*$/.test(pid) || where.join(' ') !== world()) return false
  // The number of a process is given again; the moment of its start is not.
  return startOf(Number(pid)) !== start
}

/** When a process started, in the kernel's ticks since boot; empty where there is no such process. */
function startOf(pid: number): string {
  const stat = wholeText(`/proc/${pid}/stat`)
  return stat.slice(stat.lastIndexOf(')') + 2).split(' ')[19] ?? ''
}

/** Where a number of a process means anything: this boot, this namespace of processes. */
function world(): string {
  try {
    return `${wholeText('/proc/sys/kernel/random/boot_id').trim()} ${readlinkSync('/proc/self/ns/pid')}`
  } catch {
    return 'unknown'
  }
}

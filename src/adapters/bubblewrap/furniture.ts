import { mkdirSync, mkdtempSync, readdirSync, realpathSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Egress } from '../../sandbox/egress.ts'
import type { Identity } from '../../sandbox/machine.ts'
import { procPaths } from '../../sandbox/profile.ts'
import { seccompFilter } from '../../sandbox/seccomp/filter.ts'
import type { Binaries } from './binaries.ts'
import { lstatOf, wholeText } from './file-state.ts'
import { signDirectory } from './leftovers.ts'
import { own } from './masks.ts'
import type { MountNamespace, Order } from './namespace.ts'

/** Makes the scratch places that begin empty and says where each lies in the namespace. */
export async function scratchSources(
  namespace: MountNamespace,
  binaries: Binaries,
  empty: readonly string[],
  scratch: string,
): Promise<{ readonly scratch: ReadonlyMap<string, string>; readonly sharedMemory: string }> {
  const sources = new Map(empty.map((path, index) => [path, `${scratch}/e/${index}`]))
  const sharedMemory = `${scratch}/shm`
  const all = [...sources.values(), sharedMemory]
  const common = [...sources].flatMap(([path, source]) => (path.endsWith('tmp') ? [source] : []))
  const problem = await namespace.run([
    [binaries.mkdir, '-p', '--', ...all],
    [binaries.chmod, '700', '--', ...all],
    [binaries.chmod, '1777', '--', ...common, sharedMemory],
  ])
  if (problem !== undefined) throw new Error(`the scratch places could not be made: ${problem}`)
  return { scratch: sources, sharedMemory }
}

/** A directory of the run's own in a place that every command sees as scratch, so that it is out of sight inside. */
export function runDirectory(identity: Identity): string {
  const directory = mkdtempSync('/tmp/command-gate-')
  for (const name of ['', '/s', '/c', '/m', '/link', '/copies', '/empty']) {
    mkdirSync(directory + name, { recursive: true })
    own(directory + name, identity)
  }
  writeFileSync(`${directory}/nothing`, '')
  writeFileSync(`${directory}/canary`, 'not to be read inside')
  own(`${directory}/nothing`, identity)
  signDirectory(directory)
  return directory
}

/** Writes the filter for this machine's processor into a file that bubblewrap reads; undefined where there is none for it. */
export function writeFilter(directory: string, identity: Identity): string | undefined {
  const { arch } = process
  if (arch !== 'x64' && arch !== 'arm64') return undefined
  const path = `${directory}/filter`
  writeFileSync(path, seccompFilter(arch), { mode: 0o600 })
  own(path, identity)
  return path
}

/** Makes the pipes through which the gate reads what a command prints; only the identity and we may open them. */
export async function makePipes(
  namespace: MountNamespace,
  { mkfifo }: Binaries,
  directory: string,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const pipes = { stdout: `${directory}/stdout`, stderr: `${directory}/stderr` }
  const problem = await namespace.run([[mkfifo, '-m', '600', pipes.stdout, pipes.stderr]])
  if (problem !== undefined) throw new Error(`the pipes for the output could not be made: ${problem}`)
  return pipes
}

/** A file of the system's in whose place commands see another one. */
export type Replaced = { readonly path: string; readonly source: string }

/**
 * The files by which names are resolved, as commands see them: the egress answers, and of the machine's own list only the
 * loopback lines remain, so that a name is asked for and granted by name and not by the address that stands there.
 */
export function replaceNames(
  egress: Egress | undefined,
  directory: string,
  identity: Identity,
): readonly Replaced[] {
  if (egress === undefined) return []
  const hosts = wholeText('/etc/hosts')
    .split('\n')
    .filter((line) => /^\s*(?:127\.|::1\s)/.test(line))
    .join('\n')
  return [
    replace('/etc/resolv.conf', egress.resolvConf, `${directory}/resolv.conf`, identity),
    replace('/etc/hosts', `${hosts}\n`, `${directory}/hosts`, identity),
  ].flat()
}

function replace(path: string, text: string, source: string, identity: Identity): readonly Replaced[] {
  writeFileSync(source, text)
  own(source, identity)
  try {
    return [{ path: realpathSync(path), source }]
  } catch {
    return []
  }
}

/** What of `/proc` is to be closed where not all of it is: for root it is read-only as a whole. */
export function closedInProc({ uid }: Identity): readonly string[] {
  return uid === 0 ? [] : procPaths.readOnly.filter((path) => lstatOf(path) !== undefined)
}

/**
 * Commands get the machine's own devices, which belong to root: on a read-only mount they can be used as before, and their modes and
 * times stay what they are. What the mount is restricted to already can't be taken back.
 */
export function devicesReadOnly({ mount }: Binaries): Order {
  const mounts = wholeText('/proc/self/mountinfo')
    .split('\n')
    .map((line) => line.split(' '))
  const options = (point: string) => mounts.findLast((fields) => fields[4] === point)?.[5]
  const restricted = (options('/dev') ?? options('/') ?? 'rw').replace(/^rw/, 'ro')
  return [mount, '-i', '-o', `rbind,${restricted}`, '/dev', '/dev']
}

/** Where the system has its programs. */
export const systemDirectories = ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin'] as const

/** Names of what is in these directories. */
export function namesOfPrograms(directories: readonly string[]): ReadonlySet<string> {
  const names = new Set<string>()
  for (const directory of directories) {
    try {
      for (const name of readdirSync(directory)) names.add(name)
    } catch {
      // This system has no such directory.
    }
  }
  return names
}

/** What the job's PATH names, each with the directory that it really is where that is another one. */
export function pathEntries(path: string | undefined, workspace: string): readonly string[] {
  const named = path === undefined ? [] : path.split(':')
  return named.flatMap((entry) => {
    try {
      return [entry, realpathSync(resolve(workspace, entry))]
    } catch {
      return [entry]
    }
  })
}

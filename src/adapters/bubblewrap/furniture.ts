import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  realpathSync,
  writeFileSync,
} from 'node:fs'
import type { Egress } from '../../sandbox/egress.ts'
import type { Identity } from '../../sandbox/machine.ts'
import { seccompFilter } from '../../sandbox/seccomp/filter.ts'
import type { Binaries } from './binaries.ts'
import type { MountedLayer } from './layer-set.ts'
import { own } from './masks.ts'
import type { MountNamespace } from './namespace.ts'
import { runQuietly } from './run-quietly.ts'

/** Makes the scratch places and says where each lies in the namespace. */
export async function scratchSources(
  namespace: MountNamespace,
  binaries: Binaries,
  empty: readonly string[],
  views: readonly MountedLayer[],
  scratch: string,
): Promise<{ readonly scratch: ReadonlyMap<string, string>; readonly sharedMemory: string }> {
  const sources = new Map(empty.map((path, index) => [path, `${scratch}/e/${index}`]))
  const sharedMemory = `${scratch}/shm`
  const all = [...sources.values(), sharedMemory]
  await namespace.run(binaries.mkdir, ['-p', '--', ...all])
  for (const [path, source] of [...sources, ['/dev/shm', sharedMemory] as const]) {
    chmodSync(`${namespace.root}${source}`, path.endsWith('tmp') || path === '/dev/shm' ? 0o1777 : 0o700)
  }
  for (const { layer, merged } of views) sources.set(layer.path, merged)
  return { scratch: sources, sharedMemory }
}

/** A directory of the run's own in a place that every command sees as scratch, so that it is out of sight inside. */
export function runDirectory(identity: Identity): string {
  const directory = mkdtempSync('/tmp/command-gate-')
  for (const name of ['', '/s', '/c', '/mask', '/link', '/copies', '/empty']) {
    mkdirSync(directory + name, { recursive: true })
    own(directory + name, identity)
  }
  writeFileSync(`${directory}/nothing`, '')
  writeFileSync(`${directory}/canary`, 'not to be read inside')
  own(`${directory}/nothing`, identity)
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
  directory: string,
  identity: Identity,
  { mkfifo }: Binaries,
): Promise<{ readonly stdout: string; readonly stderr: string }> {
  const pipes = { stdout: `${directory}/stdout`, stderr: `${directory}/stderr` }
  const words = ['-m', '600', pipes.stdout, pipes.stderr]
  const { exitCode, stderr } = await runQuietly(mkfifo, words, { identity, timeoutMs: 5000 })
  if (exitCode !== 0) throw new Error(`the pipes for the output could not be made: ${stderr.trim()}`)
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
  const hosts = textOf('/etc/hosts')
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

function textOf(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

/** Names of the programs in the system's own directories. */
export function systemPrograms(): ReadonlySet<string> {
  const names = new Set<string>()
  for (const directory of ['/usr/local/sbin', '/usr/local/bin', '/usr/sbin', '/usr/bin']) {
    try {
      for (const name of readdirSync(directory)) names.add(name)
    } catch {
      // This system has no such directory.
    }
  }
  return names
}

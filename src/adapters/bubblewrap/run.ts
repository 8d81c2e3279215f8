import { chmodSync, mkdirSync, mkdtempSync, readdirSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import type { HostPattern } from '../../policy/grant.ts'
import type { SandboxSettings } from '../../policy/policy.ts'
import type { Backend } from '../../sandbox/attempt.ts'
import type { Egress, StartEgress } from '../../sandbox/egress.ts'
import { scratchLimits, workspaceLimits } from '../../sandbox/limits.ts'
import type { Identity, Machine } from '../../sandbox/machine.ts'
import type { Layer, Places, Variant } from '../../sandbox/places.ts'
import { planEnforced, planPlaces } from '../../sandbox/places.ts'
import { seccompFilter } from '../../sandbox/seccomp/filter.ts'
import type { Binaries } from './binaries.ts'
import { gatherFacts } from './facts.ts'
import { type MountedLayer, mountLayers } from './layer-set.ts'
import { buildMask, own } from './masks.ts'
import { type MountNamespace, openNamespace } from './namespace.ts'

/** What a sandbox is made for. */
export type SandboxConfig = {
  /** Absolute. */
  readonly workspace: string
  readonly settings: SandboxSettings
  /** The environment of the job. Only public names of it reach a command. */
  readonly jobEnv: Readonly<Record<string, string>>
  /** Whether missing packages may be installed and a restriction of the system lifted. */
  readonly setup: 'auto' | 'never'
  /** The policy file, if it lies in the workspace: absolute. */
  readonly policyFile?: string
  /** Hosts that no grant opens. */
  readonly denyHosts?: readonly HostPattern[]
  /** Absent: commands have no network at all, and what they try to reach is not recorded. */
  readonly startEgress?: StartEgress
  /** Told what was installed or lifted. */
  readonly onNote?: (message: string) => void
}

/** All that stands ready for the commands of a run. */
export type Run = {
  readonly config: SandboxConfig
  readonly binaries: Binaries
  readonly machine: Machine
  readonly identity: Identity
  readonly namespace: MountNamespace
  readonly egress: Egress | undefined
  readonly backend: Exclude<Backend, 'none'>
  readonly directory: string
  readonly seccompFile: string | undefined
  /** Kept for the whole run: path of the place to its source in the namespace. */
  readonly scratch: ReadonlyMap<string, string>
  readonly sharedMemory: string
  readonly resolvConf: { readonly path: string; readonly source: string } | undefined
  /** Names of the programs of the system's own directories. */
  readonly programs: ReadonlySet<string>
  readonly notes: readonly string[]
  placesFor(variant: Variant): Places
  mountSet(variant: Variant, id: number): Promise<readonly MountedLayer[]>
  close(): Promise<void>
}

/** Why there is no sandbox, in the system's own words. */
export type Refusal = { readonly kind: 'refused'; readonly message: string }

/** Lays out everything that the commands of a run share. Leaves nothing behind when it is refused. */
export async function openRun(
  config: SandboxConfig,
  binaries: Binaries,
  identity: Identity,
): Promise<{ readonly kind: 'open'; readonly run: Run } | Refusal> {
  const workspace = realpathSync(config.workspace)
  const machine = await gatherFacts({
    workspace,
    settings: config.settings,
    jobEnv: config.jobEnv,
    policyFile: config.policyFile,
    identity,
    binaries,
  })
  const dropped = process.geteuid?.() === 0 && identity.uid !== 0 ? identity : undefined
  const egress = await config.startEgress?.({ user: dropped })
  const directory = runDirectory(identity)
  const captured = `${directory}/s`
  const scratch = `${directory}/c`
  const opened = await openNamespace(binaries, identity, egress?.holderPid, [
    { kind: 'tmpfs', options: `mode=700,size=4g,nr_inodes=${4 * workspaceLimits.files}`, target: captured },
    {
      kind: 'tmpfs',
      options: `mode=755,size=${scratchLimits.bytes},nr_inodes=${scratchLimits.files}`,
      target: scratch,
    },
  ])
  const close = async (): Promise<void> => {
    if (opened.kind === 'open') opened.namespace.close()
    await egress?.close()
    rmSync(directory, { recursive: true, force: true })
  }
  if (opened.kind === 'refused') {
    await close()
    return opened
  }
  const base = { config, binaries, machine, identity, namespace: opened.namespace, egress, directory, close }
  try {
    return { kind: 'open', run: await furnish(base, captured, scratch) }
  } catch (error) {
    await close()
    throw error
  }
}

type Base = Pick<
  Run,
  'config' | 'binaries' | 'machine' | 'identity' | 'namespace' | 'egress' | 'directory' | 'close'
>

async function furnish(base: Base, captured: string, scratch: string): Promise<Run> {
  const { machine, namespace, binaries, directory, identity } = base
  const plans = new Map<Variant, Places>([
    ['direct', planPlaces(machine, 'direct')],
    ['layered', planPlaces(machine, 'layered')],
  ])
  const masks = new Map<string, string>()
  const maskFor = async (layers: readonly Layer[]): Promise<void> => {
    for (const layer of layers) {
      if (masks.has(layer.path)) continue
      const mask = await buildMask(layer, `${directory}/mask/${masks.size}`, identity, binaries)
      if (mask !== undefined) masks.set(layer.path, mask)
    }
  }
  const request = (layers: readonly Layer[], where: string) => ({
    layers,
    masks,
    directory: where,
    linkDirectory: `${directory}/link`,
    emptyDirectory: `${directory}/empty`,
  })
  const mountSet = async (variant: Variant, id: number): Promise<readonly MountedLayer[]> => {
    const layers = plans.get(variant)?.layers ?? []
    await maskFor(layers)
    return await mountLayers(namespace, binaries, request(layers, `${captured}/${id}`))
  }
  const notes: string[] = [...(base.egress?.notes ?? [])]
  let backend: Run['backend'] = 'capture'
  let views: readonly MountedLayer[] = []
  try {
    const { views: wanted } = plans.get('direct') ?? planPlaces(machine, 'direct')
    await maskFor(wanted)
    views = await mountLayers(namespace, binaries, request(wanted, `${scratch}/v`))
    if ((await mountSet('direct', 0)).length > 0)
      await namespace.run(binaries.mkdir, ['-p', '--', `${captured}/0`])
  } catch (error) {
    backend = 'enforce'
    views = []
    for (const variant of ['direct', 'layered'] as const) plans.set(variant, planEnforced(machine))
    notes.push(
      `No overlays here (${String(error)}): writes outside the grant fail, and denials are read from messages.`,
    )
  }
  return {
    ...base,
    backend,
    notes,
    ...(await scratchSources(base, plans.get('direct')?.empty ?? [], views, scratch)),
    seccompFile: writeFilter(directory, identity),
    resolvConf: writeResolvConf(base),
    programs: systemPrograms(),
    placesFor: (variant) => plans.get(variant) ?? planEnforced(machine),
    mountSet,
  }
}

async function scratchSources(
  base: Base,
  empty: readonly string[],
  views: readonly MountedLayer[],
  scratch: string,
): Promise<Pick<Run, 'scratch' | 'sharedMemory'>> {
  const { namespace, binaries } = base
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
function runDirectory(identity: Identity): string {
  const directory = mkdtempSync('/tmp/command-gate-')
  for (const name of ['', '/s', '/c', '/mask', '/link', '/copies', '/empty']) {
    mkdirSync(directory + name, { recursive: true })
    own(directory + name, identity)
  }
  writeFileSync(`${directory}/nothing`, '')
  own(`${directory}/nothing`, identity)
  return directory
}

function writeFilter(directory: string, identity: Identity): string | undefined {
  const { arch } = process
  if (arch !== 'x64' && arch !== 'arm64') return undefined
  const path = `${directory}/filter`
  writeFileSync(path, seccompFilter(arch), { mode: 0o600 })
  own(path, identity)
  return path
}

function writeResolvConf(base: Base): Run['resolvConf'] {
  if (base.egress === undefined) return undefined
  const source = `${base.directory}/resolv.conf`
  writeFileSync(source, base.egress.resolvConf)
  own(source, base.identity)
  try {
    return { path: realpathSync('/etc/resolv.conf'), source }
  } catch {
    return undefined
  }
}

function systemPrograms(): ReadonlySet<string> {
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

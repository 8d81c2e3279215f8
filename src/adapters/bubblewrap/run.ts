import { realpathSync, rmSync } from 'node:fs'
import type { HostPattern } from '../../policy/grant.ts'
import type { SandboxSettings } from '../../policy/policy.ts'
import type { Backend } from '../../sandbox/attempt.ts'
import type { Egress, StartEgress } from '../../sandbox/egress.ts'
import { scratchLimits, workspaceLimits } from '../../sandbox/limits.ts'
import type { Identity, Machine } from '../../sandbox/machine.ts'
import type { Layer, Places, Variant } from '../../sandbox/places.ts'
import { planEnforced, planPlaces } from '../../sandbox/places.ts'
import type { Binaries } from './binaries.ts'
import { type CgroupMaker, findCgroups } from './cgroup.ts'
import { gatherFacts } from './facts.ts'
import {
  makePipes,
  type Replaced,
  replaceNames,
  runDirectory,
  scratchSources,
  systemPrograms,
  writeFilter,
} from './furniture.ts'
import { type MountedLayer, mountLayers, unmountLayers } from './layer-set.ts'
import { buildMask } from './masks.ts'
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
  /** `never`: without overlays, as on machines that have none: writes outside the grant fail. */
  readonly overlays?: 'auto' | 'never'
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
  /** Named pipes for what the command prints that runs just now. */
  readonly pipes: { readonly stdout: string; readonly stderr: string }
  readonly cgroups: CgroupMaker | undefined
  /** Kept for the whole run: path of the place to its source in the namespace. */
  readonly scratch: ReadonlyMap<string, string>
  readonly sharedMemory: string
  readonly replaced: readonly Replaced[]
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
  const { settings, jobEnv, policyFile } = config
  const dropped = process.geteuid?.() === 0 && identity.uid !== 0 ? identity : undefined
  const [facts, started] = await Promise.allSettled([
    gatherFacts({ workspace, settings, jobEnv, policyFile, identity, binaries }),
    startedEgress(config, dropped),
  ])
  if (started.status === 'rejected') throw started.reason
  const egress = started.value
  if (facts.status === 'rejected') {
    await egress?.close()
    throw facts.reason
  }
  const machine = facts.value
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
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 })
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

/** Throws with the system's words where overlays can't be mounted in a user namespace. */
async function tryOverlay(base: Base, captured: string): Promise<void> {
  const { namespace, binaries, directory } = base
  const layer: Layer = {
    path: `${directory}/empty`,
    role: 'captured',
    hidden: [],
    masked: [],
    mountPoints: [],
  }
  const request = {
    layers: [layer],
    masks: new Map(),
    directory: `${captured}/try`,
    linkDirectory: `${directory}/link`,
    emptyDirectory: `${directory}/empty`,
  }
  await unmountLayers(namespace, binaries, await mountLayers(namespace, binaries, request))
}

async function startedEgress(config: SandboxConfig, user: Identity | undefined): Promise<Egress | undefined> {
  return config.startEgress?.({ user })
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
    try {
      return await mountLayers(namespace, binaries, request(layers, `${captured}/${id}`))
    } catch {
      // A directory that was there a moment ago may be gone: it is an empty one now.
      return await mountLayers(namespace, binaries, request(layers, `${captured}/${id}-again`))
    }
  }
  const cgroups = findCgroups()
  const notes: string[] = [...(base.egress?.notes ?? [])]
  if (cgroups === undefined) {
    notes.push('No cgroup can be made here: memory and processes are looked at ten times a second instead.')
  }
  let backend: Run['backend'] = 'capture'
  let views: readonly MountedLayer[] = []
  try {
    if (base.config.overlays === 'never') throw new Error('switched off')
    const { views: wanted } = plans.get('direct') ?? planPlaces(machine, 'direct')
    await maskFor(wanted)
    views = await mountLayers(namespace, binaries, request(wanted, `${scratch}/v`))
    // The probe that follows mounts the captured layers; here only whether any overlay can be had.
    await tryOverlay(base, captured)
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
    async close() {
      await cgroups?.close()
      await base.close()
    },
    backend,
    notes,
    ...(await scratchSources(namespace, binaries, plans.get('direct')?.empty ?? [], views, scratch)),
    seccompFile: writeFilter(directory, identity),
    pipes: await makePipes(directory, identity, binaries),
    cgroups,
    replaced: replaceNames(base.egress, directory, identity),
    programs: systemPrograms(),
    placesFor: (variant) => plans.get(variant) ?? planEnforced(machine),
    mountSet,
  }
}

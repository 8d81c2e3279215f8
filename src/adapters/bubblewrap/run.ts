import type { HostPattern } from '../../policy/grant.ts'
import type { SandboxSettings } from '../../policy/policy.ts'
import type { Backend } from '../../sandbox/attempt.ts'
import type { StartEgress } from '../../sandbox/egress.ts'
import { programDirectoriesIn } from '../../sandbox/fate.ts'
import { isWithin, type Machine } from '../../sandbox/machine.ts'
import type { Layer, Places, Variant } from '../../sandbox/places.ts'
import { needsOverlay, planEnforced, planPlaces } from '../../sandbox/places.ts'
import { type CgroupMaker, findCgroups } from './cgroup.ts'
import { gatherFacts } from './facts.ts'
import {
  closedInProc,
  makePipes,
  namesOfPrograms,
  pathEntries,
  type Replaced,
  replaceNames,
  scratchSources,
  systemDirectories,
  writeFilter,
} from './furniture.ts'
import type { Ground } from './ground.ts'
import { type MountedLayer, unmountLayers } from './layer-set.ts'
import { type Mount, mountAgain, openMounter } from './mounter.ts'
import { makeRoom } from './room.ts'

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
  /** Granted hosts that may also be at private addresses. */
  readonly privateHosts?: readonly HostPattern[]
  /** `never`: without overlays, as on machines that have none: writes outside the grant fail. */
  readonly overlays?: 'auto' | 'never'
  /** Told what was installed or lifted. */
  readonly onNote?: (message: string) => void
}

/** All that stands ready for the commands of a run. */
export type Run = Ground & {
  readonly config: SandboxConfig
  readonly machine: Machine
  readonly backend: Exclude<Backend, 'none'>
  readonly seccompFile: string | undefined
  /** Named pipes for what the command prints that runs just now. */
  readonly pipes: { readonly stdout: string; readonly stderr: string }
  readonly cgroups: CgroupMaker | undefined
  /** Kept for the whole run: path of the place to its source in the namespace. */
  readonly scratch: ReadonlyMap<string, string>
  readonly sharedMemory: string
  /** What of `/proc` is read-only. */
  readonly procReadOnly: readonly string[]
  readonly replaced: readonly Replaced[]
  /** Names of programs in the system's own directories. */
  readonly systemPrograms: ReadonlySet<string>
  /** Names of programs that the job finds outside of the workspace. */
  readonly programs: ReadonlySet<string>
  /** Where in the workspace a later step may look for programs. */
  readonly programDirectories: readonly string[]
  /** What people should know of it by now. */
  notes(): readonly string[]
  placesFor(variant: Variant): Places
  mountSet(variant: Variant, id: number): Promise<readonly MountedLayer[]>
  /** Real files at or below these paths have changed: what is seen in place of them is made anew with the next set. */
  forget(changed: readonly string[]): void
}

/**
 * Lays out on the ground everything that the commands of a run share. Closes the ground when it throws: SANDBOX_FAILED for what the
 * policy or the machine makes impossible, SANDBOX_UNAVAILABLE from the egress, and the system's words.
 */
export async function openRun(config: SandboxConfig, ground: Ground): Promise<Run> {
  const { workspace, identity } = ground
  const { settings, jobEnv, policyFile } = config
  try {
    const surroundings = await ground.surroundings
    const machine = gatherFacts({ workspace, settings, jobEnv, policyFile, identity, surroundings })
    return await furnish(config, ground, machine)
  } catch (error) {
    await ground.close()
    throw error
  }
}

async function furnish(config: SandboxConfig, ground: Ground, machine: Machine): Promise<Run> {
  const { namespace, binaries, directory, identity, egress } = ground
  const mounter = openMounter(ground)
  const { mount } = mounter
  const planned = { direct: planPlaces(machine, 'direct'), layered: planPlaces(machine, 'layered') }
  const makeScratch = ({ empty }: Places) => scratchSources(namespace, binaries, empty, ground.scratchRoot)
  // All is asked of the namespace at once: each answer that is waited for takes longer than what is asked.
  const first = firstSet(config, ground, machine, planned, mount)
  const viewing = mountViews(config, ground, planned.direct.views, first, mount)
  const scratched = makeScratch(planned.direct)
  const piped = makePipes(namespace, binaries, directory)
  const [viewed] = await Promise.allSettled([viewing, first?.mounted, scratched, piped])
  const isCapturing = viewed.status === 'fulfilled'
  const enforced = planEnforced(machine)
  const places = isCapturing ? planned : { direct: enforced, layered: enforced }
  const views = isCapturing ? viewed.value : []
  const { scratch, sharedMemory } = await (isCapturing ? scratched : makeScratch(enforced))
  const pipes = await piped
  const heard = (await egress?.ready) ?? []
  const cgroups = findCgroups()
  const entries = pathEntries(config.jobEnv['PATH'], machine.workspace)
  const notes = [
    ...heard,
    ...(cgroups === undefined
      ? ['No cgroup can be made here: memory and processes are looked at ten times a second instead.']
      : []),
    ...(isCapturing
      ? []
      : [
          `No overlays here (${viewed.reason}): writes outside the grant fail, and denials are read from messages.`,
        ]),
  ]
  return {
    ...ground,
    config,
    machine,
    async close() {
      await cgroups?.close()
      await ground.close()
    },
    backend: isCapturing ? 'capture' : 'enforce',
    notes: () => [...notes, ...mounter.notes()],
    forget: mounter.forget,
    scratch: new Map([...scratch, ...views.map(({ layer, merged }) => [layer.path, merged] as const)]),
    sharedMemory,
    procReadOnly: closedInProc(identity),
    seccompFile: writeFilter(directory, identity),
    pipes,
    cgroups,
    replaced: replaceNames(egress, directory, identity),
    systemPrograms: namesOfPrograms(systemDirectories),
    programs: namesOfPrograms([
      ...systemDirectories,
      ...entries.filter((entry) => entry.startsWith('/') && !isWithin(entry, machine.workspace)),
    ]),
    programDirectories: programDirectoriesIn(machine.workspace, entries),
    placesFor: (variant) => places[variant],
    async mountSet(variant, id) {
      if (isCapturing && variant === first?.variant && id === 0) return await first.mounted
      // What is kept of a command that filled its overlays must leave room to make the next ones.
      await makeRoom(ground)
      return await mountAgain(mount, places[variant].layers, `${ground.capturedRoot}/${id}`)
    },
  }
}

type FirstSet = { readonly variant: Variant; readonly mounted: Promise<readonly MountedLayer[]> }

/** The overlays that the first command will most likely have; undefined where there are none. */
function firstSet(
  config: SandboxConfig,
  ground: Ground,
  machine: Machine,
  planned: Readonly<Record<Variant, Places>>,
  mount: Mount,
): FirstSet | undefined {
  if (config.overlays === 'never') return undefined
  const isLayered = config.settings.workspace === 'transaction' || needsOverlay(machine)
  const variant = isLayered ? 'layered' : 'direct'
  const { layers } = planned[variant]
  if (layers.length === 0) return undefined
  return { variant, mounted: mountAgain(mount, layers, `${ground.capturedRoot}/0`) }
}

/** Throws with the system's words where no overlays can be mounted in a user namespace. */
async function mountViews(
  config: SandboxConfig,
  ground: Ground,
  views: readonly Layer[],
  first: FirstSet | undefined,
  mount: Mount,
): Promise<readonly MountedLayer[]> {
  if (config.overlays === 'never') throw new Error('switched off')
  if (views.length > 0) return await mount(views, `${ground.scratchRoot}/v`)
  const isMounted = await first?.mounted.then(
    () => true,
    () => false,
  )
  if (isMounted === true) return []
  // The probe says what is wrong with those that commands need; here only whether any overlay can be had.
  const path = `${ground.directory}/empty`
  const tried = {
    path,
    role: 'captured',
    hidden: [],
    masked: [],
    mountPoints: [],
    foreign: [],
    covered: [],
  } as const
  await unmountLayers(ground.namespace, ground.binaries, await mount([tried], `${ground.capturedRoot}/try`))
  return []
}

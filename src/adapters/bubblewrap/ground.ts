import { realpathSync, rmSync } from 'node:fs'
import type { Egress, StartEgress } from '../../sandbox/egress.ts'
import { capturedBytes, scratchLimits, workspaceLimits } from '../../sandbox/limits.ts'
import type { Identity } from '../../sandbox/machine.ts'
import type { Problem } from '../../sandbox/remedy.ts'
import { type Binaries, findBinaries } from './binaries.ts'
import { devicesReadOnly, runDirectory } from './furniture.ts'
import { identityFor } from './identity.ts'
import { type MountNamespace, mountOrder, openNamespace } from './namespace.ts'
import { lookAround, type Surroundings } from './scan.ts'

/** What a run stands on, whatever its policy says. */
export type Ground = {
  /** Absolute and real. */
  readonly workspace: string
  readonly binaries: Binaries
  readonly identity: Identity
  /** Rejects with SANDBOX_FAILED. */
  readonly surroundings: Promise<Surroundings>
  readonly egress: Egress | undefined
  readonly namespace: MountNamespace
  readonly directory: string
  /** Where what commands write outside their grant is kept, in the namespace. */
  readonly capturedRoot: string
  /** Where what the commands share is kept, in the namespace. */
  readonly scratchRoot: string
  close(): Promise<void>
}

/** The mount options of the file system that holds what commands write, with so many files in it already. */
export function mountRoom(usedFiles: number): string {
  return `size=${capturedBytes},nr_inodes=${usedFiles + workspaceLimits.files}`
}

async function startedEgress(
  { startEgress }: GroundRequest,
  user: Identity | undefined,
): Promise<Egress | undefined> {
  return startEgress?.({ user })
}

/** What the ground is laid for. */
export type GroundRequest = {
  readonly workspace: string
  /** The environment of the job. */
  readonly jobEnv: Readonly<Record<string, string>>
  /** Absent: commands have no network at all, and what they try to reach is not recorded. */
  readonly startEgress?: StartEgress
}

/** Ground, or why there can't be any. */
export type Laid =
  | { readonly kind: 'ground'; readonly ground: Ground }
  | { readonly kind: 'problem'; readonly problem: Problem }

/**
 * Lays the ground for a run before its policy is known: looks around, starts the network and opens the namespace that everything
 * will be mounted in. No command runs in it. Leaves nothing behind when it can't. Throws what the egress throws.
 */
export async function layGround(request: GroundRequest): Promise<Laid> {
  const nothing = { kind: 'refused', message: '' } as const
  if (process.platform !== 'linux') return { kind: 'problem', problem: nothing }
  const found = findBinaries()
  if (found.kind === 'missing') return { kind: 'problem', problem: found }
  const { binaries } = found
  const workspace = realpathSync(request.workspace)
  const identity = identityFor(workspace)
  const dropped = process.geteuid?.() === 0 && identity.uid !== 0 ? identity : undefined
  const starting = startedEgress(request, dropped)
  const surroundings = lookAround({ binaries, identity, workspace, jobEnv: request.jobEnv })
  // Whoever needs them meets the error.
  surroundings.catch(() => undefined)
  const egress = await starting
  const directory = runDirectory(identity)
  const [capturedRoot, scratchRoot] = [`${directory}/s`, `${directory}/c`]
  const opened = await openNamespace(binaries, identity, egress?.holderPid, [
    mountOrder(binaries, 'tmpfs', `mode=700,${mountRoom(0)}`, capturedRoot),
    mountOrder(
      binaries,
      'tmpfs',
      `mode=755,size=${scratchLimits.bytes},nr_inodes=${scratchLimits.files}`,
      scratchRoot,
    ),
    ...(identity.uid === 0 ? [devicesReadOnly(binaries)] : []),
  ])
  const close = async (): Promise<void> => {
    if (opened.kind === 'open') opened.namespace.close()
    await egress?.close()
    rmSync(directory, { recursive: true, force: true, maxRetries: 3 })
  }
  if (opened.kind === 'refused') {
    await close()
    return { kind: 'problem', problem: opened }
  }
  const { namespace } = opened
  const places = { workspace, directory, capturedRoot, scratchRoot }
  return { kind: 'ground', ground: { ...places, binaries, identity, surroundings, egress, namespace, close } }
}

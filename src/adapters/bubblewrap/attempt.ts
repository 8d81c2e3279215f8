import { chmodSync, copyFileSync, mkdirSync, realpathSync, rmdirSync, rmSync, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { argvOf, type Command } from '../../command/command.ts'
import type { Grant, Limits } from '../../policy/grant.ts'
import type { OutputChunk } from '../../ports.ts'
import { environmentFor } from '../../sandbox/environment.ts'
import { limitWords, resourceLimitsFor } from '../../sandbox/limits.ts'
import { isWithin } from '../../sandbox/machine.ts'
import { guardedIn, needsOverlay, type Places, type Variant } from '../../sandbox/places.ts'
import { type Bind, bubblewrapArguments, initScript, type Profile, procPaths } from '../../sandbox/profile.ts'
import { trustedCertificates } from './certificates.ts'
import { lstatOf } from './file-state.ts'
import { descriptors, isNowhere, type Launched, launch } from './launch.ts'
import type { MountedLayer } from './layer-set.ts'
import { own } from './masks.ts'
import type { Run } from './run.ts'

/** What the gate asks for: one run of one command under one grant. */
export type AttemptRequest = { readonly command: Command; readonly grant: Grant; readonly limits: Limits }

/** A grant under which there is a sandbox. */
export type SandboxedGrant = Extract<Grant, { kind: 'sandboxed' }>

/** Launches the command over a set of overlays and waits for its end. What it left in them is the caller's to read. */
export async function launchOver(
  run: Run,
  layers: readonly MountedLayer[],
  request: { readonly command: Command; readonly grant: SandboxedGrant; readonly limits: Limits },
  onOutput: (chunk: OutputChunk) => void,
  signal: AbortSignal,
): Promise<Launched> {
  const { command, grant, limits } = request
  const variant = variantFor(run, grant)
  const places = run.placesFor(variant)
  return await launchAgain(places, () =>
    launch({
      argv: argumentsFor(run, layers, command, grant, limits),
      env: environmentFor({
        jobEnv: run.config.jobEnv,
        pass: run.config.settings.env.pass,
        commandEnv: command.env,
        granted: grant.env,
        home: run.machine.home ?? '/tmp',
        certificates: trustedCertificates(run, grant),
      }),
      join: run.namespace.join,
      identity: run.identity,
      pipes: run.pipes,
      shell: run.binaries.shell,
      cgroup: run.cgroups?.make(limits),
      seccompFile: run.seccompFile,
      limits,
      onOutput,
      signal,
      watchedDirectory: layers.some(({ layer }) => layer.role === 'workspace')
        ? undefined
        : run.machine.workspace,
      capturedRoot: `${run.namespace.root}${run.capturedRoot}`,
    }),
  )
}

function isUnstarted(launched: Launched): boolean {
  return !launched.started && launched.ending.kind === 'exited' && !isNowhere(launched)
}

/**
 * Launches with the missing protected names of the real workspace held by empty directories. A place that somebody else
 * removed between the look and the mount keeps bubblewrap from starting anything: then it is looked and launched again.
 */
export async function launchAgain(places: Places, start: () => Promise<Launched>): Promise<Launched> {
  const placed = makePlaceholders(places.placeholders)
  try {
    let launched = await start()
    for (let more = 2; more > 0 && isUnstarted(launched); more--) {
      launched = await start()
    }
    return launched
  } finally {
    for (const path of placed) removeEmpty(path)
  }
}

/** The workspace is an overlay when its changes must be able to come to nothing, or when mounts can't guard a real one. */
export function variantFor(run: Run, grant: SandboxedGrant): Variant {
  const wants = isTransaction(run, grant) || needsOverlay(run.machine)
  return wants && run.backend === 'capture' ? 'layered' : 'direct'
}

/** True when nothing of the workspace's changes may stay unless the command succeeds. */
export function isTransaction(run: Run, grant: SandboxedGrant): boolean {
  return grant.mode === 'read-only' || run.config.settings.workspace === 'transaction'
}

/** Where the copy of a file lies whose real content the command must not write. */
export function copyOf(run: Run, index: number): string {
  return `${run.directory}/copies/${index}`
}

function argumentsFor(
  run: Run,
  layers: readonly MountedLayer[],
  command: Command,
  grant: SandboxedGrant,
  limits: Limits,
): readonly string[] {
  const cwd = `${run.machine.workspace}/${command.workingDirectory}`
  return [
    ...run.namespace.join,
    run.binaries.bwrap,
    ...bubblewrapArguments({ ...launchProfile(run, layers, grant), cwd }),
    run.binaries.shell,
    '-c',
    initScript,
    'command-gate',
    ...limitWords(resourceLimitsFor(limits)),
    ...argvOf(command),
  ]
}

/** What bubblewrap is told for a grant, with the workspace as directory. */
export function launchProfile(run: Run, layers: readonly MountedLayer[], grant: SandboxedGrant): Profile {
  return {
    identity: run.identity,
    binds: bindsFor(run, layers, grant),
    sharedMemory: run.sharedMemory,
    procReadOnly: run.procReadOnly,
    procMasked: procPaths.masked.filter(exists),
    cwd: run.machine.workspace,
    network: run.egress === undefined ? 'none' : 'joined',
    statusFd: descriptors.status,
    environmentFd: descriptors.environment,
    seccompFd: run.seccompFile === undefined ? undefined : descriptors.seccomp,
  }
}

function bindsFor(run: Run, layers: readonly MountedLayer[], grant: SandboxedGrant): readonly Bind[] {
  const { machine } = run
  const places = run.placesFor(variantFor(run, grant))
  const isReal = !layers.some(({ layer }) => layer.role === 'workspace')
  const write = (path: string, source: string): Bind => ({ path, source, kind: 'write' })
  const read = (path: string, source: string): Bind => ({ path, source, kind: 'read' })
  const mayWrite = run.backend === 'capture' || grant.mode === 'workspace-write'
  return [
    ...layers
      .filter(({ layer }) => layer.role !== 'captured' || exists(layer.path))
      .map(({ layer, merged }) => write(layer.path, merged)),
    ...[...run.scratch].map(([path, source]) => write(path, source)),
    ...(isReal
      ? [mayWrite ? write(machine.workspace, machine.workspace) : read(machine.workspace, machine.workspace)]
      : []),
    ...enforcedBinds(run, grant),
    ...places.copies.flatMap((path, index) => {
      const copy = refreshCopy(run, path, index)
      return copy === undefined ? [] : [write(path, copy)]
    }),
    ...grantedDirectories(run, grant).flatMap((path): readonly Bind[] => {
      const own: Bind = { path: run.directory, kind: 'blank', source: '' }
      // In the gate's own directory lies what confines the next command.
      return isWithin(run.directory, path) ? [write(path, path), own] : [write(path, path)]
    }),
    ...places.blanks
      .filter(({ path }) => exists(path))
      .map(
        ({ path, type }): Bind =>
          type === 'directory' ? { path, kind: 'blank', source: '' } : read(path, `${run.directory}/nothing`),
      ),
    ...run.replaced.map(({ path, source }) => read(path, source)),
  ]
}

/** Without overlays home and what is protected are read-only, whether it exists or is only held by a placeholder. */
function enforcedBinds(run: Run, grant: SandboxedGrant): readonly Bind[] {
  if (run.backend === 'capture') return []
  const { workspace, writable } = run.machine
  const read = (path: string): Bind => ({ path, source: path, kind: 'read' })
  const guarded = guardedIn(run.machine).filter(({ path }) => !grant.write.includes(path))
  // A directory over a mount could be renamed away, with the mount in it; one that is a mount itself can't.
  const pinned = new Set(
    [...guarded, ...run.machine.hidden].flatMap(({ path }) => directoriesBetween(workspace, path)),
  )
  const kind = grant.mode === 'workspace-write' ? 'write' : 'read'
  return [
    ...writable.map(read),
    ...[...pinned].map((path): Bind => ({ path, source: path, kind })),
    ...guarded.map(({ path }) => read(path)),
  ]
}

function directoriesBetween(top: string, path: string): readonly string[] {
  const parent = dirname(path)
  return parent === top || !isWithin(parent, top) ? [] : [...directoriesBetween(top, parent), parent]
}

/** Granted directories that can be bound as they are: real ones, with nothing hidden or protected in them. */
function grantedDirectories(run: Run, grant: SandboxedGrant): readonly string[] {
  const { machine } = run
  const closed = [...machine.hidden, ...machine.protectedPaths].map(({ path }) => path)
  return grant.write.filter((path) => {
    if (isWithin(path, machine.workspace) || isWithin(machine.workspace, path)) return false
    if (closed.some((other) => isWithin(other, path) || isWithin(path, other))) return false
    return lstatOf(path)?.isDirectory() === true && realpathSync(path) === path
  })
}

/**
 * Undefined for a file that is not there any more. What an earlier command put in its place, or in place of a directory over
 * it, is not followed: the copy would be one for commands of what a link leads to.
 */
function refreshCopy(run: Run, path: string, index: number): string | undefined {
  const copy = copyOf(run, index)
  rmSync(copy, { force: true })
  if (lstatOf(path)?.isFile() !== true || realpathSync(dirname(path)) !== dirname(path)) return undefined
  copyFileSync(path, copy)
  chmodSync(copy, statSync(path).mode & 0o777)
  own(copy, run.identity)
  return copy
}

function makePlaceholders(paths: readonly string[]): readonly string[] {
  return paths.filter((path) => {
    try {
      mkdirSync(path)
      return true
    } catch {
      return false
    }
  })
}

function removeEmpty(path: string): void {
  try {
    rmdirSync(path)
  } catch {
    // Somebody outside the sandbox put something into it: it is theirs now.
  }
}

function exists(path: string): boolean {
  return lstatOf(path) !== undefined
}

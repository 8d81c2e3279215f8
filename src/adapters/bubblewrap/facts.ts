import { lstatSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { GateError } from '../../errors.ts'
import type { SandboxSettings } from '../../policy/policy.ts'
import { candidatesFor } from '../../sandbox/candidates.ts'
import { type Found, type Identity, isWithin, type Machine, topmost } from '../../sandbox/machine.ts'
import { hideAround, splitAround } from '../../sandbox/splitting.ts'
import { directoriesIn, namesIn } from './file-state.ts'
import { findMasked } from './masked-files.ts'
import type { Surroundings } from './scan.ts'
import { listeningSockets } from './sockets.ts'

/** What the facts are gathered for. */
export type FactsRequest = {
  readonly workspace: string
  readonly settings: SandboxSettings
  readonly jobEnv: Readonly<Record<string, string>>
  readonly policyFile: string | undefined
  readonly identity: Identity
  readonly surroundings: Surroundings
}

/** What the settings mean on this machine. Throws SANDBOX_FAILED for a protected path that is a symbolic link. */
export function gatherFacts(request: FactsRequest): Machine {
  const { workspace, jobEnv, settings, identity, policyFile } = request
  const { home, homes, writable, pipes, ownerOnly, linkedFiles, repositories, otherRepositories } =
    request.surroundings
  const candidates = candidatesFor({
    workspace,
    home,
    homes,
    isRoot: identity.uid === 0,
    jobEnv,
    settings,
    policyFile,
  })
  const mountPoints = readMountPoints()
  const veiled = findMasked({
    workspace,
    identity,
    repositories: [...repositories, ...otherRepositories],
    homes: [...new Set([...(home === undefined ? [] : [home]), ...homes])],
  })
  const protectedPaths = outermost([
    ...[...candidates.protectedPaths, ...repositories, ...veiled.places].map((path) =>
      protectedPath(path, workspace),
    ),
    ...candidates.protectedIfPresent
      .map((path) => protectedPath(path, workspace))
      .filter(({ path, type }) => type !== 'missing' && candidates.protectedIfPresent.includes(path)),
  ])
  const roots = topmost([...(home === undefined ? [] : [home]), ...writable])
  const kept = [workspace, jobEnv['RUNNER_TOOL_CACHE'], home].filter((path) => path !== undefined)
  const services = [...listeningSockets(kept), ...pipes]
  const named = [...candidates.hidden, ...runnerPlaces(jobEnv), ...services, ...ownerOnly]
  const toHide = named.flatMap((path) => hideAround(realPath(path) ?? path, kept, namesIn))
  const hidden = outermost([
    ...toHide
      .map(found)
      .filter((item) => item !== undefined)
      .filter(({ path }) => isReachable(path, identity)),
    ...veiled.hidden,
  ])
  return {
    identity,
    workspace,
    home,
    writable: roots.flatMap((root) => splitAround(root, mountPoints, directoriesIn)),
    hidden,
    scratch: scratchPlaces(
      [...candidates.scratch, ...candidates.caches.filter((path) => found(path) !== undefined)],
      [workspace, ...roots],
    ),
    protectedPaths,
    linkedFiles: linkedFiles.flatMap(({ paths, links }) => {
      const free = paths.filter((path) => !protectedPaths.some((place) => isWithin(path, place.path)))
      return free.length < links ? free : []
    }),
    foreign: request.surroundings.foreign,
    // Of what is hidden there is nothing to be seen, masked or not.
    masked: veiled.masked.filter(
      (file) => isReachable(file.path, identity) && !hidden.some(({ path }) => isWithin(file.path, path)),
    ),
  }
}

/** The places that lie in none of the others, each once. */
function outermost<T extends { readonly path: string }>(places: readonly T[]): readonly T[] {
  const byPath = new Map(places.map((place) => [place.path, place]))
  return topmost([...byPath.keys()]).flatMap((path) => byPath.get(path) ?? [])
}

/**
 * What commands can't get to by mode needs no hiding, and could not be covered by a mount of theirs. They can get to what we
 * could look at, unless we are root and they are not.
 */
function isReachable(path: string, { uid, gid }: Identity): boolean {
  if (uid === 0 || process.geteuid?.() !== 0) return true
  for (let parent = dirname(path); parent !== '/'; parent = dirname(parent)) {
    const stat = statOf(parent)
    if (stat === undefined) return false
    const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001
    if ((stat.mode & bit) === 0) return false
  }
  return true
}

/** The runner's own directories beside the workspace, known by where it says its temporary directory is. */
function runnerPlaces(jobEnv: Readonly<Record<string, string>>): readonly string[] {
  const temp = jobEnv['RUNNER_TEMP']
  if (jobEnv['GITHUB_ACTIONS'] !== 'true' || temp === undefined || !temp.startsWith('/')) return []
  const workRoot = temp.slice(0, temp.replace(/\/+$/, '').lastIndexOf('/'))
  if (workRoot === '') return []
  const runnerRoot = workRoot.slice(0, workRoot.lastIndexOf('/'))
  return found(`${runnerRoot}/.runner`) === undefined ? [workRoot] : [runnerRoot]
}

function scratchPlaces(paths: readonly string[], layered: readonly string[]): Machine['scratch'] {
  const places = [...new Set(paths.map((path) => realPath(path) ?? path))].map((path) => ({
    path,
    exists: found(path)?.type === 'directory',
  }))
  return places.filter(
    ({ path, exists }) =>
      !layered.some((root) => isWithin(root, path) && path !== '/tmp' && path !== '/var/tmp') &&
      (exists || layered.some((root) => isWithin(path, root)) || path === '/tmp'),
  )
}

/** Fails closed: with a symbolic link in it, no mount could tell what the protected name stands for. */
function protectedPath(path: string, workspace: string): Machine['protectedPaths'][number] {
  if (!isWithin(path, workspace)) return { path, type: 'missing' }
  let current = workspace
  for (const part of path.slice(workspace.length + 1).split('/')) {
    current = `${current}/${part}`
    const stat = lstatSync(current, { throwIfNoEntry: false })
    if (stat === undefined) return { path: current, type: 'missing' }
    if (stat.isSymbolicLink()) {
      throw new GateError(
        'SANDBOX_FAILED',
        `The protected path ${path} leads through a symbolic link at ${current}.`,
        {
          hint: 'Replace the link by a real file or directory, or remove the path from sandbox.protect.',
        },
      )
    }
  }
  return { path, type: lstatSync(path).isDirectory() ? 'directory' : 'file' }
}

function found(path: string): Found | undefined {
  const real = realPath(path)
  const stat = real === undefined || real === '/' ? undefined : statOf(real)
  if (real === undefined || stat === undefined) return undefined
  return { path: real, type: stat.isDirectory() ? 'directory' : 'file' }
}

/** Undefined for what is not there, or not any more: others work on this machine too. */
function statOf(path: string): Stats | undefined {
  try {
    return statSync(path, { throwIfNoEntry: false })
  } catch {
    return undefined
  }
}

function realPath(path: string): string | undefined {
  try {
    // Most of what is looked for is not there, and an error costs more than a look.
    return lstatSync(path, { throwIfNoEntry: false }) === undefined ? undefined : realpathSync.native(path)
  } catch {
    return undefined
  }
}

function readMountPoints(): readonly string[] {
  return readFileSync('/proc/self/mountinfo', 'utf8')
    .split('\n')
    .flatMap((line) => line.split(' ')[4] ?? [])
    .map((text) =>
      text.replace(/\\([0-7]{3})/g, (_, digits: string) => String.fromCharCode(Number.parseInt(digits, 8))),
    )
}

import { lstatSync, readdirSync, readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
import { dirname } from 'node:path'
import { GateError } from '../../errors.ts'
import type { SandboxSettings } from '../../policy/policy.ts'
import { candidatesFor } from '../../sandbox/candidates.ts'
import { maskGitConfig } from '../../sandbox/credentials.ts'
import {
  type Found,
  type Identity,
  isWithin,
  type Machine,
  type Masked,
  topmost,
} from '../../sandbox/machine.ts'
import { hideAround, splitAround } from '../../sandbox/splitting.ts'
import type { Binaries } from './binaries.ts'
import { findHome, findHomes } from './identity.ts'
import { findLinkedFiles, findOwnerOnly, findWritable } from './scan.ts'

/** What the facts are gathered for. */
export type FactsRequest = {
  readonly workspace: string
  readonly settings: SandboxSettings
  readonly jobEnv: Readonly<Record<string, string>>
  readonly policyFile: string | undefined
  readonly identity: Identity
  readonly binaries: Binaries
}

/** Looks at the machine once for a run. Throws SANDBOX_FAILED for a protected path that is a symbolic link. */
export async function gatherFacts(request: FactsRequest): Promise<Machine> {
  const { workspace, jobEnv, settings, identity } = request
  const home = findHome(identity, jobEnv)
  const homes = findHomes()
  const { policyFile } = request
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
  const protectedPaths = outermost([
    ...candidates.protectedPaths.map((path) => protectedPath(path, workspace)),
    ...candidates.protectedIfPresent
      .map((path) => protectedPath(path, workspace))
      .filter(({ path, type }) => type !== 'missing' && candidates.protectedIfPresent.includes(path)),
  ])
  const [writable, ownerOnly, linkedFiles] = await Promise.all([
    findWritable(request.binaries, identity, [workspace, ...(home === undefined ? [] : [home])]),
    findOwnerOnly(
      request.binaries,
      identity,
      topmost([...(home === undefined ? [] : [home]), ...homes]),
      workspace,
    ),
    findLinkedFiles(request.binaries, identity, workspace),
  ])
  const roots = topmost([...(home === undefined ? [] : [home]), ...writable])
  const kept = [workspace, jobEnv['RUNNER_TOOL_CACHE'], home].filter((path) => path !== undefined)
  const toHide = [...candidates.hidden, ...runnerPlaces(jobEnv)].flatMap((path) =>
    hideAround(realPath(path) ?? path, kept, listAll),
  )
  return {
    identity,
    workspace,
    home,
    writable: roots.flatMap((root) => splitAround(root, mountPoints, listDirectories)),
    hidden: distinct([
      ...toHide
        .map(found)
        .filter((item) => item !== undefined)
        .filter(({ path }) => isReachable(path, identity)),
      ...ownerOnly.map(ownerOnlyFile),
    ]),
    scratch: scratchPlaces(
      [...candidates.scratch, ...candidates.caches.filter((path) => found(path) !== undefined)],
      [workspace, ...roots],
    ),
    protectedPaths,
    linkedFiles: linkedFiles.filter((path) => !protectedPaths.some((place) => isWithin(path, place.path))),
    masked: maskedFiles(workspace),
  }
}

function outermost(places: Machine['protectedPaths']): Machine['protectedPaths'] {
  const byPath = new Map(places.map((place) => [place.path, place]))
  return topmost([...byPath.keys()]).flatMap((path) => byPath.get(path) ?? [])
}

/** What commands can't get to by mode needs no hiding, and could not be covered by a mount of theirs. */
function isReachable(path: string, { uid, gid }: Identity): boolean {
  if (uid === 0) return true
  for (let parent = dirname(path); parent !== '/'; parent = dirname(parent)) {
    const stat = statOf(parent)
    if (stat === undefined) return false
    const bit = stat.uid === uid ? 0o100 : stat.gid === gid ? 0o010 : 0o001
    if ((stat.mode & bit) === 0) return false
  }
  return true
}

function ownerOnlyFile(path: string): Found {
  return { path, type: 'file' }
}

function distinct(items: readonly Found[]): readonly Found[] {
  const byPath = new Map(items.map((item) => [item.path, item]))
  const paths = topmost([...byPath.keys()])
  return paths.flatMap((path) => byPath.get(path) ?? [])
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

function maskedFiles(workspace: string): readonly Masked[] {
  const modules = listDirectories(`${workspace}/.git/modules`).map(
    (name) => `${workspace}/.git/modules/${name}/config`,
  )
  return [`${workspace}/.git/config`, `${workspace}/.git/config.worktree`, ...modules].flatMap((path) => {
    if (found(path)?.type !== 'file' || lstatSync(path).size > 1024 * 1024) return []
    const masked = maskGitConfig(readFileSync(path, 'utf8'))
    return masked.lines.size === 0 ? [] : [{ path, ...masked }]
  })
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
    return statSync(path)
  } catch {
    return undefined
  }
}

function realPath(path: string): string | undefined {
  try {
    return realpathSync.native(path)
  } catch {
    return undefined
  }
}

function listDirectories(path: string): readonly string[] {
  try {
    return readdirSync(path, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map(({ name }) => name)
  } catch {
    return []
  }
}

function listAll(path: string): readonly string[] {
  try {
    return readdirSync(path)
  } catch {
    return []
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

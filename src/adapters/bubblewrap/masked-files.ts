import { readFileSync, realpathSync, type Stats, statSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { maskGitConfig, maskSettings } from '../../sandbox/credentials.ts'
import { placesInGitConfig } from '../../sandbox/git-places.ts'
import type { Found, Identity, Masked } from '../../sandbox/machine.ts'
import { maskedInHome } from '../../sandbox/secret-places.ts'
import { directoriesIn, lstatOf } from './file-state.ts'

/**
 * Files that commands see without their credentials, and those that nobody can mask: they are hidden. `places`: of the workspace, from
 * which git takes programs as its configuration says.
 */
export type Veiled = {
  readonly masked: readonly Masked[]
  readonly hidden: readonly Found[]
  readonly places: readonly string[]
}

type Candidate = { readonly path: string; readonly kind: 'git' | 'settings' }

const maxBytes = 1024 * 1024
/** Submodules of submodules and slashes in their names. */
const maxDepth = 12
const maxRepositories = 2000

/**
 * Looks for credentials in the configuration of the repositories given by their `.git`, of those around the workspace, and of
 * the homes. actions/checkout leaves its token in the configuration of every submodule and every further checkout.
 */
export function findMasked(request: {
  readonly workspace: string
  readonly repositories: readonly string[]
  readonly homes: readonly string[]
  readonly identity: Identity
}): Veiled {
  const files = new Map<string, Candidate & { readonly bytes: number }>()
  for (const { path, kind } of candidatesIn(request)) {
    const found = fileAt(path, request.identity)
    if (found !== undefined) files.set(found.path, { path: found.path, kind, bytes: found.stat.size })
  }
  const small = [...files.values()]
    .filter(({ bytes }) => bytes <= maxBytes)
    .map((file) => ({ ...file, text: readFileSync(file.path, 'utf8') }))
  return {
    masked: small.map(maskedAt).filter(({ lines }) => lines.size > 0),
    places: small.filter(({ kind }) => kind === 'git').flatMap((file) => placesIn(file, request)),
    hidden: [...files.values()]
      .filter(({ bytes }) => bytes > maxBytes)
      .map(({ path }): Found => ({ path, type: 'file' })),
  }
}

function candidatesIn(request: {
  readonly workspace: string
  readonly repositories: readonly string[]
  readonly homes: readonly string[]
}): readonly Candidate[] {
  const directories = [...around(request.workspace), ...request.repositories].flatMap(gitDirectories)
  const configs = [...new Set(directories)]
    .slice(0, maxRepositories)
    .flatMap((directory) => [`${directory}/config`, `${directory}/config.worktree`])
  return [
    ...[...configs, '/etc/gitconfig'].map((path): Candidate => ({ path, kind: 'git' })),
    ...request.homes.flatMap((home) =>
      maskedInHome.map(({ name, kind }): Candidate => ({ path: `${home}/${name}`, kind })),
    ),
  ]
}

function placesIn(
  { path, text }: { readonly path: string; readonly text: string },
  { workspace, homes }: { readonly workspace: string; readonly homes: readonly string[] },
): readonly string[] {
  const directory = dirname(path)
  const top = directory.endsWith('/.git') ? dirname(directory) : workspace
  return placesInGitConfig(text, { directory, top, workspace, home: homes[0] })
}

function maskedAt({ path, kind, text }: Candidate & { readonly text: string }): Masked {
  return { path, ...(kind === 'git' ? maskGitConfig(text) : maskSettings(text)) }
}

/** The `.git` of the workspace and of the directories above it: a workspace may be a part of a repository. */
function around(directory: string): readonly string[] {
  const own = `${directory === '/' ? '' : directory}/.git`
  return directory === '/' ? [own] : [own, ...around(dirname(directory))]
}

/** The directories with a configuration that a `.git` stands for: itself, or what a file of that name points to, and all modules in it. */
function gitDirectories(git: string): readonly string[] {
  const stat = lstatOf(git)
  if (stat === undefined) return []
  const own = stat.isDirectory() ? git : pointedTo(git, stat)
  if (own === undefined) return []
  const common = textOf(`${own}/commondir`)
  const directories = common === undefined ? [own] : [own, resolve(own, common)]
  return directories.flatMap((directory) => [directory, ...modulesIn(`${directory}/modules`, 0)])
}

function pointedTo(file: string, stat: Stats): string | undefined {
  const target = stat.isFile() ? /^gitdir: (.*)$/m.exec(textOf(file) ?? '')?.[1] : undefined
  return target === undefined ? undefined : resolve(dirname(file), target)
}

/** A module's name is its path, so it may have slashes: whatever holds a HEAD is a module, and may hold modules itself. */
function modulesIn(directory: string, depth: number): readonly string[] {
  if (depth > maxDepth) return []
  return directoriesIn(directory).flatMap((name) => {
    const path = `${directory}/${name}`
    return lstatOf(`${path}/HEAD`) === undefined
      ? modulesIn(path, depth + 1)
      : [path, ...modulesIn(`${path}/modules`, depth + 1)]
  })
}

/**
 * A regular file that commands may read, by its real path. What they can't read needs no mask, and a mask would be a copy
 * for them of what somebody linked to.
 */
function fileAt(
  path: string,
  { uid, gid }: Identity,
): { readonly path: string; readonly stat: Stats } | undefined {
  try {
    const real = realpathSync.native(path)
    const stat = statSync(real)
    const bit = stat.uid === uid ? 0o400 : stat.gid === gid ? 0o040 : 0o004
    const isTheirs = uid === 0 || process.geteuid?.() !== 0 || (stat.mode & bit) !== 0
    return stat.isFile() && isTheirs ? { path: real, stat } : undefined
  } catch {
    return undefined
  }
}

function textOf(path: string): string | undefined {
  const stat = lstatOf(path)
  if (stat === undefined || !stat.isFile() || stat.size > 4096) return undefined
  try {
    return readFileSync(path, 'utf8').trim()
  } catch {
    return undefined
  }
}

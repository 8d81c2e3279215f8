import type { Grant } from '../policy/grant.ts'
import { hardProtectedInGit, normalize } from './candidates.ts'
import { isWithin } from './machine.ts'
import { concernsPackagePrograms } from './package-programs.ts'

/**
 * What becomes of a change that an overlay recorded. `scratch`: nothing, it was private. `workspace`: moved in when the
 * command succeeds. `granted`: written to the real place. `captured`: outside the grant, so evidence.
 */
export type Fate = 'scratch' | 'workspace' | 'granted' | 'captured'

/** What fates depend on. Absolute real paths. */
export type FateContext = {
  readonly workspace: string
  readonly grant: Extract<Grant, { kind: 'sandboxed' }>
  readonly scratch: readonly string[]
  readonly protectedPaths: readonly string[]
  /** Names of programs that the job finds outside of the workspace. */
  readonly programs: ReadonlySet<string>
  /** Where in the workspace a later step may look for programs. */
  readonly programDirectories: readonly string[]
  /** Changed paths where a later step looks for its programs, other than an ordinary installation leaves them. */
  readonly outOfPlace: ReadonlySet<string>
}

/** Where at the top of a workspace programs lie that a later step may have on PATH. */
const usualDirectories = ['bin', 'sbin', '.bin'] as const

/**
 * Directories of the workspace in which a later step may look for programs: the usual ones, and those that the job's PATH names,
 * from its `entries`. Absolute; without the place for packages' programs, which has rules of its own.
 */
export function programDirectoriesIn(workspace: string, entries: readonly string[]): readonly string[] {
  const named = entries.map((entry) => normalize(entry.startsWith('/') ? entry : `${workspace}/${entry}`))
  const inside = named.filter(
    (path) => isWithin(path, workspace) && !concernsPackagePrograms(path, workspace),
  )
  return [...new Set([...usualDirectories.map((name) => `${workspace}/${name}`), ...inside])]
}

/** A changed path, as far as its fate needs it. */
export type Changed = {
  readonly path: string
  readonly executable: boolean
  /** What is there now. */
  readonly leaves: 'directory' | 'nothing' | 'other'
}

/**
 * Decides what becomes of a changed path. What makes git run programs stays captured even under a granted `.git`, unless
 * the grant names that very place. A new executable named like a system program is captured too: a later step that has
 * its directory on PATH would run it instead. What removes or replaces a directory over a protected place takes that away.
 */
export function fateOf(change: Changed, context: FateContext): Fate {
  const { path } = change
  const { workspace, grant } = context
  if (context.scratch.some((place) => isWithin(path, place))) return 'scratch'
  const hard = hardPlaceOf(change, context)
  if (hard !== undefined) {
    return grant.write.some((granted) => isWithin(granted, hard) && isWithin(path, granted))
      ? 'granted'
      : 'captured'
  }
  if (grant.write.some((granted) => granted !== workspace && isWithin(path, granted))) return 'granted'
  if (concernsProtected(change, context)) return 'captured'
  if (context.outOfPlace.has(path)) return 'captured'
  if (!isWithin(path, workspace) || grant.mode === 'read-only') return 'captured'
  return change.executable && shadowsProgram(path, context) ? 'captured' : 'workspace'
}

function concernsProtected({ path, leaves }: Changed, { protectedPaths }: FateContext): boolean {
  return protectedPaths.some(
    (place) => isWithin(path, place) || (leaves !== 'directory' && isWithin(place, path)),
  )
}

/**
 * What makes git run programs, in the repository of the workspace and in those of submodules and further checkouts: the place
 * that a path is in, or that a change takes away with a directory over it.
 */
function hardPlaceOf(
  { path, leaves }: Changed,
  { workspace, protectedPaths }: FateContext,
): string | undefined {
  const repositories = protectedPaths.filter((place) => place.endsWith('/.git'))
  return [`${workspace}/.git`, ...repositories]
    .flatMap((git) => hardProtectedInGit.map((name) => `${git}/${name}`))
    .find((place) => isWithin(path, place) || (leaves !== 'directory' && isWithin(place, path)))
}

/** A virtual environment's own `bin` is none of these, unless it is on PATH already. */
function shadowsProgram(path: string, { programs, programDirectories }: FateContext): boolean {
  const cut = path.lastIndexOf('/')
  return programDirectories.includes(path.slice(0, cut)) && programs.has(path.slice(cut + 1))
}

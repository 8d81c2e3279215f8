import type { Grant } from '../policy/grant.ts'
import { hardProtectedInGit } from './candidates.ts'
import { isWithin } from './machine.ts'

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
  /** Names of programs in the system's own directories. */
  readonly programs: ReadonlySet<string>
  /** Changed paths where a later step looks for its programs, other than an ordinary installation leaves them. */
  readonly outOfPlace: ReadonlySet<string>
}

/** Where at the top of a workspace programs lie that a later step may have on PATH. */
export const programDirectories: readonly string[] = ['bin', 'sbin', '.bin']

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
  const hard = hardPlaceOver(path, context)
  if (hard !== undefined) {
    return grant.write.some((granted) => isWithin(granted, hard) && isWithin(path, granted))
      ? 'granted'
      : 'captured'
  }
  if (grant.write.some((granted) => granted !== workspace && isWithin(path, granted))) return 'granted'
  if (concernsProtected(change, context)) return 'captured'
  if (context.outOfPlace.has(path)) return 'captured'
  if (!isWithin(path, workspace) || grant.mode === 'read-only') return 'captured'
  return change.executable && shadowsProgram(path, workspace, context.programs) ? 'captured' : 'workspace'
}

function concernsProtected({ path, leaves }: Changed, { protectedPaths }: FateContext): boolean {
  return protectedPaths.some(
    (place) => isWithin(path, place) || (leaves !== 'directory' && isWithin(place, path)),
  )
}

/** What makes git run programs, in the repository of the workspace and in those of submodules and further checkouts. */
function hardPlaceOver(path: string, { workspace, protectedPaths }: FateContext): string | undefined {
  const repositories = protectedPaths.filter((place) => place.endsWith('/.git'))
  return [`${workspace}/.git`, ...repositories]
    .filter((git) => isWithin(path, git))
    .flatMap((git) => hardProtectedInGit.map((name) => `${git}/${name}`))
    .find((place) => isWithin(path, place))
}

/** Directories that people put on PATH: `bin` and the like at the top of the workspace. A virtual environment's own is deeper. */
function shadowsProgram(path: string, workspace: string, programs: ReadonlySet<string>): boolean {
  const cut = path.lastIndexOf('/')
  const isOnPath = programDirectories.some((name) => path.slice(0, cut) === `${workspace}/${name}`)
  return isOnPath && programs.has(path.slice(cut + 1))
}

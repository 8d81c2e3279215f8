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

/**
 * Decides what becomes of a changed path. What makes git run programs stays captured even under a granted `.git`, unless
 * the grant names that very place. A new executable named like a system program is captured too: a later step that has
 * its directory on PATH would run it instead.
 */
export function fateOf(
  change: { readonly path: string; readonly executable: boolean },
  context: FateContext,
): Fate {
  const { path } = change
  const { workspace, grant } = context
  if (context.scratch.some((place) => isWithin(path, place))) return 'scratch'
  const git = `${workspace}/.git`
  const hard = hardProtectedInGit.map((name) => `${git}/${name}`).find((place) => isWithin(path, place))
  if (hard !== undefined) {
    return grant.write.some((granted) => isWithin(granted, hard) && isWithin(path, granted))
      ? 'granted'
      : 'captured'
  }
  if (grant.write.some((granted) => granted !== workspace && isWithin(path, granted))) return 'granted'
  if (context.protectedPaths.some((place) => isWithin(path, place))) return 'captured'
  if (context.outOfPlace.has(path)) return 'captured'
  if (!isWithin(path, workspace) || grant.mode === 'read-only') return 'captured'
  return change.executable && shadowsProgram(path, workspace, context.programs) ? 'captured' : 'workspace'
}

/** Directories that people put on PATH: `bin` and the like at the top of the workspace. A virtual environment's own is deeper. */
function shadowsProgram(path: string, workspace: string, programs: ReadonlySet<string>): boolean {
  const cut = path.lastIndexOf('/')
  const isOnPath = programDirectories.some((name) => path.slice(0, cut) === `${workspace}/${name}`)
  return isOnPath && programs.has(path.slice(cut + 1))
}

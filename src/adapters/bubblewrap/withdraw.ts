import { copyFileSync, cpSync, mkdirSync, readdirSync, renameSync, rmSync } from 'node:fs'
import type { RecordedChange } from '../../sandbox/change.ts'
import { programDirectories } from '../../sandbox/fate.ts'
import { fileState, lstatOf } from './file-state.ts'

/** What the places for programs in a real workspace held before a command ran. */
export type ProgramsBefore = ReadonlyMap<string, { readonly copy: string } | undefined>

/** Notes what the real workspace has in place of system programs. Costs a few lookups where it has none. */
export function notePrograms(
  workspace: string,
  programs: ReadonlySet<string>,
  store: string,
): ProgramsBefore {
  mkdirSync(store, { recursive: true })
  const before = new Map<string, { readonly copy: string } | undefined>()
  for (const path of shadowing(workspace, programs)) {
    const copy = `${store}/before-${before.size}`
    cpSync(path, copy, { verbatimSymlinks: true, preserveTimestamps: true })
    before.set(path, { copy })
  }
  return before
}

/**
 * Takes new or changed executables that shadow a system program out of the real workspace, puts back what was there, and
 * records them as captured. For workspaces that lie under no overlay; call it when no process of the command is alive.
 */
export function withdrawPrograms(
  workspace: string,
  programs: ReadonlySet<string>,
  before: ProgramsBefore,
  store: string,
): readonly RecordedChange[] {
  return shadowing(workspace, programs).flatMap((path, index): readonly RecordedChange[] => {
    const stat = lstatOf(path)
    const after = fileState(path, stat)
    const kept = before.get(path)
    const old = kept === undefined ? undefined : fileState(kept.copy)
    if (after === undefined || (old?.digest === after.digest && old?.mode === after.mode)) return []
    const source = `${store}/after-${index}`
    takeOut(path, source)
    if (kept !== undefined) cpSync(kept.copy, path, { verbatimSymlinks: true, preserveTimestamps: true })
    return [
      {
        path,
        change: old === undefined ? 'created' : 'modified',
        before: old,
        after,
        source,
        isTree: false,
        maskedLines: undefined,
        isHidden: false,
        modifiedAt: stat?.mtimeMs,
      },
    ]
  })
}

function takeOut(path: string, target: string): void {
  rmSync(target, { force: true, recursive: true })
  try {
    renameSync(path, target)
  } catch {
    if (lstatOf(path)?.isSymbolicLink() === true) cpSync(path, target, { verbatimSymlinks: true })
    else copyFileSync(path, target)
    rmSync(path)
  }
}

function shadowing(workspace: string, programs: ReadonlySet<string>): readonly string[] {
  return programDirectories.flatMap((directory) =>
    namesIn(`${workspace}/${directory}`)
      .filter((name) => programs.has(name))
      .map((name) => `${workspace}/${directory}/${name}`)
      .filter((path) => {
        const stat = lstatOf(path)
        return stat?.isSymbolicLink() === true || (stat?.isFile() === true && (stat.mode & 0o111) !== 0)
      }),
  )
}

/** A program directory that is itself a symbolic link leads elsewhere: there nothing of this command's can be. */
function namesIn(directory: string): readonly string[] {
  if (lstatOf(directory)?.isDirectory() !== true) return []
  try {
    return readdirSync(directory)
  } catch {
    return []
  }
}

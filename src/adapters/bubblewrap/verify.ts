import { dirname } from 'node:path'
import type { RecordedChange } from '../../sandbox/change.ts'
import type { FileState } from '../../sandbox/effect.ts'
import { fileState, lstatOf } from './file-state.ts'

/**
 * Why changes can't be applied as they were recorded: a target that is no longer what it was, a parent that became a
 * symbolic link, content that is no longer what was shown, something that is never applied. Undefined when all is well.
 */
export function problemWith(changes: readonly RecordedChange[]): string | undefined {
  const made = new Set(changes.filter(({ after }) => after?.type === 'directory').map(({ path }) => path))
  for (const change of changes) {
    const problem = problemWithOne(change, made)
    if (problem !== undefined) return problem
  }
  return undefined
}

function problemWithOne(change: RecordedChange, made: ReadonlySet<string>): string | undefined {
  const { path, after } = change
  if (after?.type === 'other') return `${path} is a device, socket or pipe, which is never applied.`
  // A directory has its group's bit from the one above, and gives nobody rights by it.
  const setId = after?.type === 'directory' ? 0o4000 : 0o6000
  if (after !== undefined && after.type !== 'symlink' && (after.mode & setId) !== 0) {
    return `${path} has a set-id bit, which is never applied.`
  }
  const parent = parentProblem(dirname(path), made)
  if (parent !== undefined) return parent
  if (!isSame(fileState(path), change.before, change.isHidden))
    return `${path} is no longer what it was when the command ran.`
  if (change.source === undefined) return undefined
  if (change.isTree)
    return lstatOf(change.source) === undefined ? `The captured content of ${path} is gone.` : undefined
  return fileState(change.source)?.digest === after?.digest
    ? undefined
    : `The captured content of ${path} is no longer what was shown.`
}

/** Every directory above must be one: through a symbolic link the change would land elsewhere. */
function parentProblem(directory: string, made: ReadonlySet<string>): string | undefined {
  if (directory === '/' || made.has(directory)) return undefined
  const stat = lstatOf(directory)
  if (stat === undefined) return `${directory} is gone.`
  if (!stat.isDirectory()) return `${directory} is no longer a directory.`
  return parentProblem(dirname(directory), made)
}

function isSame(now: FileState | undefined, before: FileState | undefined, isHidden: boolean): boolean {
  if (now === undefined || before === undefined) return now === before
  const looks = now.type === before.type && now.mode === before.mode && now.size === before.size
  return looks && (isHidden || now.digest === before.digest)
}

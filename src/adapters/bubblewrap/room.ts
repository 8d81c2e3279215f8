import { statfsSync } from 'node:fs'
import { capturedBytes, workspaceLimits } from '../../sandbox/limits.ts'
import { type Ground, mountRoom } from './ground.ts'
import { mountOrder } from './namespace.ts'

/** So far from what a command may take the room may be before it is set anew. */
const slack = workspaceLimits.files / 10

/**
 * Gives the next command's overlays room for as many files as one command may add, whatever is kept of earlier ones. Throws with the
 * system's words.
 */
export async function makeRoom({ namespace, binaries, capturedRoot }: Ground): Promise<void> {
  const { files, ffree } = statfsSync(`${namespace.root}${capturedRoot}`)
  if (Math.abs(ffree - workspaceLimits.files) <= slack) return
  const options = `remount,${mountRoom(files - ffree)}`
  const problem = await namespace.run([mountOrder(binaries, 'tmpfs', options, capturedRoot)])
  if (problem !== undefined) throw new Error(problem)
}

/** What stands in the way of a command that filled its overlays; undefined while there is room. */
export function roomOver(root: string): string | undefined {
  const { bfree, ffree } = statfsSync(root)
  if (bfree > 0 && ffree > 0) return undefined
  return `more than ${workspaceLimits.files} files or ${capturedBytes / 1024 ** 3} GiB in what it wrote`
}

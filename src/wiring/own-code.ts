import { readdirSync, realpathSync } from 'node:fs'
import { basename, dirname, join } from 'node:path'
import { fileURLToPath, pathToFileURL } from 'node:url'
import { isWithin } from '../sandbox/machine.ts'

/** The gate's own code where it lies in the workspace, in which commands may write: undefined elsewhere, and for the sources. */
function bundleIn(workspace: string): string | undefined {
  const file = realpathSync(fileURLToPath(import.meta.url))
  const directory = dirname(file)
  const bundle = basename(directory) === 'chunks' ? dirname(directory) : directory
  return file.endsWith('.js') && isWithin(bundle, workspace) ? bundle : undefined
}

/**
 * What a later step would run of the gate: the post step of an action that lies in the workspace. Among the packages of a project
 * it is one of them, which an installation removes and makes anew.
 */
export function ownPlaces(workspace: string): readonly string[] {
  const bundle = bundleIn(workspace)
  return bundle === undefined || bundle.includes('/node_modules/') ? [] : [bundle]
}

/** Loads at once what is otherwise loaded when it is needed, where a command could have rewritten it by then. */
export async function loadOwnCode(workspace: string): Promise<void> {
  const bundle = bundleIn(workspace)
  if (bundle === undefined) return
  const chunks = join(bundle, 'chunks')
  await Promise.all(readdirSync(chunks).map((name) => import(pathToFileURL(join(chunks, name)).href)))
}

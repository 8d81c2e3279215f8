import { accessSync, constants, statSync } from 'node:fs'
import { join } from 'node:path'
import type { ProgramPath } from '../policy/program.ts'

/**
 * Where the job's PATH finds a program, as the sandbox's does: the first executable file in an absolute directory. Directories
 * of the workspace are never looked at, because a command could have put a program there.
 */
export function programPathOf(env: Readonly<Record<string, string>>, workspace: string): ProgramPath {
  const directories = (env['PATH'] ?? '')
    .split(':')
    .filter((path) => path.startsWith('/') && path !== workspace && !path.startsWith(`${workspace}/`))
  const known = new Map<string, string | undefined>()
  return (name) => {
    if (!known.has(name)) known.set(name, directories.map((path) => join(path, name)).find(isProgram))
    return known.get(name)
  }
}

function isProgram(path: string): boolean {
  try {
    accessSync(path, constants.X_OK)
    return statSync(path).isFile()
  } catch {
    return false
  }
}

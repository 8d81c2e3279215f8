import { realpathSync, statSync } from 'node:fs'
import { GateError } from '../errors.ts'

/** The workspace as an absolute path without symlinks. Throws INPUT_INVALID where it is no directory. */
export function realDirectory(path: string): string {
  try {
    const real = realpathSync(path)
    if (statSync(real).isDirectory()) return real
  } catch (cause) {
    throw new GateError('INPUT_INVALID', `--workspace: found no directory ${path}; name one`, { cause })
  }
  throw new GateError('INPUT_INVALID', `--workspace: found no directory ${path}; name one`)
}

import { realpathSync, statSync } from 'node:fs'
import { GateError } from '../errors.ts'

/** The workspace as an absolute path without symlinks. Throws INPUT_INVALID where it is no directory, with what named it. */
export function realDirectory(path: string, namedBy = '--workspace'): string {
  const wrong = (cause?: unknown) =>
    new GateError('INPUT_INVALID', `${namedBy}: found no directory ${path}; name one`, { cause })
  try {
    const real = realpathSync(path)
    if (statSync(real).isDirectory()) return real
  } catch (cause) {
    throw wrong(cause)
  }
  throw wrong()
}

import { constants } from 'node:fs'
import { open, realpath } from 'node:fs/promises'
import { isAbsolute, relative, resolve } from 'node:path'
import { GateError } from '../errors.ts'
import { decodeText } from '../inputs/decode-text.ts'

/**
 * Reads a text file that must lie in the workspace after every symlink is followed, so that a list can't be a link to
 * somebody else's file. Throws INPUT_INVALID with the name as it was given. `maxBytes` bounds what is read.
 */
export async function readWorkspaceFile(workspace: string, path: string, maxBytes: number): Promise<string> {
  const root = await realpath(workspace)
  const real = await realpath(resolve(root, path)).catch((cause: unknown) => {
    throw new GateError('INPUT_INVALID', `${path}: found no such file in ${workspace}; check the path`, {
      cause,
    })
  })
  const inside = relative(root, real)
  if (inside === '' || inside.startsWith('..') || isAbsolute(inside)) {
    throw new GateError(
      'INPUT_INVALID',
      `${path}: found a file outside the workspace (${real}); name one inside it`,
    )
  }
  // O_NONBLOCK: a FIFO planted under this name must not make the gate wait for ever.
  const file = await open(real, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
  try {
    const state = await file.stat()
    if (!state.isFile()) throw new GateError('INPUT_INVALID', `${path}: found no regular file; name one`)
    if (state.size > maxBytes) {
      throw new GateError('INPUT_INVALID', `${path}: found ${state.size} bytes; at most ${maxBytes} are read`)
    }
    return decodeText(await file.readFile(), path)
  } finally {
    await file.close()
  }
}

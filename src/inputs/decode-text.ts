import { GateError } from '../errors.ts'

/** The text that a file's bytes stand for, without a byte order mark. Throws INPUT_INVALID with the file's name where they are no UTF-8. */
export function decodeText(bytes: Uint8Array, name: string): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch (cause) {
    throw new GateError('INPUT_INVALID', `${name}: found bytes that are no UTF-8; save the file as UTF-8`, {
      cause,
    })
  }
}

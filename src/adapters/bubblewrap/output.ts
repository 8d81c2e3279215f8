import type { CapturedOutput } from '../../sandbox/attempt.ts'

/** Collects what a command prints within a bound: the first bytes, the last ones, and how many there were. */
export type OutputKeeper = {
  /** Copies what it keeps. */
  add(chunk: Uint8Array): void
  total(): number
  result(): CapturedOutput
}

/** A keeper that never holds more than the head and the tail. */
export function keepOutput(bounds: { readonly head: number; readonly tail: number }): OutputKeeper {
  const head: Uint8Array[] = []
  let headBytes = 0
  let ring: Uint8Array | undefined
  let ringBytes = 0
  let totalBytes = 0
  const addToTail = (bytes: Uint8Array): void => {
    ring ??= new Uint8Array(bounds.tail)
    for (let rest = bytes.subarray(-bounds.tail); rest.length > 0; ) {
      const at = ringBytes % bounds.tail
      const part = rest.subarray(0, bounds.tail - at)
      ring.set(part, at)
      ringBytes += part.length
      rest = rest.subarray(part.length)
    }
  }
  const tail = (): Uint8Array => {
    if (ring === undefined) return new Uint8Array()
    const at = ringBytes % bounds.tail
    if (ringBytes <= bounds.tail) return ring.slice(0, ringBytes)
    return new Uint8Array(Buffer.concat([ring.subarray(at), ring.subarray(0, at)]))
  }
  return {
    add(chunk) {
      totalBytes += chunk.length
      const room = bounds.head - headBytes
      if (room > 0) {
        // Not `slice`, which in a Buffer is a view.
        const first = new Uint8Array(chunk.subarray(0, room))
        head.push(first)
        headBytes += first.length
      }
      if (chunk.length > room) addToTail(room > 0 ? chunk.subarray(room) : chunk)
    },
    total: () => totalBytes,
    result: () => ({ head: new Uint8Array(Buffer.concat(head)), tail: tail(), totalBytes }),
  }
}

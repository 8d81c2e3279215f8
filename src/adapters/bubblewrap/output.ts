import type { CapturedOutput } from '../../sandbox/attempt.ts'

/** Collects what a command prints within a bound: the first bytes, the last ones, and how many there were. */
export type OutputKeeper = {
  add(chunk: Buffer): void
  total(): number
  result(): CapturedOutput
}

/** A keeper that never holds more than the head, the tail and one chunk. */
export function keepOutput(bounds: { readonly head: number; readonly tail: number }): OutputKeeper {
  const head: Buffer[] = []
  let headBytes = 0
  let tail: Buffer[] = []
  let tailBytes = 0
  let totalBytes = 0
  const trim = (): void => {
    while (tail.length > 1 && tailBytes - (tail[0]?.length ?? 0) >= bounds.tail) {
      tailBytes -= tail.shift()?.length ?? 0
    }
  }
  return {
    add(chunk) {
      totalBytes += chunk.length
      const room = bounds.head - headBytes
      if (room > 0) {
        head.push(Buffer.from(chunk.subarray(0, room)))
        headBytes += Math.min(room, chunk.length)
      }
      const rest = room > 0 ? chunk.subarray(room) : chunk
      if (rest.length === 0) return
      tail.push(rest.length > bounds.tail ? Buffer.from(rest.subarray(-bounds.tail)) : rest)
      tailBytes += tail.at(-1)?.length ?? 0
      trim()
      // Many small chunks would cost more than they hold.
      if (tail.length > 1024) tail = [Buffer.concat(tail).subarray(-bounds.tail)]
    },
    total: () => totalBytes,
    result: () => ({
      head: new Uint8Array(Buffer.concat(head)),
      tail: new Uint8Array(Buffer.concat(tail).subarray(-bounds.tail)),
      totalBytes,
    }),
  }
}

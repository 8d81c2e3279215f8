import type { Socket } from 'node:net'
import { setTimeout } from 'node:timers'
import { type Hello, maxHelloBytes, parseClientHello } from './client-hello.ts'

/**
 * Collects what the other side sends until `decide` says something, and puts it all back to be read again.
 * Undefined when the connection ends, `maxBytes` are exceeded or `withinMs` have passed before.
 */
export function peek<T>(
  socket: Socket,
  limits: { readonly maxBytes: number; readonly withinMs: number | undefined },
  decide: (bytes: Buffer) => T | undefined,
): Promise<T | undefined> {
  return new Promise((done) => {
    let bytes = Buffer.alloc(0)
    const timer =
      limits.withinMs === undefined ? undefined : setTimeout(() => finish(undefined), limits.withinMs)
    function finish(result: T | undefined): void {
      clearTimeout(timer)
      socket.pause()
      socket.off('data', collect).off('close', stop).off('end', stop)
      if (bytes.length > 0 && !socket.destroyed && !socket.readableEnded) socket.unshift(bytes)
      done(result)
    }
    function stop(): void {
      finish(undefined)
    }
    function collect(chunk: Buffer): void {
      bytes = Buffer.concat([bytes, chunk])
      const result = decide(bytes)
      if (result !== undefined || bytes.length > limits.maxBytes) finish(result)
    }
    socket.on('data', collect).on('close', stop).on('end', stop)
    socket.resume()
  })
}

/** The TLS hello at the start of a connection, left to be read again; undefined where nothing was said at all. */
export async function peekHello(
  socket: Socket,
  withinMs: number | undefined,
): Promise<Exclude<Hello, { kind: 'incomplete' }> | undefined> {
  let isSilent = true
  const hello = await peek(socket, { maxBytes: maxHelloBytes + 4096, withinMs }, (bytes) => {
    isSilent = false
    const parsed = parseClientHello(bytes)
    return parsed.kind === 'incomplete' ? undefined : parsed
  })
  return hello ?? (isSilent ? undefined : { kind: 'unreadable' })
}

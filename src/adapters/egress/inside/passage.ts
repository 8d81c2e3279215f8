import { connect, type Socket } from 'node:net'
import { setTimeout } from 'node:timers'
import type { Passage } from '../wire.ts'

const refusalLingerMs = 2000

/**
 * Passes a command's connection on to the gate, which decides and connects to the real host. A gate that ends it before it
 * has sent a byte means no: the command sees its connection reset.
 */
export function passOn(socket: Socket, socketPath: string, passage: Passage): void {
  const gate = connect({ path: socketPath, allowHalfOpen: true })
  let answered = false
  gate.write(`${JSON.stringify(passage)}\n`)
  gate.once('data', () => {
    answered = true
  })
  gate.on('error', () => gate.destroy())
  gate.on('close', () => {
    if (answered) socket.destroySoon()
    else socket.resetAndDestroy()
  })
  socket.on('close', () => gate.destroy())
  socket.pipe(gate)
  gate.pipe(socket, { end: false })
  gate.on('end', () => {
    if (answered) socket.end()
    else socket.resetAndDestroy()
  })
}

/** The page that a refused plain HTTP request gets. `host` is a name or an address, never more. */
function refusalPage(host: string): string {
  const body = `command-gate: ${host} is outside the grant of this command\n`
  return [
    'HTTP/1.1 403 Forbidden',
    'Content-Type: text/plain; charset=utf-8',
    `Content-Length: ${Buffer.byteLength(body)}`,
    'Connection: close',
    '',
    body,
  ].join('\r\n')
}

/** Ends a connection that is outside the grant: with a page where plain HTTP is spoken, else with a reset. */
export function refuse(socket: Socket, host: string, port: number): void {
  if (port !== 80) {
    socket.resetAndDestroy()
    return
  }
  // A reset would take the page away from a client that still sends: read on for a moment.
  setTimeout(() => socket.destroy(), refusalLingerMs).unref()
  socket.once('data', () => socket.end(refusalPage(host)))
  socket.once('end', () => socket.destroy())
}

import { chmodSync, closeSync, constants, openSync } from 'node:fs'
import { Socket } from 'node:net'
import type { Readable } from 'node:stream'

/** Where a stream of a process's output comes from. */
export type OutputSource = {
  /** Hands over piece after piece, in memory that the next piece overwrites. Resolves when nobody can write any more. */
  readonly read: (take: (bytes: Buffer) => void) => Promise<void>
  readonly stop: () => void
}

/** What supervision reads. */
export type OutputSources = { readonly stdout: OutputSource; readonly stderr: OutputSource }

/** A pipe with its writing end still open here. */
export type Pipe = {
  readonly writer: number
  readonly closeWriter: () => void
  readonly source: OutputSource
}

const bufferBytes = 64 * 1024

/**
 * Opens both ends of a named pipe. Node's own would be a socket, which no program can open by the name `/dev/stderr`, and would
 * take new memory for every piece, which is given back late: a gigabyte of output would cost a hundred megabytes.
 */
export function openPipe(path: string): Pipe {
  // The last command can have closed it to its owner.
  chmodSync(path, 0o600)
  const reader = openSync(path, constants.O_RDONLY | constants.O_NONBLOCK)
  const writer = openSync(path, constants.O_WRONLY)
  let take: (bytes: Buffer) => void = () => undefined
  const socket = new Socket({
    fd: reader,
    readable: true,
    writable: false,
    onread: {
      buffer: Buffer.allocUnsafeSlow(bufferBytes),
      callback: (length, buffer) => {
        take(Buffer.from(buffer.buffer, buffer.byteOffset, length))
        return true
      },
    },
  })
  return {
    writer,
    closeWriter: () => closeSync(writer),
    source: {
      read: (taker) => {
        take = taker
        socket.resume()
        return ended(socket)
      },
      stop: () => socket.destroy(),
    },
  }
}

/** The same of a stream that Node opened. */
export function sourceOf(stream: Readable | null): OutputSource {
  if (stream === null) return { read: async () => undefined, stop: () => undefined }
  return {
    read: (take) => {
      stream.on('data', take)
      return ended(stream)
    },
    stop: () => stream.destroy(),
  }
}

function ended(stream: Readable): Promise<void> {
  return new Promise((resolve) => {
    stream.once('end', resolve).once('close', resolve)
    // A pipe that breaks has ended.
    stream.on('error', () => resolve())
  })
}

import { closeSync, openSync } from 'node:fs'
import { createInterface } from 'node:readline'
import { isatty, ReadStream, WriteStream } from 'node:tty'

/** The terminal that this process belongs to, whatever its standard streams are. */
export type TerminalDevice = {
  readonly say: (text: string) => void
  /** The next line that is typed after the question was shown; undefined when the terminal is gone or the signal aborts. */
  readonly ask: (question: string, signal: AbortSignal) => Promise<string | undefined>
  readonly close: () => void
}

/** A terminal, or why there is none. */
export type FoundTerminal =
  | { readonly kind: 'terminal'; readonly device: TerminalDevice }
  | { readonly kind: 'none'; readonly reason: string }

/** Long enough for what was typed ahead to arrive. */
const typedAheadMs = 60

/**
 * Opens `/dev/tty`. Standard input is never read: a list of commands could be piped in there together with its own answers.
 */
export function openTerminal(path = '/dev/tty'): FoundTerminal {
  const input = openTty(path)
  if (typeof input === 'string') return { kind: 'none', reason: input }
  const output = openTty(path)
  if (typeof output === 'string') {
    closeSync(input)
    return { kind: 'none', reason: output }
  }
  return { kind: 'terminal', device: deviceOn(new ReadStream(input), new WriteStream(output)) }
}

function openTty(path: string): number | string {
  try {
    const file = openSync(path, 'r+')
    if (isatty(file)) return file
    closeSync(file)
    return `${path} is not a terminal`
  } catch {
    return 'this process has no terminal'
  }
}

function deviceOn(input: ReadStream, output: WriteStream): TerminalDevice {
  input.pause()
  input.unref()
  return {
    say: (text) => {
      output.write(text)
    },
    ask: async (question, signal) => {
      await dropTypedAhead(input)
      return await readLine(input, output, question, signal)
    },
    close: () => {
      input.destroy()
      output.destroy()
    },
  }
}

/** What was typed before the question could be read is no answer to it. Raw mode also gives up a line that was only begun. */
async function dropTypedAhead(input: ReadStream): Promise<void> {
  const ignore = () => {}
  input.setRawMode(true)
  input.on('data', ignore)
  input.resume()
  await new Promise((resolve) => setTimeout(resolve, typedAheadMs))
  input.pause()
  input.off('data', ignore)
  input.setRawMode(false)
}

async function readLine(
  input: ReadStream,
  output: WriteStream,
  question: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  if (signal.aborted) return undefined
  const lines = createInterface({ input, output, terminal: false, crlfDelay: Number.POSITIVE_INFINITY })
  output.write(question)
  input.ref()
  try {
    return await new Promise((resolve) => {
      lines.once('line', resolve)
      lines.once('close', () => resolve(undefined))
      input.once('error', () => resolve(undefined))
      signal.addEventListener('abort', () => resolve(undefined), { once: true })
    })
  } finally {
    lines.close()
    input.pause()
    input.unref()
  }
}

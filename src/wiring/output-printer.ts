import { randomBytes } from 'node:crypto'
import type { OutputChunk } from '../ports.ts'
import { createLogGuard, stopCommands } from '../text/log-guard.ts'

/**
 * Prints what a command prints, as it comes. Where the runner reads the log (`GITHUB_ACTIONS` is set) both streams are guarded and
 * go to standard output, in between lines that stop the runner from obeying anything; else the bytes pass as they are.
 */
export function createOutputPrinter(env: Readonly<Record<string, string>>): {
  readonly write: (chunk: OutputChunk) => void
  readonly end: () => void
} {
  if (env['GITHUB_ACTIONS'] === undefined) {
    return {
      write: ({ stream, bytes }) => {
        if (stream === 'stdout') process.stdout.write(bytes)
        else process.stderr.write(bytes)
      },
      end: () => undefined,
    }
  }
  const marks = stopCommands(randomBytes(16).toString('hex'))
  const guards = { stdout: createLogGuard(), stderr: createLogGuard() }
  process.stdout.write(marks.open)
  return {
    write: ({ stream, bytes }) => {
      process.stdout.write(guards[stream].write(bytes))
    },
    end: () => {
      process.stdout.write(guards.stdout.end() + guards.stderr.end() + marks.close)
    },
  }
}

import { randomBytes } from 'node:crypto'
import type { OutputChunk } from '../ports.ts'
import { createLogGuard, stopCommands } from '../text/log-guard.ts'
import { createRunRedactor } from './redactor.ts'

/**
 * Prints what a command prints, as it comes. Where the runner reads the log (`GITHUB_ACTIONS` is set) both streams are guarded and
 * redacted and go to standard output, in between lines that stop the runner from obeying anything; else the bytes pass as they
 * are. Throws INTERNAL where the rules that find secrets can't be loaded.
 */
export async function createOutputPrinter(env: Readonly<Record<string, string>>): Promise<{
  readonly write: (chunk: OutputChunk) => void
  readonly end: () => void
}> {
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
  const { redactor } = await createRunRedactor(env)
  // What one stream holds back must not wait for the other.
  const guard = () => createLogGuard({ redaction: redactor.stream() })
  const guards = { stdout: guard(), stderr: guard() }
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

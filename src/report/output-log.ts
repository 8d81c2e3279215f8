import type { OutputChunk } from '../ports.ts'
import { createLogGuard } from '../text/log-guard.ts'
import type { LogSettings } from './log.ts'
import type { LogPiece } from './log-piece.ts'
import { showBytes } from './words.ts'

/** What the log shows of one attempt's output, while it comes. */
export type OutputLog = {
  readonly write: (chunk: OutputChunk) => readonly LogPiece[]
  readonly end: () => readonly LogPiece[]
}

/** Both streams guarded and redacted each by itself, up to the bound; what is beyond it is counted and said so once. */
export function createOutputLog(settings: LogSettings): OutputLog {
  const guard = () => createLogGuard({ colors: settings.colors, redaction: settings.redactor.stream() })
  const guards = { stdout: guard(), stderr: guard() }
  let seen = 0

  const piece = (stream: OutputChunk['stream'], text: string): readonly LogPiece[] =>
    text === '' ? [] : [{ kind: 'output', stream, text }]

  return {
    write: ({ stream, bytes }) => {
      const room = Math.max(0, settings.maxOutputBytes - seen)
      seen += bytes.length
      return room === 0 ? [] : piece(stream, guards[stream].write(bytes.subarray(0, room)))
    },
    end: () => {
      const rest = [...piece('stdout', guards.stdout.end()), ...piece('stderr', guards.stderr.end())]
      const hidden = seen - settings.maxOutputBytes
      if (hidden <= 0) return rest
      const note = `[command-gate: ${showBytes(hidden)} more are not shown here; the report keeps the end]\n`
      return [...rest, ...piece('stdout', note)]
    },
  }
}

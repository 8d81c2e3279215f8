import type { CapturedOutput } from '../sandbox/attempt.ts'
import { createCleaner } from '../text/control.ts'
import type { Redactor } from '../text/redactor.ts'
import type { AttemptRecord } from './report-shape.ts'

/** Characters at a cut that may be the rest of a secret, where there is no line end to cut at. */
const doubtful = 1_024

/**
 * What a command printed, for the report: without terminal sequences and secrets. Where bytes are missing between head and tail,
 * both end at a whole line, because half a secret at the cut would not be recognised.
 */
export function recordOutput(
  output: CapturedOutput,
  redactor: Redactor,
): NonNullable<AttemptRecord['output']> {
  const { head, tail, totalBytes } = output
  if (head.length + tail.length >= totalBytes) {
    const whole = new Uint8Array(head.length + tail.length)
    whole.set(head)
    whole.set(tail, head.length)
    return { head: redactor.redact(clean(whole)).text, tail: '', totalBytes }
  }
  return {
    head: redactor.redact(uncutEnd(clean(head))).text,
    tail: redactor.redact(uncutStart(clean(tail))).text,
    totalBytes,
  }
}

function clean(bytes: Uint8Array): string {
  const cleaner = createCleaner('drop')
  return cleaner.write(bytes) + cleaner.end()
}

function uncutEnd(text: string): string {
  const line = text.lastIndexOf('\n') + 1
  return text.slice(0, line > 0 ? line : Math.max(0, text.length - doubtful))
}

function uncutStart(text: string): string {
  const line = text.indexOf('\n') + 1
  return text.slice(line > 0 ? line : Math.min(text.length, doubtful))
}

import type { Attempt } from '../../sandbox/attempt.ts'
import { shownOutputBytes } from '../../sandbox/limits.ts'
import type { AttemptRequest } from './attempt.ts'
import type { Launched } from './launch.ts'

/** The attempt that never was: no sandbox, and so nothing ran. */
export function unavailable(
  request: AttemptRequest,
  why: { readonly reason: string; readonly remedy: string },
): Attempt {
  return {
    grant: request.grant,
    backend: 'none',
    ending: { kind: 'unavailable', reason: why.reason, remedy: why.remedy },
    effects: [],
    changes: undefined,
    output: { head: new Uint8Array(), tail: new Uint8Array(), totalBytes: 0 },
    durationMs: 0,
    notes: [],
  }
}

/** Why bubblewrap gave up before the command, in its own words. */
export function setupFailure(launched: Launched): { readonly reason: string; readonly remedy: string } {
  return {
    reason: `The sandbox could not be set up: ${launched.stderrTail.trim().slice(-500) || 'bubblewrap ended without a word'}.`,
    remedy: 'Run `command-gate doctor` on this machine: it names what is missing and how to get it.',
  }
}

/** What was made to break those who look at it afterwards, or can't be shown to anybody, is an ending of its own. */
export function endedBeyond(launched: Launched, detail: string): Launched {
  return { ...launched, ending: { kind: 'limit', limit: 'scratch', detail } }
}

/** Tells that not all output was passed on. */
export function outputNotes(totalBytes: number): readonly string[] {
  if (totalBytes <= shownOutputBytes) return []
  return [
    `Of ${totalBytes} bytes of output the first ${shownOutputBytes} were shown; the last ones are in the report.`,
  ]
}

import { showRequestId } from '../command/fingerprint.ts'
import type { JournalEvent } from '../ports.ts'
import type { Colors } from '../text/control.ts'
import type { Redactor } from '../text/redactor.ts'
import {
  attemptLines,
  commandLines,
  decisionLines,
  dismissalText,
  noteLines,
  outcomeLines,
  requestLines,
  startText,
  titleOf,
  waitingText,
} from './log-lines.ts'
import { type LogPiece, safeLine, textPiece } from './log-piece.ts'
import { createOutputLog } from './output-log.ts'
import { showApplied, showGrant, showReview } from './words.ts'

/** What the log needs to know. */
export type LogSettings = {
  readonly redactor: Redactor
  readonly colors: Colors
  /** Bytes of one attempt's output that are shown live; the rest is counted, and its end is in the report. */
  readonly maxOutputBytes: number
}

/** Turns events, in order, into what the log shows of them: a group for each command, its live output in between. */
export function createLog(settings: LogSettings): (event: JournalEvent, at: number) => readonly LogPiece[] {
  const { redactor } = settings
  const groups = createGroups(redactor)
  const say = (text: string): readonly LogPiece[] => [textPiece(text, redactor)]
  let output = createOutputLog(settings)
  let startedAt = 0

  return (event, at) => {
    switch (event.kind) {
      case 'started':
        return say(startText(event.run))
      case 'command-started':
        startedAt = at
        return [...groups.inside(titleOf(event.command)), ...commandLines(event.command, redactor)]
      case 'decided':
        return decisionLines(event.decision, event.next, redactor)
      case 'attempt-started':
        output = createOutputLog(settings)
        return [
          ...groups.inside(`${titleOf(event.command)} · attempt ${event.round}`),
          ...say(`attempt ${event.round}, grant: ${showGrant(event.grant)}`),
          { kind: 'output-begin' },
        ]
      case 'output':
        return output.write(event.chunk)
      case 'attempt-ended':
        return [...output.end(), { kind: 'output-end' }, ...attemptLines(event.attempt, redactor)]
      case 'requested':
        return groups.outside(requestLines(event.request, redactor))
      case 'waiting':
        return say(waitingText(event.requests, event.waitedMs, event.url))
      case 'dismissed':
        return say(dismissalText(event.dismissal))
      case 'reviewed':
        return say(`${showRequestId(event.request.id)} ${showReview(event.review)}`)
      case 'applied':
        return say(showApplied(event.result))
      case 'command-ended':
        return groups.outside(outcomeLines(event.command, event.outcome, at - startedAt, redactor))
      case 'note':
        return noteLines(event.level, event.message, redactor)
      case 'ended':
        return groups.outside(say(`all in all: ${event.conclusion.outcome}`))
    }
  }
}

/** Groups can't be nested in the runner's log, and it shows them folded: what people must see at once stands outside. */
function createGroups(redactor: Redactor) {
  let isOpen = false
  return {
    inside: (title: string): readonly LogPiece[] => {
      if (isOpen) return []
      isOpen = true
      return [{ kind: 'group', title: safeLine(title, redactor) }]
    },
    outside: (pieces: readonly LogPiece[]): readonly LogPiece[] => {
      const end: readonly LogPiece[] = isOpen ? [{ kind: 'group-end' }] : []
      isOpen = false
      return [...end, ...pieces]
    },
  }
}

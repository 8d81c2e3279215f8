import type { ApprovalRequest } from '../approval/request.ts'
import type { Command } from '../command/command.ts'
import { commandFacts, digestOf } from '../command/fingerprint.ts'
import type { JournalEvent } from '../ports.ts'
import type { Attempt } from '../sandbox/attempt.ts'
import { redactDeep } from '../text/redact-deep.ts'
import type { Redactor } from '../text/redactor.ts'
import type { Happening } from './entry.ts'
import { recordOutput } from './output-record.ts'
import type { CommandRecord } from './report-shape.ts'

/** The event as plain data without secrets, or undefined for one that only the log shows. */
export function recordEvent(event: JournalEvent, redactor: Redactor): Happening | undefined {
  const happening = plainEvent(event, redactor)
  return happening === undefined ? undefined : redactDeep(happening, redactor, vocabulary)
}

/** The report's own words, which a redactor that knows a bad password must leave alone. */
const vocabulary: ReadonlySet<string> = new Set(
  `started command-started decided attempt-started attempt-ended requested dismissed reviewed applied command-ended note ended
  sandboxed unsandboxed read-only workspace-write recorded likely file directory symlink other created modified deleted
  mode-changed write network syscall exited signalled limit time memory processes output file-size scratch cancelled
  unavailable capture enforce none low medium high data_deletion data_exfiltration privilege_escalation system_modification
  network_access resource_exhaustion compliance static model assessed approved approved-for-run denied abort timed-out void
  rule permissions untrusted denial run retry apply succeeded failed refused aborted skipped pending sandbox-unavailable allow prompt
  forbid built-in organization repository auto require bash debug info warning error`.split(/\s+/),
)

function plainEvent(event: JournalEvent, redactor: Redactor): Happening | undefined {
  switch (event.kind) {
    case 'output':
    case 'waiting':
      return undefined
    case 'command-started':
      return { kind: event.kind, command: recordCommand(event.command, redactor) }
    case 'decided':
      return { kind: event.kind, index: event.command.index, decision: event.decision, next: event.next }
    case 'attempt-started':
      return { kind: event.kind, index: event.command.index, grant: event.grant, round: event.round }
    case 'attempt-ended':
      return { kind: event.kind, index: event.command.index, attempt: recordAttempt(event.attempt, redactor) }
    case 'requested':
      return { kind: event.kind, request: recordRequest(event.request) }
    case 'reviewed':
      return { kind: event.kind, requestId: event.request.id, review: event.review }
    case 'applied':
      return { kind: event.kind, index: event.command.index, result: event.result }
    case 'command-ended': {
      const { kind, reason, warnings } = event.outcome
      return { kind: event.kind, index: event.command.index, outcome: { kind, reason, warnings } }
    }
    case 'started':
    case 'dismissed':
    case 'note':
    case 'ended':
      return event
  }
}

function recordCommand(command: Command, redactor: Redactor): CommandRecord {
  const env = Object.entries(command.env).map(([name, value]) => {
    // With its name before it a value is recognised that looks like nothing by itself.
    const prefix = `${name}=`
    const redacted = redactor.redact(prefix + value)
    return { name, text: redacted.text.slice(prefix.length), names: redacted.names }
  })
  const names = [...redactor.redact(command.run).names, ...env.flatMap((entry) => entry.names)]
  return {
    ...command,
    env: Object.fromEntries(env.map(({ name, text }) => [name, text])),
    digest: digestOf(commandFacts(command)),
    redacted: [...new Set(names)],
  }
}

function recordAttempt(attempt: Attempt, redactor: Redactor) {
  return { ...attempt, output: recordOutput(attempt.output, redactor) }
}

function recordRequest(request: ApprovalRequest) {
  const { command, scripts, ...rest } = request
  return {
    ...rest,
    index: command.index,
    scripts: scripts.map(({ path, digest }) => ({ path, digest })),
  }
}

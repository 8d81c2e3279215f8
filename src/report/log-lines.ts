import type { ApprovalRequest, Dismissal } from '../approval/request.ts'
import type { Command } from '../command/command.ts'
import { showRequestId } from '../command/fingerprint.ts'
import type { Outcome } from '../outcome.ts'
import type { Decision } from '../policy/decision.ts'
import type { Attempt } from '../sandbox/attempt.ts'
import type { Redactor } from '../text/redactor.ts'
import { type LogPiece, type Place, quotedPiece, safeLine, textPiece } from './log-piece.ts'
import type { RunFacts } from './run-facts.ts'
import {
  firstLine,
  showAction,
  showBytes,
  showDuration,
  showEffect,
  showEnding,
  showGrant,
  showMatch,
} from './words.ts'

/** What of a command names it in a list. */
export function titleOf(command: Command): string {
  return `${command.id} · ${firstLine(command.name ?? command.run, 100)}`
}

/** By which version and which policy a run is decided. */
export function startText(run: RunFacts): string {
  const { policy } = run
  const commit = policy.commit === undefined ? '' : ` at ${policy.commit.slice(0, 12)}`
  const origin = policy.path === undefined ? 'the built-in policy' : `policy ${policy.path}${commit}`
  const tools = run.tools.map((tool) => `; ${tool}`).join('')
  return `command-gate ${run.version}; ${origin} (sha256 ${policy.digest.slice(0, 12)})${tools}`
}

/** How long people have been waited for, and where they answer. */
export function waitingText(
  requests: readonly ApprovalRequest[],
  waitedMs: number,
  url: string | undefined,
): string {
  const who = requests.map((request) => `${showRequestId(request.id)} (${showBar(request)})`).join(', ')
  return `waiting for ${showDuration(waitedMs)} for an answer to ${who}${url === undefined ? '' : ` at ${url}`}`
}

/** Why a reply does not count. */
export function dismissalText(dismissal: Dismissal): string {
  return `a reply of ${dismissal.login} does not count: ${dismissal.reason}`
}

/** What the gate itself has to say. */
export function noteLines(
  level: 'debug' | 'info' | 'warning' | 'error',
  message: string,
  redactor: Redactor,
): readonly LogPiece[] {
  if (level === 'debug') return [{ kind: 'debug', text: safeLine(message, redactor) }]
  if (level === 'info') return [textPiece(message, redactor)]
  return [annotation(level, 'command-gate', message, undefined, redactor)]
}

/** The command in full, and what the agent says of it. */
export function commandLines(command: Command, redactor: Redactor): readonly LogPiece[] {
  const said =
    command.justification === undefined
      ? []
      : [textPiece(`the agent says: ${command.justification}`, redactor)]
  return [quotedPiece(command.run, redactor), ...said]
}

/** What the rules say, and what follows. */
export function decisionLines(decision: Decision, next: string, redactor: Redactor): readonly LogPiece[] {
  const rules = decision.matches.map((match) => `  ${showMatch(match)}`)
  const unknown = decision.unknown.map((what) => `  not known before running: ${what}`)
  const word = decision.decision ?? 'no rule decides'
  return [`decision: ${word}; next: ${next}`, ...rules, ...unknown].map((line) => textPiece(line, redactor))
}

/** How an attempt ended, and all it did outside its grant. */
export function attemptLines(attempt: Attempt, redactor: Redactor): readonly LogPiece[] {
  const how = { capture: 'writes captured', enforce: 'writes refused', none: 'no sandbox' }[attempt.backend]
  const ended = `${showEnding(attempt.ending)} after ${showDuration(attempt.durationMs)}; ${showBytes(attempt.output.totalBytes)} printed; ${how}`
  return [
    ended,
    ...attempt.effects.map((effect) => `outside the grant: ${showEffect(effect)}`),
    ...attempt.notes.map((note) => `sandbox: ${note}`),
  ].map((line) => textPiece(line, redactor))
}

/** What people are asked. */
export function requestLines(request: ApprovalRequest, redactor: Redactor): readonly LogPiece[] {
  const { assessment } = request
  const risk =
    assessment.kind === 'none'
      ? []
      : [`  risk ${assessment.riskLevel} (${assessment.source}): ${assessment.description}`]
  const minutes = showDuration(request.deadline - request.openedAt)
  return [
    `asked ${showRequestId(request.id)} for ${titleOf(request.command)}: ${showAction(request.action)}`,
    `  grant: ${showGrant(request.grantAfter)}`,
    ...risk,
    `  needs ${showBar(request)}; waits ${minutes}`,
  ].map((line) => textPiece(line, redactor))
}

/** How a command ended, as a line and, unless it simply succeeded, as annotations at its place in the list. */
export function outcomeLines(
  command: Command,
  outcome: Outcome,
  durationMs: number,
  redactor: Redactor,
): readonly LogPiece[] {
  const place = placeOf(command)
  const title = safeLine(titleOf(command), redactor)
  const level = outcome.kind === 'failed' && command.continueOnError ? 'warning' : 'error'
  // Waiting is not bad: the step tells of it once, at its end.
  const bad = !['succeeded', 'skipped', 'pending'].includes(outcome.kind)
  const said = bad ? [annotation(level, title, `${outcome.kind}: ${outcome.reason}`, place, redactor)] : []
  const warnings = outcome.warnings.map((text) => annotation('warning', title, text, place, redactor))
  const line = `${command.id} ${outcome.kind} (${showDuration(durationMs)}): ${outcome.reason}`
  return [textPiece(line, redactor), ...said, ...warnings]
}

function showBar({ bar }: ApprovalRequest): string {
  if (bar.role === 'terminal') return 'an answer at this terminal'
  return bar.count === 1 ? `role ${bar.role}` : `${bar.count} people with role ${bar.role}`
}

function annotation(
  level: 'error' | 'warning',
  title: string,
  message: string,
  place: Place | undefined,
  redactor: Redactor,
): LogPiece {
  return { kind: 'annotation', level, title, message: safeLine(message, redactor), place }
}

function placeOf(command: Command): Place | undefined {
  const { file, line, column } = command.source
  return file === undefined ? undefined : { file, line, column }
}

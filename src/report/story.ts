import { showRequestId } from '../command/fingerprint.ts'
import type { AttemptRecord, CommandReport, Report, RequestRecord } from './report-shape.ts'
import {
  firstLine,
  showAction,
  showApplied,
  showDuration,
  showEffect,
  showEnding,
  showGrant,
  showMatch,
  showReview,
} from './words.ts'

/** What a report says of one command, in words: the same on the page, in the summary and at a terminal. All of it untrusted text. */
export type CommandStory = {
  readonly id: string
  /** One line, at most 100 characters. */
  readonly title: string
  /** The outcome's word, or `not finished`. */
  readonly ending: string
  readonly took: string | undefined
  readonly reason: string | undefined
  readonly run: string
  /** How it was to run, as far as that differs from what a reader expects. */
  readonly settings: readonly string[]
  readonly justification: string | undefined
  readonly redacted: readonly string[]
  readonly decision: string
  readonly rules: readonly string[]
  readonly attempts: readonly AttemptStory[]
  readonly requests: readonly RequestStory[]
  /** What became of captured changes. */
  readonly applied: readonly string[]
  readonly warnings: readonly string[]
}

type AttemptStory = {
  readonly round: number
  readonly ending: string
  readonly grant: string
  readonly effects: readonly string[]
  readonly diffs: readonly { readonly path: string; readonly diff: string }[]
  readonly notes: readonly string[]
  readonly output: AttemptRecord['output']
}

type RequestStory = {
  readonly id: string
  readonly action: string
  readonly grant: string
  readonly risk: RiskStory | undefined
  readonly answer: string
}

type RiskStory = {
  readonly level: string
  readonly source: string
  readonly description: string
  readonly findings: readonly string[]
}

/** Tells what happened to one command of the report. */
export function storyOf(report: Report, entry: CommandReport): CommandStory {
  const { command, decision, next, outcome, startedAt, endedAt } = entry
  const then = next === undefined ? '' : `; next: ${next}`
  return {
    id: command.id,
    title: firstLine(command.name ?? command.run, 100),
    ending: outcome?.kind ?? 'not finished',
    took: endedAt === undefined ? undefined : showDuration(endedAt - startedAt),
    reason: outcome?.reason,
    run: command.run,
    settings: settingsOf(command),
    justification: command.justification,
    redacted: command.redacted,
    decision: `${decision?.decision ?? 'no rule decides'}${then}`,
    rules: (decision?.matches ?? []).map(showMatch),
    attempts: report.attempts.filter(({ index }) => index === command.index).map(attemptStory),
    requests: report.requests.filter(({ index }) => index === command.index).map(requestStory),
    applied: entry.applied.map(showApplied),
    warnings: outcome?.warnings ?? [],
  }
}

function settingsOf({
  shell,
  workingDirectory,
  env,
  permissions,
}: CommandReport['command']): readonly string[] {
  const wanted = Object.entries(permissions).flatMap(([kind, names]) =>
    names.length === 0 ? [] : [`asks for ${kind} ${names.join(', ')}`],
  )
  return [
    ...(shell === 'bash' ? [] : [`shell ${shell}`]),
    ...(workingDirectory === '.' ? [] : [`in ${workingDirectory}`]),
    ...Object.entries(env).map(([name, value]) => `${name}=${value}`),
    ...wanted,
  ]
}

function attemptStory(attempt: AttemptRecord): AttemptStory {
  const { round, ending, durationMs, grant, effects, notes, output } = attempt
  const after = durationMs === undefined ? '' : ` after ${showDuration(durationMs)}`
  return {
    round,
    ending: ending === undefined ? 'not finished' : `${showEnding(ending)}${after}`,
    grant: showGrant(grant),
    effects: effects.map(showEffect),
    diffs: effects.flatMap((effect) =>
      effect.kind === 'write' && effect.diff !== undefined ? [{ path: effect.path, diff: effect.diff }] : [],
    ),
    notes: notes.map((note) => `sandbox: ${note}`),
    output,
  }
}

function requestStory({ id, action, grantAfter, assessment, review }: RequestRecord): RequestStory {
  return {
    id: showRequestId(id),
    action: showAction(action),
    grant: showGrant(grantAfter),
    risk: assessment.kind === 'none' ? undefined : riskStory(assessment),
    answer: review === undefined ? 'no answer' : showReview(review),
  }
}

function riskStory({
  riskLevel,
  source,
  description,
  findings,
}: Extract<RequestRecord['assessment'], { kind: 'assessed' }>): RiskStory {
  return {
    level: riskLevel,
    source,
    description,
    findings: findings.map(
      ({ level, id, sentence, evidence }) => `${level} ${id}: ${sentence} [${evidence}]`,
    ),
  }
}

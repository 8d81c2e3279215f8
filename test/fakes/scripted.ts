import type { ApprovalRequest, RequestDraft, Review } from '../../src/approval/request.ts'
import { bareCommand, noGrant } from '../../src/cli/bare-command.ts'
import type { Command } from '../../src/command/command.ts'
import type { Outcome } from '../../src/outcome.ts'
import type { Gate } from '../../src/plan.ts'
import type { Decision } from '../../src/policy/decision.ts'
import { defaultPolicy } from '../../src/policy/default.ts'
import type { Grant } from '../../src/policy/grant.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { Requirement } from '../../src/policy/requirement.ts'
import type { JournalEvent } from '../../src/ports.ts'
import type { ApplyResult, Attempt, Ending } from '../../src/sandbox/attempt.ts'
import type { Effect } from '../../src/sandbox/effect.ts'

/** A command with everything but its text and place left at the defaults. */
export function commandOf(run: string, index = 0, over: Partial<Command> = {}): Command {
  return {
    ...bareCommand(run),
    index,
    id: `command-${index + 1}`,
    source: { file: 'list.yml', line: index + 1, column: 3 },
    ...over,
  }
}

export const sandboxed: Grant = noGrant

export const noDecision: Decision = {
  decision: undefined,
  matches: [],
  unknown: [],
  sandbox: 'auto',
  grant: { write: [], network: [], env: [] },
  readOnly: false,
}

/** How one attempt ends, in the few facts that matter to the flow. */
export function attemptOf(ending: Ending, effects: readonly Effect[] = []): Omit<Attempt, 'grant'> {
  const paths = effects.flatMap((effect) => (effect.kind === 'write' ? [effect.path] : []))
  return {
    backend: 'capture',
    ending,
    effects,
    changes: paths.length === 0 ? undefined : { id: 'c1', digest: 'd1', paths },
    output: { head: new Uint8Array(), tail: new Uint8Array(), totalBytes: 0 },
    durationMs: 1,
    notes: [],
  }
}

export const wrote = (path: string): Effect => ({
  kind: 'write',
  path,
  change: 'created',
  certainty: 'recorded',
  before: undefined,
  after: { type: 'file', mode: 0o644, size: 1, digest: 'x', linkTarget: undefined },
  diff: undefined,
})

export const reached = (host: string): Effect => ({
  kind: 'network',
  host,
  port: 443,
  certainty: 'recorded',
  reason: undefined,
})

type Script = {
  readonly policy?: Partial<Policy>
  readonly requirement?: (command: Command) => Requirement
  /** One entry for each attempt, in order; the last is used again. */
  readonly attempts?: readonly Omit<Attempt, 'grant'>[]
  readonly reviews?: readonly Review[]
  /** What re-reading just before acting comes to; the review itself by default. */
  readonly consumed?: Review
  readonly applied?: ApplyResult
  readonly signal?: AbortSignal
}

/** A gate whose ports follow a script, and the log of every call that was made to them, in order. */
export function scriptedGate(script: Script): {
  readonly gate: Gate
  readonly log: string[]
  readonly events: JournalEvent[]
} {
  const log: string[] = []
  const events: JournalEvent[] = []
  const attempts = [...(script.attempts ?? [attemptOf({ kind: 'exited', exitCode: 0 })])]
  const reviews = [...(script.reviews ?? [])]
  let opened = 0
  const next = <T>(queue: T[], what: string): T => {
    const value = queue.length > 1 ? queue.shift() : queue[0]
    if (value === undefined) throw new Error(`the script has no ${what}`)
    return value
  }
  const open = (draft: RequestDraft): ApprovalRequest => ({
    ...draft,
    id: `ID${++opened}`,
    digest: 'digest',
    contentDigest: 'content',
    bar: { role: 'write', count: 1 },
    openedAt: 0,
    deadline: 1,
  })
  const gate: Gate = {
    policy: { ...defaultPolicy, ...script.policy },
    plan: (command) => ({
      decision: noDecision,
      requirement: script.requirement?.(command) ?? { kind: 'attempt', grant: sandboxed },
    }),
    sandbox: {
      prepare: async () => void log.push('prepare'),
      attempt: ({ command, grant }) => {
        log.push(`attempt ${command.run} ${describeGrant(grant)}`)
        return Promise.resolve({ ...next(attempts, 'attempt'), grant })
      },
      apply: (changes) => {
        log.push(`apply ${changes.paths.join(' ')}`)
        return Promise.resolve(script.applied ?? { kind: 'applied', paths: changes.paths })
      },
      discard: (changes) => {
        log.push(`discard ${changes.paths.join(' ')}`)
        return Promise.resolve()
      },
      close: () => {
        log.push('close sandbox')
        return Promise.resolve()
      },
    },
    assessor: { assess: () => Promise.resolve({ kind: 'none', reason: 'off' }) },
    scripts: { follow: () => Promise.resolve([]) },
    reviewers: {
      open: (drafts) => {
        log.push(`open ${drafts.map((draft) => `${draft.action} ${draft.command.run}`).join(', ')}`)
        return Promise.resolve(drafts.map(open))
      },
      review: (request) => {
        log.push(`review ${request.id}`)
        return Promise.resolve(next(reviews, 'review'))
      },
      consume: (request, review) => {
        log.push(`consume ${request.id}`)
        return Promise.resolve(script.consumed ?? review)
      },
      settle: (request, outcome: Outcome) => {
        log.push(`settle ${request.id} ${outcome.kind}`)
        return Promise.resolve()
      },
      close: (conclusion) => {
        log.push(`close reviewers ${conclusion === 'cancelled' ? conclusion : conclusion.outcome}`)
        return Promise.resolve()
      },
    },
    journal: { record: (event) => events.push(event) },
    signal: script.signal ?? new AbortController().signal,
  }
  return { gate, log, events }
}

function describeGrant(grant: Grant): string {
  if (grant.kind === 'unsandboxed') return 'unsandboxed'
  const hosts = grant.network.map((host) => host.host)
  return [grant.mode, ...grant.write, ...hosts].join('+')
}

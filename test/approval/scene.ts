import { randomBytes } from 'node:crypto'
import { createPullRequest } from '../../src/adapters/github/pull-request.ts'
import type { ReviewersSettings } from '../../src/approval/desk.ts'
import type { RequestDraft } from '../../src/approval/request.ts'
import { createReviewers } from '../../src/approval/reviewers.ts'
import type { CommentView } from '../../src/approval/session.ts'
import { bareCommand } from '../../src/cli/bare-command.ts'
import type { Command } from '../../src/command/command.ts'
import { showRequestId } from '../../src/command/fingerprint.ts'
import type { Grant } from '../../src/policy/grant.ts'
import type { Approvers } from '../../src/policy/policy.ts'
import type { Clock, JournalEvent } from '../../src/ports.ts'
import type { FakeGitHub } from '../fakes/fake-github.ts'
import { headOf } from '../fakes/github/state.ts'

/** The policy's approvers where it says nothing. */
export const writers: Approvers = {
  role: 'write',
  users: [],
  teams: [],
  codeOwners: false,
  count: 1,
  byRisk: {},
  allowSelfApproval: false,
  forMatrix: false,
  agents: [],
  apps: [],
}

/** What a sandboxed command may do that asked for nothing. */
export const sandboxed = {
  kind: 'sandboxed',
  mode: 'workspace-write',
  write: [],
  network: [],
  env: [],
} as const satisfies Grant

/** A command with everything but its text at the defaults. */
export function commandOf(run: string, over: Partial<Command> = {}): Command {
  return { ...bareCommand(run), source: { file: 'list.yml', line: 1, column: 3 }, ...over }
}

/** A denied command that wants one host. */
export function draftOf(run: string, over: Partial<RequestDraft> = {}): RequestDraft {
  return {
    command: commandOf(run),
    action: 'retry',
    reason: { kind: 'denial' },
    effects: [
      {
        kind: 'network',
        host: 'registry.example.com',
        port: 443,
        certainty: 'recorded',
        reason: undefined,
      },
    ],
    changes: undefined,
    grantBefore: sandboxed,
    grantAfter: { ...sandboxed, network: [{ host: 'registry.example.com', port: 443 }] },
    scripts: [],
    assessment: { kind: 'none', reason: 'off' },
    ...over,
  }
}

/** A comment as bare as can be: what is shown is tested elsewhere. */
export function bareComment(view: CommentView): { body: string; omitted: readonly string[] } {
  const lines = view.entries.map(({ request, stage }) => `${showRequestId(request.id)} ${stage.kind}`)
  return { body: [...lines, view.marker].join('\n'), omitted: [] }
}

/** Reviewers on the fake's pull request, over real HTTP. */
export function reviewersOn(fake: FakeGitHub, clock: Clock, over: Partial<ReviewersSettings> = {}) {
  const events: JournalEvent[] = []
  const pullRequest = createPullRequest({
    token: fake.token,
    apiUrl: fake.url,
    owner: 'acme',
    repository: 'widgets',
    number: 7,
    teamsToken: undefined,
  })
  const settings: ReviewersSettings = {
    pullRequest,
    clock,
    journal: { record: (event) => void events.push(event) },
    random: (bytes) => randomBytes(bytes),
    context: {
      repositoryId: 1_296_269,
      number: 7,
      headSha: headOf(fake.pull),
      policyDigest: 'p1',
      runId: '42',
      runAttempt: 1,
      job: 'build',
      matrix: 'build',
    },
    approvers: writers,
    interested: [],
    codeOwnership: async () => ({ kind: 'value', value: [] }),
    policyDigest: async () => ({ kind: 'value', value: 'p1' }),
    scripts: { follow: async () => [] },
    place: 'pull-request',
    trigger: '/gate',
    timeoutMs: 1_800_000,
    maximumWaitMs: 7_200_000,
    reuseApprovals: 'rerun',
    links: { log: undefined, policy: undefined },
    render: bareComment,
    ...over,
  }
  return { ...createReviewers(settings), settings, events }
}

/** Time that passes only while somebody sleeps, so that half an hour takes no longer than its looks. */
export function virtualClock(): Clock {
  let time = Date.parse('2026-11-22T12:00:00Z')
  return {
    now: () => time,
    sleep: async (ms) => {
      time += Math.max(0, ms)
      await new Promise((resolve) => setImmediate(resolve))
    },
  }
}

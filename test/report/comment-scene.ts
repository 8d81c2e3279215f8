import { bindRequest } from '../../src/approval/bind.ts'
import type { RequestDraft, Reviewer } from '../../src/approval/request.ts'
import { type CommentView, type Entry, emptySession, type Stage } from '../../src/approval/session.ts'
import type { Assessment } from '../../src/assessment/risk.ts'
import { createCommentRenderer } from '../../src/report/comment.ts'
import { draftOf, writers } from '../approval/scene.ts'

const now = Date.parse('2026-11-22T14:02:00Z')

/** Renders without masking anything. */
export const renderPlain = createCommentRenderer({
  redact: (text) => ({ text, changed: false, conceals: false }),
})

/** A person who answered. */
export const maria: Reviewer = {
  login: 'maria',
  userId: 1,
  by: 'maintain',
  commentId: 5,
  commentUrl: 'https://github.com/acme/widgets/pull/7#issuecomment-5',
  at: now + 240_000,
}

/** One request with what became of it. The nonce is its number, so that ids are the same in every run. */
export function entryOf(number: number, draft: RequestDraft = draftOf('npm publish'), stage?: Stage): Entry {
  const nonce = String(number).padStart(32, '0')
  const context = {
    repositoryId: 1,
    number: 7,
    headSha: 'abc1234'.padEnd(40, '0'),
    policyDigest: 'p1',
    runId: '42',
    runAttempt: 1,
    job: 'build',
    matrix: 'build',
  }
  const terms = { bar: { role: 'write', count: 1 }, openedAt: now, deadline: now + 1_800_000 }
  const request = bindRequest(draft, context, nonce, terms)
  return {
    request,
    nonce,
    answeredUnder: request.id,
    explained: false,
    stage: stage ?? { kind: 'pending', votes: [] },
  }
}

/** What a comment shows, with these requests. */
export function viewOf(entries: readonly Entry[], over: Partial<CommentView> = {}): CommentView {
  return {
    ...emptySession,
    entries,
    marker: '<!-- command-gate:v1 run=0123456789abcdef0123456789abcdef -->',
    trigger: '/gate',
    approvers: writers,
    links: {
      log: 'https://github.com/acme/widgets/actions/runs/42',
      policy: 'https://github.com/acme/widgets/blob/def5678/.github/command-gate.yml',
    },
    headSha: 'abc1234'.padEnd(40, '0'),
    now,
    ...over,
  }
}

/** A risk as the static assessor gives it. */
export function riskOf(riskLevel: 'low' | 'medium' | 'high', description: string): Assessment {
  return {
    kind: 'assessed',
    description,
    riskLevel,
    riskCategories: riskLevel === 'low' ? [] : ['network_access'],
    source: 'static',
    findings: [
      {
        id: 'publish',
        level: riskLevel,
        categories: ['network_access'],
        sentence: "Publishes a package under the job's name.",
        evidence: 'npm publish',
        range: undefined,
      },
    ],
    model: undefined,
  }
}

import { commandFacts, digestOf, requestIdOf } from '../command/fingerprint.ts'
import type { ApproverBar } from '../policy/policy.ts'
import type { ApprovalRequest, RequestDraft } from './request.ts'

/** Where and for what a request is made; part of everything that an approval binds. */
export type RunContext = {
  /** GitHub's numeric id of the repository; 0 where there is none. */
  readonly repositoryId: number
  /** Number of the pull request, or issue. */
  readonly number: number
  readonly headSha: string
  /** SHA-256 in hex of the policy in force. */
  readonly policyDigest: string
  /** The same in every attempt of a run. */
  readonly runId: string
  readonly runAttempt: number
  /** Different for each leg of a matrix and each gate of a job. */
  readonly job: string
  /** The same in all legs of a matrix. */
  readonly matrix: string
}

/** On what terms a request is opened. Times in milliseconds since 1970. */
export type Terms = { readonly bar: ApproverBar; readonly openedAt: number; readonly deadline: number }

/**
 * Ties a draft to its run: the digest covers command, action, grants, evidence, scripts, policy and head commit, so that
 * an approval of it is an approval of nothing else. The nonce (32 hex digits) makes the id unguessable and single; the
 * content digest leaves it out. Neither knows the run's attempt: a re-run that finds its nonce again finds its id.
 */
export function bindRequest(
  draft: RequestDraft,
  context: RunContext,
  nonce: string,
  terms: Terms,
): ApprovalRequest {
  const content = contentOf(draft, context)
  const digest = digestOf({ ...content, nonce })
  return { ...draft, ...terms, id: requestIdOf(digest), digest, contentDigest: digestOf(content) }
}

/** All that a request asks and where, as plain data; the nonce is not part of it. */
export function contentOf(draft: RequestDraft, context: RunContext): Readonly<Record<string, unknown>> {
  return {
    version: 1,
    repository: context.repositoryId,
    number: context.number,
    headSha: context.headSha,
    policy: context.policyDigest,
    run: context.runId,
    job: context.job,
    index: draft.command.index,
    command: commandFacts(draft.command),
    action: draft.action,
    grantBefore: draft.grantBefore,
    grantAfter: draft.grantAfter,
    effects: draft.effects,
    changes: draft.changes?.digest,
    scripts: draft.scripts.map(({ path, digest }) => ({ path, digest })),
  }
}

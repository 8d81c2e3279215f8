import type { Assessment } from '../assessment/risk.ts'
import type { FollowedScript } from '../assessment/subject.ts'
import type { Command } from '../command/command.ts'
import type { Grant } from '../policy/grant.ts'
import type { ApproverBar } from '../policy/policy.ts'
import type { ChangeSet } from '../sandbox/attempt.ts'
import type { Effect } from '../sandbox/effect.ts'

/** What an approval would make happen. `apply`: the captured changes are written as shown, nothing runs. */
export type RequestedAction = 'run' | 'retry' | 'apply'

/** Why a person is asked. Text of rules is the policy's own; text of commands never stands here. */
export type RequestReason =
  | {
      readonly kind: 'rule'
      readonly words: string
      readonly justification: string | undefined
      readonly line: number
    }
  | { readonly kind: 'permissions' }
  | { readonly kind: 'untrusted' }
  | { readonly kind: 'unsandboxed' }
  | { readonly kind: 'denial' }

/** What a reviewer is asked, before it has an id: everything that the digest is made of, and what is shown. */
export type RequestDraft = {
  readonly command: Command
  readonly action: RequestedAction
  readonly reason: RequestReason
  /** The evidence: empty when nothing ran yet. */
  readonly effects: readonly Effect[]
  readonly changes: ChangeSet | undefined
  readonly grantBefore: Grant | undefined
  readonly grantAfter: Grant
  readonly scripts: readonly FollowedScript[]
  readonly assessment: Assessment
}

/** A request that people can see and answer. */
export type ApprovalRequest = RequestDraft & {
  /** Ten characters of Crockford base32, shown as `7K3QM-9XD2F`. */
  readonly id: string
  /** SHA-256 in hex over everything the approval binds, nonce included. */
  readonly digest: string
  /** The same without the nonce: equal for equal content in every attempt of a run. */
  readonly contentDigest: string
  readonly bar: ApproverBar
  /** Milliseconds since 1970. */
  readonly openedAt: number
  readonly deadline: number
}

/** A person whose reply counted. */
export type Reviewer = {
  readonly login: string
  /** GitHub's numeric id; undefined at a terminal. */
  readonly userId: number | undefined
  /** Role, team or code ownership by which the person may answer. */
  readonly by: string
  readonly commentId: number | undefined
  readonly commentUrl: string | undefined
  /** When the reply was written, milliseconds since 1970. */
  readonly at: number
}

/** A yes: the only review that anything is done on. */
export type Approval =
  | { readonly kind: 'approved'; readonly by: readonly Reviewer[]; readonly note: string | undefined }
  | { readonly kind: 'approved-for-run'; readonly by: readonly Reviewer[]; readonly note: string | undefined }

/** A request that ended without a yes. */
export type Refusal =
  | { readonly kind: 'denied'; readonly by: Reviewer | undefined; readonly note: string | undefined }
  | { readonly kind: 'abort'; readonly by: Reviewer | undefined; readonly note: string | undefined }
  | { readonly kind: 'timed-out' }
  /** Nobody can be asked: no pull request, no permission, GitHub out of reach. */
  | { readonly kind: 'unavailable'; readonly reason: string; readonly hint: string | undefined }
  /** What was approved is no longer what would happen. */
  | { readonly kind: 'void'; readonly reason: string }

/** How a request ended (the seed's ReviewDecision, and the endings that no person gave). */
export type Review =
  | Approval
  | Refusal
  /** Nobody has answered yet, and nobody is waited for: the answer starts the job again. */
  | { readonly kind: 'pending' }

/** Whether the review says yes. */
export function isApproval(review: Review): review is Approval {
  return review.kind === 'approved' || review.kind === 'approved-for-run'
}

/** The review where nobody can be asked: why, as the end of a sentence, and what to do about it. */
export function unavailable(reason: string, hint?: string): Refusal {
  return { kind: 'unavailable', reason, hint }
}

/** A reply that looked like an answer and did not count, with the reason that the person is told. */
export type Dismissal = {
  readonly commentId: number
  readonly login: string
  readonly reason: string
}

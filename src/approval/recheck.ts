import type { Approvers } from '../policy/policy.ts'
import type { PullRequest } from '../ports.ts'
import type { Answer } from './answer.ts'
import type { RunContext } from './bind.ts'
import { whyNotFromRecord } from './candidate.ts'
import type { Account, Comment } from './conversation.ts'
import type { ApprovalRequest, Reviewer } from './request.ts'
import { emailCountsFor, mayApprove } from './reviewer.ts'
import type { Witness } from './witness.ts'

/** What an approval rests on, read again. Digests are SHA-256 in hex; undefined where the thing is gone. */
export type Ground = {
  readonly pullRequest: PullRequest
  readonly witness: Witness
  readonly approvers: Approvers
  readonly context: RunContext
  readonly policyDigest: () => Promise<Answer<string | undefined>>
  readonly scriptDigest: (path: string, request: ApprovalRequest) => Promise<string | undefined>
}

/** Whose approval is looked at again: the request, the one under whose id it was given, and the comments it came in. */
export type Claim = {
  readonly request: ApprovalRequest
  readonly answered: ApprovalRequest
  readonly by: readonly Reviewer[]
  readonly comments: ReadonlyMap<number, Comment>
  readonly requestCommentId: number
}

/**
 * What has moved since the approval was given, in one sentence; undefined when nothing has. Every approver, the pull
 * request, the policy and the scripts are read again, because all of them can change while people think.
 */
export async function whatMoved(claim: Claim, ground: Ground): Promise<Answer<string | undefined>> {
  const checks = [pullRequestMoved, policyMoved, scriptsMoved, repliesMoved]
  for (const check of checks) {
    const moved = await check(claim, ground)
    if (moved.kind === 'failure' || moved.value !== undefined) return moved
  }
  return still
}

async function pullRequestMoved(_claim: Claim, ground: Ground): Promise<Answer<string | undefined>> {
  const state = await ground.pullRequest.state()
  if (state.kind === 'failure') return state
  if (!state.value.open) return moved('the pull request is closed')
  if (state.value.headSha === ground.context.headSha) return still
  return moved(`the pull request's head moved from ${ground.context.headSha} to ${state.value.headSha}`)
}

async function policyMoved(_claim: Claim, ground: Ground): Promise<Answer<string | undefined>> {
  const digest = await ground.policyDigest()
  if (digest.kind === 'failure') return digest
  return digest.value === ground.context.policyDigest ? still : moved('the policy changed')
}

async function scriptsMoved({ request }: Claim, ground: Ground): Promise<Answer<string | undefined>> {
  for (const script of request.scripts) {
    const digest = await ground.scriptDigest(script.path, request)
    if (digest !== script.digest) return moved('a script that the command runs changed')
  }
  return still
}

async function repliesMoved(claim: Claim, ground: Ground): Promise<Answer<string | undefined>> {
  const comments = claim.by.map(({ commentId }) => claim.comments.get(commentId ?? 0))
  const known = comments.filter((comment) => comment !== undefined)
  const people = new Set(claim.by.map(({ userId }) => userId))
  if (people.size < claim.request.bar.count) return moved('it needs more approvals than it has')
  if (known.length < claim.by.length) return moved('an approving reply was deleted')
  const details = await ground.pullRequest.reread(known.map(({ nodeId }) => nodeId))
  if (details.kind === 'failure') return details
  for (const comment of known) {
    const detail = details.value.find(({ nodeId }) => nodeId === comment.nodeId)
    const reason =
      whyNotFromRecord(comment, detail, {
        issueNumber: ground.context.number,
        requestCommentId: claim.requestCommentId,
        openedAt: claim.answered.openedAt,
        deadline: claim.answered.deadline,
        apps: ground.approvers.apps,
        emailCounts: emailCountsFor(claim.request),
      }) ?? (await authorMoved(comment.author, claim, ground))
    if (typeof reason === 'object') return reason
    if (reason !== undefined)
      return moved(`the reply of ${comment.author?.login ?? 'nobody'} no longer counts: ${reason}`)
  }
  return still
}

async function authorMoved(
  author: Account | undefined,
  claim: Claim,
  ground: Ground,
): Promise<string | Answer<never> | undefined> {
  if (author === undefined) return 'its author has no account any more'
  const standing = await ground.witness.standingOf(author, [claim.request])
  if (standing.kind === 'failure') return standing
  if (standing.value === undefined) return 'its author has no account here any more'
  const permit = mayApprove(standing.value, ground.approvers, claim.request.bar)
  return permit.kind === 'withheld' ? permit.reason : undefined
}

const still: Answer<undefined> = { kind: 'value', value: undefined }

function moved(reason: string): Answer<string> {
  return { kind: 'value', value: reason }
}

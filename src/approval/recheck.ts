import type { Approvers } from '../policy/policy.ts'
import type { PullRequest, Scripts } from '../ports.ts'
import type { Answer } from './answer.ts'
import type { RunContext } from './bind.ts'
import { whyNotFromRecord } from './candidate.ts'
import type { Account, Comment, OwnComment, Reread } from './conversation.ts'
import { confirm, type Sibling } from './matrix.ts'
import type { ApprovalRequest, Reviewer } from './request.ts'
import { emailCountsFor, mayApprove } from './reviewer.ts'
import { sameScripts } from './same-scripts.ts'
import type { Witness } from './witness.ts'

/** What an approval rests on, read again. The digest is SHA-256 in hex; undefined where there is no policy any more. */
export type Ground = {
  readonly pullRequest: PullRequest
  readonly witness: Witness
  readonly approvers: Approvers
  readonly context: RunContext
  /** Of the policy as it is at this base commit. */
  readonly policyDigest: (baseSha: string) => Promise<Answer<string | undefined>>
  readonly scripts: Scripts
}

/** Whose approval is looked at again: the request, the one under whose id it was given, and the comments it came in. */
export type Claim = {
  readonly request: ApprovalRequest
  readonly answered: ApprovalRequest
  readonly by: readonly Reviewer[]
  readonly comments: ReadonlyMap<number, Comment>
  /** Requests of other legs that the replies name instead, by comment and request. */
  readonly siblings: ReadonlyMap<string, Sibling>
  /** The comment that asks. */
  readonly question: OwnComment
  /** Whether a text is one that the gate wrote there. */
  readonly wrote: (body: string) => boolean
}

/**
 * What has moved since the approval was given, in one sentence; undefined when nothing has. Every approver, the pull
 * request, the policy and the scripts are read again, because all of them can change while people think.
 */
export async function whatMoved(claim: Claim, ground: Ground): Promise<Answer<string | undefined>> {
  const checks = [scriptsMoved, conversationMoved]
  for (const check of checks) {
    const moved = await check(claim, ground)
    if (moved.kind === 'failure' || moved.value !== undefined) return moved
  }
  return still
}

async function policyMoved({ baseSha }: Reread, ground: Ground): Promise<Answer<string | undefined>> {
  const digest = await ground.policyDigest(baseSha)
  if (digest.kind === 'failure') return digest
  return digest.value === ground.context.policyDigest ? still : moved('the policy changed')
}

async function scriptsMoved({ request }: Claim, ground: Ground): Promise<Answer<string | undefined>> {
  const now = await ground.scripts.follow(request.command)
  return sameScripts(request.scripts, now) ? still : moved('a script that the command runs changed')
}

async function conversationMoved(claim: Claim, ground: Ground): Promise<Answer<string | undefined>> {
  const comments = claim.by.map(({ commentId }) => claim.comments.get(commentId ?? 0))
  const known = comments.filter((comment) => comment !== undefined)
  const people = new Set(claim.by.map(({ userId }) => userId))
  if (people.size < claim.request.bar.count) return moved('it needs more approvals than it has')
  if (known.length < claim.by.length) return moved('an approving reply was deleted')
  const siblings = known.flatMap((comment) => siblingOf(comment, claim)?.comment ?? [])
  const nodes = new Set([claim.question, ...known, ...siblings].map(({ nodeId }) => nodeId))
  const read = await ground.pullRequest.reread([...nodes])
  if (read.kind === 'failure') return read
  const above = pullRequestMoved(read.value, ground) ?? whyMisled(claim, read.value)
  if (above !== undefined) return moved(above)
  const policy = await policyMoved(read.value, ground)
  if (policy.kind === 'failure' || policy.value !== undefined) return policy
  return await repliesMoved(known, read.value, claim, ground)
}

function pullRequestMoved({ open, headSha }: Reread, ground: Ground): string | undefined {
  if (!open) return 'the pull request is closed'
  if (headSha === ground.context.headSha) return undefined
  return `the pull request's head moved from ${ground.context.headSha} to ${headSha}`
}

async function repliesMoved(
  known: readonly Comment[],
  read: Reread,
  claim: Claim,
  ground: Ground,
): Promise<Answer<string | undefined>> {
  for (const comment of known) {
    const detail = read.comments.find(({ nodeId }) => nodeId === comment.nodeId)
    const sibling = siblingOf(comment, claim)
    const reason =
      whyNotFromSibling(sibling, read) ??
      whyNotFromRecord(comment, detail, {
        issueNumber: ground.context.number,
        requestCommentId: sibling?.comment.id ?? claim.question.id,
        openedAt: sibling?.comment.createdAt ?? claim.answered.openedAt,
        deadline: claim.answered.deadline,
        isRefusal: false,
        apps: ground.approvers.apps,
        emailCounts: emailCountsFor(claim.request),
      }) ??
      (await authorMoved(comment.author, read.participants, claim, ground))
    if (typeof reason === 'object') return reason
    if (reason !== undefined)
      return moved(`the reply of ${comment.author?.login ?? 'nobody'} no longer counts: ${reason}`)
  }
  return still
}

function siblingOf(comment: Comment, { answered, siblings }: Claim): Sibling | undefined {
  return siblings.get(`${comment.id} ${answered.id}`)
}

function whyNotFromSibling(sibling: Sibling | undefined, { comments }: Reread): string | undefined {
  if (sibling === undefined || confirm(sibling, comments).isConfirmed) return undefined
  return 'the comment of the leg that it names can’t be relied on any more'
}

/**
 * Why nobody can tell what the reviewers read. Stops a person with write access, who may edit any comment, from having
 * another command approved than the one that is shown: the edit stays on record even when the words are put back.
 */
function whyMisled({ question, wrote }: Claim, { comments }: Reread): string | undefined {
  const detail = comments.find(({ nodeId }) => nodeId === question.nodeId)
  if (detail === undefined) return 'the comment that asks was deleted'
  if (detail.foreignEdit) return 'somebody else edited the comment that asks; run the job again'
  // Another workflow with this token's account leaves no other trace.
  return wrote(detail.body) ? undefined : 'the comment that asks shows what the gate did not write'
}

async function authorMoved(
  author: Account | undefined,
  participants: readonly Account[],
  claim: Claim,
  ground: Ground,
): Promise<string | Answer<never> | undefined> {
  if (author === undefined) return 'its author has no account any more'
  const standing = await ground.witness.standingOf(author, [claim.request], participants)
  if (standing.kind === 'failure') return standing
  if (standing.value === undefined) return 'its author has no account here any more'
  const permit = mayApprove(standing.value, ground.approvers, claim.request.bar)
  return permit.kind === 'withheld' ? permit.reason : undefined
}

const still: Answer<undefined> = { kind: 'value', value: undefined }

function moved(reason: string): Answer<string> {
  return { kind: 'value', value: reason }
}

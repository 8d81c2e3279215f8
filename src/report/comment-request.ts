import type { ApprovalRequest } from '../approval/request.ts'
import { missingVotes } from '../approval/review.ts'
import type { CommentView, Entry } from '../approval/session.ts'
import { showRequestId } from '../command/fingerprint.ts'
import { escapeProse, fence, inlineCode } from '../text/markdown.ts'
import type { Redact } from './comment.ts'
import { renderCommand } from './comment-command.ts'
import { renderEvidence } from './comment-evidence.ts'
import { grantSentence } from './comment-grant.ts'
import { renderRisk } from './comment-risk.ts'
import { showMoment } from './comment-time.ts'

/** How much of a request is shown besides its command. */
export type Detail = 'full' | 'brief' | 'bare'

/** One request that waits: what would run, why it was stopped, what a yes does, how dangerous it is, who may answer how. */
export function renderRequest(entry: Entry, view: CommentView, detail: Detail, redact: Redact): string {
  const { request } = entry
  const level = request.assessment.kind === 'assessed' ? ` · ${request.assessment.riskLevel} risk` : ''
  return [
    `#### Request ${showRequestId(request.id)}${level}`,
    renderCommand(request.command, redact),
    `**Why this is asked.** ${whySentence(request, view, redact)}`,
    ...renderEvidence(request, detail, redact),
    `**If approved:** ${grantSentence(request)}`,
    ...renderRisk(request.assessment, detail, redact),
    `**Who may approve:** ${whoSentence(entry, view)} **Until:** ${showMoment(request.deadline)}; then it is refused.`,
    renderAnswers(request, view),
    ...(entry.explained ? [renderBinding(request)] : []),
  ].join('\n\n')
}

function whySentence({ reason, command }: ApprovalRequest, view: CommentView, redact: Redact): string {
  const justified =
    command.justification === undefined
      ? ''
      : ` The agent says: ${inlineCode(redact(command.justification).text.slice(0, 500))}`
  switch (reason.kind) {
    case 'rule': {
      const place =
        view.links.policy === undefined
          ? `line ${reason.line}`
          : `[line ${reason.line}](${view.links.policy}#L${reason.line})`
      const said =
        reason.justification === undefined ? '' : `: ${escapeProse(reason.justification.replace(/\.$/, ''))}`
      return `The policy's rule ${inlineCode(reason.words)} (${place}) asks${said}.${justified}`
    }
    case 'permissions':
      return `The command asks for more than the policy gives.${justified}`
    case 'untrusted':
      return `No rule of the policy allows it, and the policy trusts only what a rule allows.${justified}`
    case 'unsandboxed':
      return `It can't run in the sandbox.${justified}`
    case 'denial':
      return `It ran in the sandbox and reached for more than it may.${justified}`
  }
}

function whoSentence({ request, stage }: Entry, view: CommentView): string {
  const { bar } = request
  const { users, teams, codeOwners } = view.approvers
  const lists = [
    ...(users.length > 0 ? ['is a listed user'] : []),
    ...teams.map((team) => `is in the team ${inlineCode(team)}`),
    ...(codeOwners ? ['owns the code'] : []),
  ]
  const narrowed = lists.length === 0 ? '' : ` and ${lists.join(' or ')}`
  const people = bar.count === 1 ? 'one person' : `${bar.count} different people`
  const self = view.approvers.allowSelfApproval ? '' : ', not an author of this pull request'
  const votes = stage.kind === 'pending' ? stage.votes : []
  const said = [...new Set(votes.map(({ reviewer }) => inlineCode(reviewer.login)))].join(' and ')
  const soFar = said === '' ? '' : ` ${said} said yes; ${missingVotes(votes, bar.count)} more needed.`
  return `${people} with the role ${inlineCode(bar.role)} or higher${narrowed}${self}.${soFar}`
}

// Two blocks, so that each has its own button to copy.
function renderAnswers({ id }: ApprovalRequest, { trigger, approvers }: CommentView): string {
  const shown = showRequestId(id)
  const forAll = [
    'For every leg of the matrix that asks exactly this:',
    fence(`${trigger} approve ${shown} for-matrix`),
  ]
  return [
    'To answer, comment one of these lines:',
    fence(`${trigger} approve ${shown}`),
    fence(`${trigger} deny ${shown} your reason`),
    ...(approvers.forMatrix ? forAll : []),
  ].join('\n\n')
}

function renderBinding(request: ApprovalRequest): string {
  const scripts = request.scripts.map(({ path, digest }) => `${digest}  ${path}`)
  const facts = [`request  ${request.digest}`, `content  ${request.contentDigest}`, ...scripts]
  return ['The approval binds, by SHA-256:', fence(facts.join('\n'))].join('\n\n')
}

import { type ApprovalRequest, isApproval, type Review, type Reviewer } from '../approval/request.ts'
import type { Entry } from '../approval/session.ts'
import { showRequestId } from '../command/fingerprint.ts'
import { escapeProse, inlineCode } from '../text/markdown.ts'
import type { Redact } from './comment.ts'
import { renderCommand } from './comment-command.ts'
import { grantSentence } from './comment-grant.ts'
import type { Detail } from './comment-request.ts'
import { showMoment } from './comment-time.ts'

/** A request that is answered: by whom, when, what came of it; the command folded below. */
export function renderAnswered(entry: Entry, detail: Detail, redact: Redact): string {
  const { request, stage } = entry
  if (stage.kind === 'pending') return ''
  const facts = [reviewSentence(stage.review, redact), whatHappened(entry, redact)].join(' ').trim()
  const head = `**${showRequestId(request.id)}** (${nameOf(request, redact)}) ${facts}`
  if (detail === 'bare') return head
  const folded = [renderCommand(request.command, redact), `It was asked: ${grantSentence(request)}`].join(
    '\n\n',
  )
  return `${head}\n\n<details><summary>Command</summary>\n\n${folded}\n\n</details>`
}

const shortCommand = 80

/** The command itself where it is short and plain; else its id, for a command is shown whole or not at all. */
function nameOf({ command }: ApprovalRequest, redact: Redact): string {
  const isShort = command.run.length <= shortCommand && /^[\x20-\x7e]+$/.test(command.run)
  return inlineCode(isShort ? redact(command.run).text : command.id)
}

function reviewSentence(review: Review, redact: Redact): string {
  switch (review.kind) {
    case 'approved':
      return `approved by ${review.by.map(personWords).join(' and ')}.${noteWords(review.note, redact)}`
    case 'approved-for-run':
      return `approved for the rest of this run by ${review.by.map(personWords).join(' and ')}.${noteWords(review.note, redact)}`
    case 'denied':
      return `denied${review.by === undefined ? '' : ` by ${personWords(review.by)}`}.${noteWords(review.note, redact)}`
    case 'abort':
      return `aborted${review.by === undefined ? '' : ` by ${personWords(review.by)}`}.${noteWords(review.note, redact)}`
    case 'pending':
      return 'waits for an answer.'
    case 'timed-out':
      return 'was refused: nobody who may approve answered in time. Run the job again to be asked anew.'
    case 'unavailable':
      return `was refused without being asked: ${escapeProse(redact(review.reason).text)}.`
    case 'void':
      return `is void: ${escapeProse(redact(review.reason).text)}.`
  }
}

function personWords(reviewer: Reviewer): string {
  const login = inlineCode(reviewer.login)
  const isAddress = /^https?:\/\/[^\s()<>[\]"'`\\]+$/.test(reviewer.commentUrl ?? '')
  const name = isAddress ? `[${login}](${reviewer.commentUrl})` : login
  return `${name} (${escapeProse(reviewer.by)}, ${showMoment(reviewer.at)})`
}

function noteWords(note: string | undefined, redact: Redact): string {
  return note === undefined ? '' : ` Reason: ${inlineCode(redact(note).text)}.`
}

function whatHappened({ stage }: Entry, redact: Redact): string {
  switch (stage.kind) {
    case 'pending':
    case 'reviewed':
      return ''
    case 'running':
      return 'The approval is used: <b>running</b>.'
    case 'settled':
      // What was not approved did not run: the review has said all there is.
      return isApproval(stage.review)
        ? `It ended: <b>${stage.outcome.kind}</b>. ${escapeProse(redact(stage.outcome.reason).text)}`
        : ''
  }
}

import type { CommentView } from '../approval/session.ts'
import { escapeProse, fence, inlineCode } from '../text/markdown.ts'

const shownDismissals = 10

/** The replies that did not count, each with its reason, so that nobody waits for something that will not come. */
export function renderDismissals({ dismissals }: CommentView): readonly string[] {
  if (dismissals.length === 0) return []
  const shown = dismissals.slice(-shownDismissals)
  const list = shown.map(({ login, reason }) => `- ${inlineCode(login)}: ${escapeProse(reason)}.`)
  const left = dismissals.length - shown.length
  if (left > 0) list.unshift(`- ${left} older ones are in the job's report`)
  return ['Replies that did not count:', list.join('\n')]
}

/** All that can be replied. Shown when somebody asked. */
export function renderHelp({ approvers, helpAsked, trigger }: CommentView): readonly string[] {
  if (!helpAsked) return []
  const lines = [
    `${trigger} approve ID [ID...] [for-run] [reason]`,
    ...(approvers.forMatrix ? [`${trigger} approve ID [ID...] for-matrix [reason]`] : []),
    `${trigger} deny ID [ID...] [reason]`,
    `${trigger} extend ID 30m`,
    `${trigger} explain ID`,
    `${trigger} abort [reason]`,
    `${trigger} help`,
  ]
  return [
    'A reply is the first line of a new comment. An edited comment never counts.',
    fence(lines.join('\n')),
  ]
}

import type { Comment, CommentDetail } from './conversation.ts'

/** What a comment must agree with to count as a reply. */
export type Conversation = {
  /** The pull request, or issue, that the request stands on. */
  readonly issueNumber: number
  /** The gate's own comment: a reply comes after it. */
  readonly requestCommentId: number
  /** When the request could first be read, by the server's clock. */
  readonly openedAt: number
  readonly deadline: number
  /** Whether the comment says no: then only who wrote it is asked, because nobody is let through by it. */
  readonly isRefusal: boolean
  /** An answer by e-mail counts: whoever can send from the address in a reviewer's notification can give one. */
  readonly emailCounts: boolean
  /** Slugs of apps through which people may post. */
  readonly apps: readonly string[]
}

/**
 * Why a comment can't count, by what the list of comments shows; undefined when nothing speaks against it yet.
 * Stops replies that a program posted (with the agent's own token, or as an app), and replies to an earlier request.
 */
export function whyNotFromList(comment: Comment, conversation: Conversation): string | undefined {
  if (comment.author === undefined) return 'its author has no account any more'
  if (comment.author.type !== 'User') return 'it was written by a program, not by a person'
  if (conversation.isRefusal) return undefined
  if (comment.app !== undefined && !conversation.apps.includes(comment.app)) {
    return `it was posted through the app ${comment.app}, which the policy does not list under apps`
  }
  return whyNotThen(comment, conversation)
}

/**
 * Why a comment can't count, by its own record read again; undefined when it counts. The last word on edits: anyone
 * with write access can edit another person's comment, and its author and date stay the same.
 */
export function whyNotFromRecord(
  comment: Comment,
  detail: CommentDetail | undefined,
  conversation: Conversation,
): string | undefined {
  if (detail === undefined || detail.id !== comment.id) return 'it was deleted'
  if (detail.authorId === undefined || detail.authorId !== comment.author?.id) {
    return 'its author could not be confirmed'
  }
  if (detail.issueNumber !== conversation.issueNumber) return 'it stands on another pull request'
  if (conversation.isRefusal) return undefined
  if (detail.lastEditedAt !== undefined || detail.body !== comment.body) {
    return 'it was edited; write a new comment instead'
  }
  if (detail.minimized !== undefined && ['spam', 'abuse', 'off-topic'].includes(detail.minimized)) {
    return `it was hidden as ${detail.minimized}`
  }
  if (detail.viaEmail && !conversation.emailCounts) {
    return 'it came by e-mail, which is not enough for this risk; answer on the pull request'
  }
  return whyNotThen(detail, conversation)
}

function whyNotThen(
  comment: { id: number; createdAt: number },
  conversation: Conversation,
): string | undefined {
  if (comment.id <= conversation.requestCommentId || comment.createdAt < wholeSecond(conversation.openedAt)) {
    return 'it is older than the request'
  }
  if (comment.createdAt > conversation.deadline) return 'it came after the deadline'
  return undefined
}

// The server tells times in whole seconds.
function wholeSecond(at: number): number {
  return Math.floor(at / 1_000) * 1_000
}

import type { PullRequest } from '../ports.ts'
import type { Account, Comment, Reaction, RepositoryRole } from './conversation.ts'
import { mayWrite } from './reviewer.ts'

/** Shows people by a reaction that their reply was seen. Nothing waits for it but the end of the run. */
export type Acknowledgement = {
  /** For a reply whose author is known to have write access. */
  readonly show: (commentId: number, reaction: Reaction) => void
  /** For a reply that is none: only where its author turns out to have write access, and for few in a run. */
  readonly refuse: (comment: Comment) => void
  /** Resolves when what is under way is done. */
  readonly settled: () => Promise<void>
}

const maxShown = 100
const maxRefused = 20
const maxStrangers = 10

/**
 * Reactions on one pull request, one after the other. Each is a write, and GitHub stops who writes often: so strangers get
 * none, whatever they write, and after a refusal by GitHub nobody does.
 */
export function createAcknowledgement(pullRequest: Pick<PullRequest, 'react' | 'roleOf'>): Acknowledgement {
  const shown = new Map<number, Reaction>()
  const roles = new Map<number, Promise<RepositoryRole | undefined>>()
  const strangers = new Set<number>()
  let writes = 0
  let refusals = 0
  let isMuted = false
  let isEnding = false
  let turn: Promise<void> = Promise.resolve()

  const react = async (commentId: number, reaction: Reaction): Promise<void> => {
    if (isMuted || writes >= maxShown) return
    writes += 1
    const answer = await pullRequest.react(commentId, reaction)
    isMuted = answer.kind === 'failure' && answer.failure.kind !== 'unreachable'
  }
  // A login is asked about once, and of those that are new here a few.
  const isWorthAsking = (author: Account, isInsider: boolean): boolean => {
    if (isInsider || strangers.has(author.id)) return true
    if (strangers.size >= maxStrangers) return false
    strangers.add(author.id)
    return true
  }
  const roleOf = (author: Account): Promise<RepositoryRole | undefined> => {
    const known = roles.get(author.id) ?? askRole(pullRequest, author)
    roles.set(author.id, known)
    return known
  }
  const refuseNow = async (comment: Comment, author: Account): Promise<void> => {
    if (isEnding || isMuted || refusals >= maxRefused) return
    const role = await roleOf(author)
    if (role === undefined || !mayWrite(role)) return
    refusals += 1
    await react(comment.id, '-1')
  }

  return {
    show: (commentId, reaction) => {
      if (shown.get(commentId) === reaction) return
      shown.set(commentId, reaction)
      turn = turn.then(() => react(commentId, reaction))
    },
    refuse: (comment) => {
      const { author } = comment
      if (author?.type !== 'User' || shown.has(comment.id)) return
      if (!isWorthAsking(author, comment.isInsider)) return
      shown.set(comment.id, '-1')
      turn = turn.then(() => refuseNow(comment, author))
    },
    settled: async () => {
      isEnding = true
      await turn
    },
  }
}

async function askRole(
  pullRequest: Pick<PullRequest, 'roleOf'>,
  author: Account,
): Promise<RepositoryRole | undefined> {
  const role = await pullRequest.roleOf(author.login)
  return role.kind === 'value' && role.value.userId === author.id ? role.value : undefined
}

import type { Comment, Look } from './conversation.ts'

/** From when on comments are asked for. */
export type Horizon = {
  /** Milliseconds since 1970; the address of the question changes with it. `whole` asks for all since the first. */
  readonly since: (firstMs: number, extent: 'new' | 'whole') => number
  /** Takes in what the last question brought, and the replies in it that must be seen again. */
  readonly note: (look: Look, undecided: readonly Comment[]) => void
}

const longList = 30
// Longer than GitHub takes to show a comment to everybody.
const slackMs = 15_000
const wholeEveryMs = 300_000

/**
 * Where few comment, the same time each time, so that nothing new costs nothing. Where many gates share a pull request, each look
 * brings something new, and all that was ever said would fill several pages, each of which is charged: there it moves on behind
 * what was seen. Every five minutes all is asked for, so that nothing stays unseen for good.
 */
export function createHorizon(): Horizon {
  let moved: number | undefined
  let asked = 0
  let isWhole = true
  let wholeAt = Number.NEGATIVE_INFINITY
  let lastAt = Number.NEGATIVE_INFINITY
  return {
    since: (firstMs, extent) => {
      isWhole = extent === 'whole' || moved === undefined || lastAt - wholeAt >= wholeEveryMs
      asked = isWhole ? firstMs : (moved ?? firstMs)
      return asked
    },
    note: ({ comments, serverTime }, undecided) => {
      lastAt = serverTime
      if (isWhole) wholeAt = serverTime
      if (comments.length <= longList) return
      const newest = Math.max(...comments.map(({ updatedAt }) => updatedAt)) - slackMs
      const oldest = Math.min(...undecided.map(({ createdAt }) => createdAt))
      moved = Math.max(asked, moved ?? 0, Math.min(newest, oldest))
    },
  }
}

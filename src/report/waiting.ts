import type { Clock, Journal, Reviewers } from '../ports.ts'

/** What telling people that they are waited for needs. */
export type WaitingSettings = {
  readonly journal: Journal
  readonly clock: Clock
  readonly everyMs: number
  /** Where they answer, once it is known. */
  readonly url: () => string | undefined
}

/** The same reviewers, with a `waiting` event each so often while a review is awaited. */
export function announceWaiting(reviewers: Reviewers, settings: WaitingSettings): Reviewers {
  const { journal, clock, everyMs, url } = settings
  return {
    ...reviewers,
    review: async (request, signal) => {
      const answered = new AbortController()
      const over = AbortSignal.any([signal, answered.signal])
      const since = clock.now()
      const tell = async (): Promise<void> => {
        while (!over.aborted) {
          await clock.sleep(everyMs, over)
          if (over.aborted) return
          journal.record({ kind: 'waiting', requests: [request], waitedMs: clock.now() - since, url: url() })
        }
      }
      // A log that can't be written any more is found out by the next step; it is no answer.
      const telling = tell().catch(() => undefined)
      try {
        return await reviewers.review(request, signal)
      } finally {
        answered.abort()
        await telling
      }
    },
  }
}

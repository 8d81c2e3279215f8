import { digestOf, requestIdOf } from '../command/fingerprint.ts'
import type { Reviewers } from '../ports.ts'
import { type Refusal, type RequestDraft, unavailable } from './request.ts'

/** Reviewers where nobody can be asked: every review says so, with the reason and what to do. */
export function refusingReviewers(reason: string, hint: string | undefined): Reviewers {
  return answeringAlways(unavailable(reason, hint))
}

/** Reviewers who deny everything, for `--approvals deny`. */
export function denyingReviewers(): Reviewers {
  return answeringAlways({ kind: 'denied', by: undefined, note: 'approvals are set to deny' })
}

/** Neither of them can say yes: `consume` gives the same answer as `review`, whatever it is handed. */
function answeringAlways(review: Refusal): Reviewers {
  return {
    open: async (drafts) => drafts.map(unasked),
    review: async () => review,
    consume: async () => review,
    settle: async () => {},
    close: async () => {},
  }
}

function unasked(draft: RequestDraft) {
  const digest = digestOf({ index: draft.command.index, run: draft.command.run, action: draft.action })
  return {
    ...draft,
    id: requestIdOf(digest),
    digest,
    contentDigest: digest,
    bar: { role: 'write', count: 1 },
    openedAt: 0,
    deadline: 0,
  }
}

import type { RunContext } from './bind.ts'
import type { Comment, Look } from './conversation.ts'
import { type Heard, hear, idsShown } from './hearing.ts'
import { askedTogether, type Sibling, siblingsIn } from './matrix.ts'
import type { Reply } from './reply.ts'
import type { SessionState } from './session.ts'

/** What a watch remembers of all that it heard. */
export type Ears = {
  /** Replies that need no second judgement, by their comment. */
  readonly judged: Map<number, Reply>
  /** Takes down that a reply did not count. */
  readonly refuse: (comment: Comment) => void
  /** Whether what was said before must be heard again, because it may be about a request that is new. */
  readonly hasMoreToHear: () => boolean
  readonly hear: (look: Look, requestCommentId: number) => Heard
}

/** What hearing takes. */
export type EarsSettings = {
  readonly trigger: string
  readonly approvers: { readonly forMatrix: boolean }
  /** Undefined where it is not known what the requests ask. */
  readonly context: RunContext | undefined
}

/** Ears that heard nothing yet. */
export function createEars(
  watched: { readonly state: SessionState; readonly startedAt: number },
  { trigger, approvers, context }: EarsSettings,
): Ears {
  const judged = new Map<number, Reply>()
  const refusals = new Map<number, number>()
  const shown = new Set<string>()
  const siblings = new Map<string, Sibling>()
  let known = 0
  const together = (look: Look, requestCommentId: number) => {
    if (!approvers.forMatrix || context === undefined) return new Map<string, never>()
    for (const sibling of siblingsIn(look.comments, requestCommentId)) siblings.set(sibling.id, sibling)
    return askedTogether(watched.state.entries, siblings.values(), context)
  }
  return {
    judged,
    refuse: ({ author }) => {
      const id = author?.id ?? 0
      refusals.set(id, (refusals.get(id) ?? 0) + 1)
    },
    hasMoreToHear: () => approvers.forMatrix && watched.state.entries.length > known,
    hear: (look, requestCommentId) => {
      const { state, startedAt } = watched
      // Another leg's request may have been answered before ours was opened.
      const isNew = state.entries.length > known
      for (const [id, reply] of judged)
        if (isNew && reply.kind === 'approve' && reply.scope === 'matrix') judged.delete(id)
      known = state.entries.length
      for (const id of idsShown(look)) shown.add(id)
      return hear(look, {
        trigger,
        state,
        requestCommentId,
        startedAt,
        judged,
        refusals,
        shown,
        together: together(look, requestCommentId),
      })
    },
  }
}

import { canonicalJson, commandFacts } from '../command/fingerprint.ts'
import type { RequestDraft, Review } from './request.ts'

/** A review that also answers equal requests, and the request under whose id it was given. */
export type Remembered = { readonly requestId: string; readonly review: Review }

/**
 * What was decided in this run, by serialised approval key (the seed's ApprovalStore). Only `approved-for-run` answers
 * yes again; a denial answers no again, so that nobody is asked until they tire, and no later yes replaces it.
 */
export type ApprovalStore = {
  readonly find: (key: string) => Remembered | undefined
  readonly remember: (key: string, remembered: Remembered) => void
}

/** An empty store. Its owner is one run. */
export function createApprovalStore(): ApprovalStore {
  const reviews = new Map<string, Remembered>()
  return {
    find: (key) => reviews.get(key),
    remember: (key, remembered) => {
      const { kind } = remembered.review
      if (reviews.get(key)?.review.kind === 'denied') return
      if (kind === 'approved-for-run' || kind === 'denied') reviews.set(key, remembered)
    },
  }
}

/** Equal for equal requests: the same command, to be done in the same way, with the same grant and the same scripts. */
export function approvalKeyOf(draft: Omit<RequestDraft, 'assessment'>): string {
  return canonicalJson({
    command: commandFacts(draft.command),
    action: draft.action,
    grant: draft.grantAfter,
    changes: draft.changes?.digest,
    scripts: draft.scripts.map(({ path, digest }) => ({ path, digest })),
  })
}

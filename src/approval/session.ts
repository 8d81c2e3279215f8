import type { Conclusion, Outcome } from '../outcome.ts'
import type { Approvers } from '../policy/policy.ts'
import { type Approval, type ApprovalRequest, type Dismissal, isApproval, type Review } from './request.ts'
import type { Vote } from './review.ts'

/** How far a request has come. `running`: its approval is used, and can't be used again. */
export type Stage =
  | { readonly kind: 'pending'; readonly votes: readonly Vote[] }
  | { readonly kind: 'reviewed'; readonly review: Review }
  | { readonly kind: 'running'; readonly review: Approval }
  | { readonly kind: 'settled'; readonly review: Review; readonly outcome: Outcome }

/** One request and what became of it. */
export type Entry = {
  readonly request: ApprovalRequest
  /** 32 hex digits. */
  readonly nonce: string
  /** Under which request's id the review was given: its own, or that of an equal one approved for the run. */
  readonly answeredUnder: string
  readonly stage: Stage
  /** Somebody asked for all there is to know. */
  readonly explained: boolean
}

/** All requests of one job, as they stand. */
export type SessionState = {
  readonly entries: readonly Entry[]
  readonly dismissals: readonly Dismissal[]
  /** Set when a reviewer ended the whole run. */
  readonly abort: Review | undefined
  readonly conclusion: Conclusion | 'cancelled' | undefined
  readonly helpAsked: boolean
  /** What keeps the gate from seeing replies; undefined while all is well. */
  readonly trouble: string | undefined
}

/** What the comment shows. */
export type CommentView = SessionState & {
  readonly marker: string
  /** The word that starts a reply: `/gate`. */
  readonly trigger: string
  readonly approvers: Approvers
  readonly links: CommentLinks
  readonly headSha: string
  /** Milliseconds since 1970, by the server's clock. */
  readonly now: number
}

/** Where the comment points. All addresses are the server's own. */
export type CommentLinks = { readonly log: string | undefined; readonly policy: string | undefined }

/** A comment's text, and the ids of the open requests whose command it could not show in full. */
export type Rendering = { readonly body: string; readonly omitted: readonly string[] }

/** A session in which nothing was asked yet. */
export const emptySession: SessionState = {
  entries: [],
  dismissals: [],
  abort: undefined,
  conclusion: undefined,
  helpAsked: false,
  trouble: undefined,
}

/** The same session with one entry changed. An id that nobody knows changes nothing. */
export function changeEntry(state: SessionState, id: string, change: (entry: Entry) => Entry): SessionState {
  return {
    ...state,
    entries: state.entries.map((entry) => (entry.request.id === id ? change(entry) : entry)),
  }
}

/** The same session with the request decided. A request whose approval is used stays as it is. */
export function decide(state: SessionState, id: string, review: Review): SessionState {
  return changeEntry(state, id, (entry) =>
    entry.stage.kind === 'pending' || entry.stage.kind === 'reviewed'
      ? { ...entry, stage: { kind: 'reviewed', review } }
      : entry,
  )
}

/** The requests that still need an answer. */
export function pendingEntries(state: SessionState): readonly Entry[] {
  return state.entries.filter((entry) => entry.stage.kind === 'pending')
}

/** Whether it waits for an answer, or for the use of its approval: a no still stops it, and a later attempt may take it over. */
export function isUnused({ stage }: Entry): boolean {
  return stage.kind === 'pending' || (stage.kind === 'reviewed' && isApproval(stage.review))
}

/** The request by its id. */
export function entryOf(state: SessionState, id: string): Entry | undefined {
  return state.entries.find((entry) => entry.request.id === id)
}

/**
 * Why the other side gave no usable answer. Never a verdict.
 * `forbidden`: the token may not. `missing`: there is no such thing, or the token may not see it. `limited`: too many
 * requests. `rejected`: understood and refused. `unreachable`: no answer, or none that says whether it was done.
 */
export type FailureKind = 'forbidden' | 'missing' | 'limited' | 'rejected' | 'unreachable'

/** A failed question. */
export type Failure = {
  readonly kind: FailureKind
  /** One sentence: what was asked, and what came back. */
  readonly detail: string
  /** Milliseconds to wait before asking again, where the other side said so. */
  readonly retryAfterMs: number | undefined
}

/** What came back from the world: a value, or the reason why there is none. */
export type Answer<T> =
  | { readonly kind: 'value'; readonly value: T }
  | { readonly kind: 'failure'; readonly failure: Failure }

import type { Grant } from '../policy/grant.ts'
import type { Change, Effect } from './effect.ts'

/** The limit that ended an attempt. */
export type LimitName = 'time' | 'memory' | 'processes' | 'output' | 'file-size' | 'scratch'

/** How the attempt's process ended. The first cause wins. */
export type Ending =
  | { readonly kind: 'exited'; readonly exitCode: number }
  | { readonly kind: 'signalled'; readonly signal: string }
  | { readonly kind: 'limit'; readonly limit: LimitName; readonly detail: string }
  | { readonly kind: 'cancelled' }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string }

/** What a command printed: the first and last bytes of both streams as they came, and how much there was in all. */
export type CapturedOutput = {
  readonly head: Uint8Array
  readonly tail: Uint8Array
  readonly totalBytes: number
}

/** Captured changes that can be applied or dropped. Kept by the sandbox under `id` until one of the two. */
export type ChangeSet = {
  readonly id: string
  /** SHA-256 in hex over the recorded changes: paths, states before and after. */
  readonly digest: string
  readonly paths: readonly string[]
}

/** `capture`: writes go to overlays and are recorded. `enforce`: they fail, and denials are `likely`. `none`: unsandboxed. */
export type Backend = 'capture' | 'enforce' | 'none'

/** One run of one command under one grant. A non-zero exit is an Attempt, not an error. */
export type Attempt = {
  readonly grant: Grant
  readonly backend: Backend
  readonly ending: Ending
  /** Everything outside the grant, nothing inside it. */
  readonly effects: readonly Effect[]
  /** Present when files were captured outside the grant. */
  readonly changes: ChangeSet | undefined
  /** What was moved into the real workspace and granted places after it ended, where the sandbox knows: exact paths. */
  readonly written?: readonly { readonly path: string; readonly change: Change }[]
  readonly output: CapturedOutput
  /** Wall time in milliseconds. */
  readonly durationMs: number
  /** What the sandbox wants people to know: a limit that could not be set, a capability that is missing. */
  readonly notes: readonly string[]
}

/** How applying a change set ended. `refused`: nothing was touched, because a target moved since capture. */
export type ApplyResult =
  | { readonly kind: 'applied'; readonly paths: readonly string[] }
  | { readonly kind: 'refused'; readonly reason: string }
  | { readonly kind: 'failed'; readonly reason: string; readonly appliedPaths: readonly string[] }

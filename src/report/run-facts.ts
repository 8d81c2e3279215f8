import type { PolicyOrigin } from '../policy/policy.ts'

/** What a run is about: the same in the report, the receipts and the log. Absent where there is no GitHub. */
export type RunFacts = {
  /** Of command-gate. */
  readonly version: string
  readonly policy: PolicyOrigin
  /** `owner/name`. */
  readonly repository: string | undefined
  readonly pullRequest: number | undefined
  readonly headSha: string | undefined
  readonly runId: string | undefined
  readonly runAttempt: number | undefined
  readonly job: string | undefined
  /** Who or what started the run. */
  readonly actor: string | undefined
  /** The file the list came from; undefined for the inline input. */
  readonly listFile: string | undefined
  /** Names and versions of what the gate runs on, as far as it knows them, for example `Node v24.1.0`. */
  readonly tools: readonly string[]
}

import type { Command } from '../command/command.ts'
import type { Grant } from '../policy/grant.ts'
import type { Effect } from '../sandbox/effect.ts'

/** A script in the workspace that the command runs, read so that a harmless name does not hide it. */
export type FollowedScript = {
  /** Relative to the workspace. */
  readonly path: string
  /** SHA-256 in hex of the whole file. */
  readonly digest: string
  /** Its text, cut to a bound. */
  readonly text: string
}

/** What an assessor is asked to judge: the text, what it did or tried, and what an approval would give it. */
export type AssessmentSubject = {
  readonly command: Command
  readonly effects: readonly Effect[]
  readonly grant: Grant
  readonly scripts: readonly FollowedScript[]
}

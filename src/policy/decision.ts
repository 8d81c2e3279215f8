import type { LayerName, PolicyDecision, RuleGrant, SandboxPreference } from './policy.ts'

/** A rule that matched one of the script's simple commands. */
export type RuleMatch = {
  readonly decision: PolicyDecision
  readonly layer: LayerName
  readonly line: number
  readonly justification: string | undefined
  /** The pattern as written, for people. */
  readonly pattern: string
  /** The words of the simple command that it matched. Untrusted text. */
  readonly words: readonly string[]
}

/** What the rules say of a whole script. */
export type Decision = {
  /** The strictest over all simple commands; undefined where no rule decides. */
  readonly decision: PolicyDecision | undefined
  readonly matches: readonly RuleMatch[]
  /** What could not be known before running: `eval`, a variable as command name, a parse error. Never allowed by a rule. */
  readonly unknown: readonly string[]
  /** `forbid` or `require` when any matching rule says so; `require` wins. */
  readonly sandbox: SandboxPreference
  /** What the matching `allow` rules add to the grant. */
  readonly grant: RuleGrant
  /** Every simple command is on the built-in list of commands that only read. */
  readonly readOnly: boolean
}

/** A decision with what people need to see why no rule allowed the script. */
export type ExplainedDecision = Decision & {
  /** Files that a redirection writes outside what the policy lets be written. No `allow` covers them. Untrusted text. */
  readonly outside: readonly string[]
  /** Simple commands that no allowing rule covers, the first 200 of them, as their words stand. Untrusted text. */
  readonly uncovered: readonly string[]
}

import type { RiskLevel } from '../assessment/risk.ts'
import type { Limits } from './grant.ts'

/** What a rule, or all rules together, say of a command. In rising strictness. */
export type PolicyDecision = 'allow' | 'prompt' | 'forbid'

/** When people are asked (the seed's AskForApproval). */
export type ApprovalPolicy = 'never' | 'on-failure' | 'on-request' | 'unless-trusted'

/** How far a command is confined before any grant (the seed's SandboxPolicy). */
export type SandboxMode = 'read-only' | 'workspace-write' | 'danger-full-access'

/** Whether a rule's commands may, must or cannot be sandboxed (the seed's SandboxablePreference). */
export type SandboxPreference = 'auto' | 'require' | 'forbid'

/** One token of a pattern: any of these words, `*` for one argument, `**` for all the rest. */
export type PatternToken = readonly string[]

/** What a rule adds to the grant of the commands it allows. Spelled as in the policy file. */
export type RuleGrant = {
  readonly write: readonly string[]
  readonly network: readonly string[]
  readonly env: readonly string[]
}

/** Where a value was set. The built-in floor is below all of them and can't be lowered. */
export type LayerName = 'built-in' | 'organization' | 'repository'

/** One rule of the policy file. */
export type Rule = {
  readonly pattern: readonly PatternToken[]
  readonly decision: PolicyDecision
  readonly justification: string | undefined
  readonly match: readonly string[]
  readonly notMatch: readonly string[]
  readonly sandbox: SandboxPreference
  readonly grant: RuleGrant
  readonly layer: LayerName
  /** Line in its file, from 1. */
  readonly line: number
}

/** `maintain` and so on, or a custom role by its name. */
export type ApproverBar = { readonly role: string; readonly count: number }

/** Who may approve. */
export type Approvers = {
  readonly role: string
  readonly users: readonly string[]
  /** `org/team-slug`. */
  readonly teams: readonly string[]
  readonly codeOwners: boolean
  readonly count: number
  readonly byRisk: Readonly<Partial<Record<RiskLevel, ApproverBar>>>
  readonly allowSelfApproval: boolean
  /** One reply may answer the equal requests of all legs of a matrix. */
  readonly forMatrix: boolean
  /** Accounts that can never approve. */
  readonly agents: readonly string[]
  /** Apps whose comments may count although a program posted them. By slug. */
  readonly apps: readonly string[]
}

/** The sandbox of every command, before any grant. */
export type SandboxSettings = {
  readonly mode: SandboxMode
  readonly workspace: 'direct' | 'transaction'
  /** Paths and hosts as spelled in the file; resolved against the machine by an adapter. */
  readonly write: readonly string[]
  readonly scratch: readonly string[]
  readonly hide: readonly string[]
  readonly protect: readonly string[]
  readonly network: { readonly allow: readonly string[]; readonly deny: readonly string[] }
  readonly env: { readonly pass: readonly string[] }
  readonly limits: Limits
  /** Exit 0, and only connections outside the grant: a warning, or a request. */
  readonly onContained: 'warn' | 'ask'
  /** Exit 0, and captured file changes: a request to apply them, or dropped with a note. */
  readonly capturedWrites: 'ask' | 'discard'
  /** What an approval may give at most: a wider sandbox, or none. */
  readonly escalation: 'widen' | 'unsandboxed'
}

/** How commands that need an answer are assessed. */
export type AssessmentSettings =
  | { readonly kind: 'off' }
  | { readonly kind: 'static' }
  | { readonly kind: 'model'; readonly model: string; readonly timeoutMs: number }

/** The repository's policy file, decoded, validated and merged with the layers above it. */
export type Policy = {
  readonly approvalPolicy: ApprovalPolicy
  readonly sandbox: SandboxSettings
  readonly rules: readonly Rule[]
  readonly approvers: Approvers
  /** How long a request waits for people. */
  readonly timeoutMs: number
  /** `detach`: the job ends instead of waiting. */
  readonly wait: 'block' | 'detach'
  readonly reuseApprovals: 'rerun' | 'never'
  readonly onNoPullRequest: 'refuse' | 'issue'
  /** The word that a reply starts with, slash included. */
  readonly commandWord: string
  readonly assessment: AssessmentSettings
  /** Which layer set a value, by its dotted key in the file. A key that is missing has its built-in value. */
  readonly provenance: Provenance
}

/** Which layer set each key, and what a lower layer asked for in vain. */
export type Provenance = Readonly<
  Record<string, { readonly layer: LayerName; readonly setAside: string | undefined }>
>

/** Where a policy came from, for the report and for the digest of a request. */
export type PolicyOrigin = {
  /** `.github/command-gate.yml`, or undefined for the built-in default. */
  readonly path: string | undefined
  /** The commit it was read at; undefined for a file on disk. */
  readonly commit: string | undefined
  /** SHA-256 in hex of the file's bytes; of the canonical default where there is no file. */
  readonly digest: string
  /** SHA-256 in hex of the repository's file alone; undefined where there is none. */
  readonly fileDigest?: string | undefined
}

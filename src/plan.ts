import type { ApprovalRequest } from './approval/request.ts'
import type { Command } from './command/command.ts'
import type { Decision } from './policy/decision.ts'
import type { Policy } from './policy/policy.ts'
import type { Requirement } from './policy/requirement.ts'
import type { Assessor, Journal, Reviewers, Sandbox, Scripts } from './ports.ts'

/** All that a run needs: the policy in force, and the ports. */
export type Gate = {
  readonly policy: Policy
  /** What the policy says of a command, with paths and hosts resolved on this machine. Pure. */
  readonly plan: (command: Command) => { readonly decision: Decision; readonly requirement: Requirement }
  readonly sandbox: Sandbox
  readonly assessor: Assessor
  readonly scripts: Scripts
  readonly reviewers: Reviewers
  readonly journal: Journal
  readonly signal: AbortSignal
}

/** A command with what the policy says of it, and the request that was opened for it before anything ran. */
export type Plan = {
  readonly command: Command
  readonly decision: Decision
  readonly requirement: Requirement
  readonly opened: ApprovalRequest | undefined
}

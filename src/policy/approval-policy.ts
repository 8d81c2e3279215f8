import type { ExplainedDecision } from './decision.ts'
import type { ApprovalPolicy, SandboxMode } from './policy.ts'

/** Why a person is asked before the first attempt, in the order in which the reasons are told. */
export type FirstReason = 'rule' | 'permissions' | 'untrusted' | 'unsandboxed'

/** What is known of a command before its first attempt. */
export type FirstFacts = {
  readonly decision: ExplainedDecision['decision']
  /** It asks for more than policy and rules give it. */
  readonly asksForMore: boolean
  /** A rule says that it can't work in a sandbox. */
  readonly leavesSandbox: boolean
  readonly readOnly: boolean
  readonly mode: SandboxMode
}

/**
 * Whether people are asked before the first attempt (the seed's `wants_initial_approval`), and why; undefined when not. Who
 * may not be asked because of `never` is refused instead: see `requirementOf`.
 */
export function asksBeforeFirstAttempt(policy: ApprovalPolicy, facts: FirstFacts): FirstReason | undefined {
  if (facts.decision === 'prompt') return 'rule'
  const confined = facts.mode !== 'danger-full-access'
  if (facts.leavesSandbox && confined) return 'unsandboxed'
  if (facts.asksForMore && confined) return 'permissions'
  switch (policy) {
    case 'never':
    case 'on-failure':
    case 'on-request':
      return undefined
    case 'unless-trusted':
      return facts.decision === 'allow' || facts.readOnly ? undefined : 'untrusted'
  }
}

/** Whether people are asked after a denial (the seed's `wants_no_sandbox_approval`). */
export function asksAfterDenial(policy: ApprovalPolicy): boolean {
  switch (policy) {
    case 'never':
    case 'on-request':
      return false
    case 'on-failure':
    case 'unless-trusted':
      return true
  }
}

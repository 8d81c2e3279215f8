import { type RiskLevel, riskLevels } from '../assessment/risk.ts'
import type { ApproverBar, Approvers } from '../policy/policy.ts'
import type { Account, RepositoryRole } from './conversation.ts'
import type { RequestDraft } from './request.ts'

const ranking: readonly string[] = ['none', 'read', 'triage', 'write', 'maintain', 'admin']

/** All that is known of the person who wrote a reply. */
export type Standing = {
  readonly account: Account
  readonly role: RepositoryRole
  /** Why the person is party to what is asked: `the author of the pull request`. Undefined for everybody else. */
  readonly interest: string | undefined
  /** The account is listed under `agents`. */
  readonly agent: boolean
  /** Of the policy's users, teams and code owners, those that the person is one of; for people to read. */
  readonly memberships: readonly string[]
}

/** Whether a person may answer, and by what; or why not. */
export type Permit =
  | { readonly kind: 'granted'; readonly by: string }
  | { readonly kind: 'withheld'; readonly reason: string }

/**
 * How high the bar is for a request of this risk: it never sinks as risk rises, whatever order the policy gives.
 * Without an assessment (level undefined) the highest bar holds.
 */
export function barFor(approvers: Approvers, level: RiskLevel | undefined): ApproverBar {
  const reached = level === undefined ? riskLevels : riskLevels.slice(0, riskLevels.indexOf(level) + 1)
  return reached
    .map((each) => approvers.byRisk[each])
    .filter((bar) => bar !== undefined)
    .reduce(
      (bar, raised) => ({
        role: stricterRole(bar.role, raised.role),
        count: Math.max(bar.count, raised.count),
      }),
      { role: approvers.role, count: Math.max(1, approvers.count) },
    )
}

/** Whether an approval by e-mail is enough: only where the risk is known, and not high. */
export function emailCountsFor({ assessment }: Pick<RequestDraft, 'assessment'>): boolean {
  return assessment.kind === 'assessed' && assessment.riskLevel !== 'high'
}

// A custom role stands somewhere at or above write, so that nothing up to there takes its place.
function stricterRole(role: string, raised: string): string {
  const least = ranking.includes(role) ? rankOf(role) : rankOf('maintain')
  const isLower = ranking.includes(raised) && rankOf(raised) < least
  return isLower ? role : raised
}

/**
 * Who may approve: a person who holds the role, who is one of the policy's users, teams or code owners where it names
 * any, who is no agent, and whose own work it is not. Stops an agent, or an author, from waving itself through.
 */
export function mayApprove(standing: Standing, approvers: Approvers, bar: ApproverBar): Permit {
  if (standing.agent) return withheld('the policy lists this account under agents')
  if (standing.interest !== undefined && !approvers.allowSelfApproval) {
    return withheld(`this account is ${standing.interest}, and the policy does not allow self-approval`)
  }
  if (!holdsRole(standing.role, bar.role)) {
    return withheld(`approving needs the role ${bar.role}; this account has ${standing.role.roleName}`)
  }
  const isNarrowed = approvers.users.length > 0 || approvers.teams.length > 0 || approvers.codeOwners
  if (isNarrowed && standing.memberships.length === 0) {
    return withheld(
      'the policy lets only its users, teams or code owners approve, and this account is none of them',
    )
  }
  return { kind: 'granted', by: [standing.role.roleName, ...standing.memberships].join(', ') }
}

/** Whether the role includes write access. */
export function mayWrite(role: RepositoryRole): boolean {
  return holdsRole(role, 'write')
}

/** Who may deny or abort: every person with write access, whatever the interest. Saying no is always safe. */
export function mayDeny(standing: Standing): Permit {
  if (standing.agent) return withheld('the policy lists this account under agents')
  if (!mayWrite(standing.role)) {
    return withheld(`denying needs write access; this account has ${standing.role.roleName}`)
  }
  return { kind: 'granted', by: standing.role.roleName }
}

/**
 * A role of GitHub's own ladder is held by whoever stands as high; a custom role only by its name. A custom role stands
 * where its base permission does, but never as high as admin.
 */
function holdsRole(role: RepositoryRole, needed: string): boolean {
  // A policy that asks for no role would let everybody in who can comment.
  if (needed === 'none') return false
  if (!ranking.includes(needed)) return role.roleName === needed
  if (ranking.includes(role.roleName)) return rankOf(role.roleName) >= rankOf(needed)
  return Math.min(rankOf(role.permission), rankOf('write')) >= rankOf(needed)
}

function rankOf(role: string): number {
  return ranking.indexOf(role)
}

function withheld(reason: string): Permit {
  return { kind: 'withheld', reason }
}

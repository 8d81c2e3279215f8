import type { RiskLevel } from '../assessment/risk.ts'
import { defaultPolicy } from './default.ts'
import type { ApproverBar, Approvers } from './policy.ts'
import type { PolicyFile } from './schema.ts'
import type { Settings } from './settings.ts'

const usual = defaultPolicy.approvers
const roles: readonly string[] = ['read', 'triage', 'write', 'maintain', 'admin']
const levels: readonly RiskLevel[] = ['low', 'medium', 'high']

/** Who may approve, after both layers. Who is named by the organization can't be replaced below. */
export function mergeApprovers(settings: Settings): Approvers {
  const role = settings.stricter('approvers.role', (file) => file.approvers?.role, {
    fallback: usual.role,
    tightens: isHigherRole,
  })
  const count = settings.stricter('approvers.count', (file) => file.approvers?.count, {
    fallback: usual.count,
    tightens: (lower, upper) => lower >= upper,
  })
  return {
    role,
    users: settings.first('approvers.users', (file) => file.approvers?.users, usual.users),
    teams: settings.first('approvers.teams', (file) => file.approvers?.teams, usual.teams),
    codeOwners: settings.first(
      'approvers.code-owners',
      (file) => file.approvers?.['code-owners'],
      usual.codeOwners,
    ),
    count,
    byRisk: byRisk(settings, { role, count }),
    allowSelfApproval: settings.stricter(
      'approvers.allow-self-approval',
      (file) => file.approvers?.['allow-self-approval'],
      { fallback: usual.allowSelfApproval, tightens: (lower) => !lower },
    ),
    forMatrix: settings.stricter('approvers.for-matrix', (file) => file.approvers?.['for-matrix'], {
      fallback: usual.forMatrix,
      tightens: (lower) => !lower,
    }),
    agents: settings.all('approvers.agents', (file) => file.approvers?.agents),
    apps: settings.common('approvers.apps', (file) => file.approvers?.apps, usual.apps),
  }
}

/** A custom role has no place in GitHub's order: only the same name is as strict. */
function isHigherRole(lower: string, upper: string): boolean {
  if (lower === upper) return true
  return roles.includes(upper) && roles.indexOf(lower) >= roles.indexOf(upper)
}

function byRisk(settings: Settings, base: ApproverBar): Approvers['byRisk'] {
  const bars = levels.flatMap((level) => {
    const bar = (file: PolicyFile) => file.approvers?.['by-risk']?.[level]
    const role = settings.stricter<string | undefined>(
      `approvers.by-risk.${level}.role`,
      (file) => bar(file)?.role,
      {
        fallback: undefined,
        tightens: (lower, upper) => lower !== undefined && upper !== undefined && isHigherRole(lower, upper),
      },
    )
    const count = settings.stricter<number | undefined>(
      `approvers.by-risk.${level}.count`,
      (file) => bar(file)?.count,
      { fallback: undefined, tightens: (lower, upper) => (lower ?? 0) >= (upper ?? 0) },
    )
    if (role === undefined && count === undefined) return []
    return [[level, { role: role ?? base.role, count: count ?? base.count }] as const]
  })
  return Object.fromEntries(bars)
}

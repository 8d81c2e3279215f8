import type { Approvers } from '../policy/policy.ts'
import type { PullRequest } from '../ports.ts'
import type { Answer } from './answer.ts'
import type { CodeOwnership } from './code-owners.ts'
import type { Account } from './conversation.ts'
import type { RequestDraft } from './request.ts'

/** What is needed to tell of which of the policy's users, teams and owners somebody is one. */
export type RollSettings = {
  readonly pullRequest: PullRequest
  readonly approvers: Approvers
  readonly codeOwnership: CodeOwnership
}

/** Whether an account is one of these, spelled as in the policy: logins, or numbers of accounts. */
export type Rolls = (account: Account, spelled: readonly string[]) => Promise<Answer<boolean>>

/**
 * The lists of the policy, in which each login is looked up once: whoever takes a login over later is not the person
 * that the policy means.
 */
export function createRolls({ pullRequest, approvers }: RollSettings): Rolls {
  const known = new Map(
    [...approvers.users, ...approvers.agents].map((spelled) => [
      spelled,
      keepValue(() => accountIdOf(pullRequest, spelled)),
    ]),
  )
  return async (account, spelled) => {
    for (const each of spelled) {
      const id = await (known.get(each) ?? (() => accountIdOf(pullRequest, each)))()
      if (id.kind === 'failure') return id
      if (id.value === account.id) return { kind: 'value', value: true }
    }
    return { kind: 'value', value: false }
  }
}

/** Of the policy's users, teams and code owners, those that the account is one of; in words for people. */
export async function membershipsOf(
  account: Account,
  requests: readonly RequestDraft[],
  { pullRequest, approvers, codeOwnership }: RollSettings,
  rolls: Rolls,
): Promise<Answer<readonly string[]>> {
  const user = await rolls(account, approvers.users)
  if (user.kind === 'failure') return user
  const memberships: string[] = user.value ? ['listed user'] : []
  for (const team of approvers.teams) {
    const member = await pullRequest.isTeamMember(team, account.login)
    if (member.kind === 'failure') return member
    if (member.value) memberships.push(`team ${team}`)
  }
  if (!approvers.codeOwners) return { kind: 'value', value: memberships }
  const owned = await codeOwnership(account, requests)
  return owned.kind === 'failure' ? owned : { kind: 'value', value: [...memberships, ...owned.value] }
}

/** Asks until there is a value, and then never again. */
function keepValue<T>(ask: () => Promise<Answer<T>>): () => Promise<Answer<T>> {
  let kept: Answer<T> | undefined
  return async () => {
    const answer = kept ?? (await ask())
    if (answer.kind === 'value') kept = answer
    return answer
  }
}

async function accountIdOf(pullRequest: PullRequest, spelled: string): Promise<Answer<number | undefined>> {
  if (/^\d+$/.test(spelled)) return { kind: 'value', value: Number(spelled) }
  const account = await pullRequest.account(spelled.replace(/^@/, ''))
  return account.kind === 'failure' ? account : { kind: 'value', value: account.value?.id }
}

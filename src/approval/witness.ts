import type { Approvers } from '../policy/policy.ts'
import type { PullRequest } from '../ports.ts'
import type { Answer, Failure } from './answer.ts'
import type { Evidence } from './ballot.ts'
import type { Account, Comment, CommentDetail } from './conversation.ts'
import type { Reply } from './reply.ts'
import type { Standing } from './reviewer.ts'

/** An account whose run this is, as the event tells it. The id decides where there is one. */
export type Interested = {
  readonly id: number | undefined
  readonly login: string
  /** What it is to the run: `the account that started this run`. */
  readonly as: string
}

/** A comment that says something to the gate. */
export type Said = { readonly comment: Comment; readonly reply: Reply }

/** Finds out about comments and people. Never decides. Each question is asked anew, but for what can't change. */
export type Witness = {
  /** The evidence on each reply, and what kept it from being complete. */
  readonly testify: (
    said: readonly Said[],
  ) => Promise<{ evidence: readonly Evidence[]; failures: readonly Failure[] }>
  readonly standingOf: (account: Account) => Promise<Answer<Standing>>
}

/** What a witness needs to know of the policy and the run. `codeOwnership` names the owners that the account is, or is in. */
export type WitnessSettings = {
  readonly pullRequest: PullRequest
  readonly approvers: Approvers
  readonly interested: readonly Interested[]
  readonly codeOwnership: (account: Account) => Promise<Answer<readonly string[]>>
}

// Stops a flood of comments from spending the repository's requests; the rest is asked at the next look.
const maxPeoplePerLook = 20

/** A witness over one pull request. */
export function createWitness(settings: WitnessSettings): Witness {
  const people = createPeople(settings)
  return {
    standingOf: people.standingOf,
    testify: async (said) => {
      const failures: Failure[] = []
      const details = await settings.pullRequest.reread(said.map(({ comment }) => comment.nodeId))
      if (details.kind === 'failure') failures.push(details.failure)
      const standings = new Map<number, Standing>()
      for (const account of authorsOf(said).slice(0, maxPeoplePerLook)) {
        const standing = await people.standingOf(account)
        if (standing.kind === 'failure') failures.push(standing.failure)
        else standings.set(account.id, standing.value)
      }
      const evidence = said.map(({ comment, reply }) => ({
        comment,
        reply,
        detail: detailOf(comment, details),
        standing: (comment.author && standings.get(comment.author.id)) ?? ('unknown' as const),
      }))
      return { evidence, failures }
    },
  }
}

function authorsOf(said: readonly Said[]): readonly Account[] {
  const authors = said.map(({ comment }) => comment.author).filter((author) => author !== undefined)
  return [...new Map(authors.map((author) => [author.id, author])).values()]
}

function detailOf(comment: Comment, details: Answer<readonly CommentDetail[]>): Evidence['detail'] {
  if (details.kind === 'failure') return 'unknown'
  return details.value.find((detail) => detail.nodeId === comment.nodeId) ?? 'deleted'
}

function createPeople(settings: WitnessSettings): { standingOf: Witness['standingOf'] } {
  const { pullRequest, approvers } = settings
  const participants = keepValue(() => pullRequest.participants())
  const listed = new Map(
    [...approvers.users, ...approvers.agents].map((login) => [
      login,
      keepValue(() => accountIdOf(pullRequest, login)),
    ]),
  )
  const isListed = async (account: Account, logins: readonly string[]): Promise<Answer<boolean>> => {
    for (const login of logins) {
      const id = await (listed.get(login) ?? (() => accountIdOf(pullRequest, login)))()
      if (id.kind === 'failure') return id
      if (id.value === account.id) return value(true)
    }
    return value(false)
  }
  return {
    standingOf: async (account) => {
      const role = await pullRequest.roleOf(account.login)
      if (role.kind === 'failure') return role
      if (role.value.userId !== account.id) {
        return failed(`the account ${account.login} has another id than the comment's author`)
      }
      const family = await participants()
      if (family.kind === 'failure') return family
      const agent = await isListed(account, approvers.agents)
      if (agent.kind === 'failure') return agent
      const memberships = await membershipsOf(account, settings, isListed)
      if (memberships.kind === 'failure') return memberships
      const interest = interestOf(account, family.value, settings.interested)
      return value({
        account,
        role: role.value,
        interest,
        agent: agent.value,
        memberships: memberships.value,
      })
    },
  }
}

async function membershipsOf(
  account: Account,
  { pullRequest, approvers, codeOwnership }: WitnessSettings,
  isListed: (account: Account, logins: readonly string[]) => Promise<Answer<boolean>>,
): Promise<Answer<readonly string[]>> {
  const user = await isListed(account, approvers.users)
  if (user.kind === 'failure') return user
  const memberships: string[] = user.value ? ['listed user'] : []
  for (const team of approvers.teams) {
    const member = await pullRequest.isTeamMember(team, account.login)
    if (member.kind === 'failure') return member
    if (member.value) memberships.push(`team ${team}`)
  }
  if (!approvers.codeOwners) return value(memberships)
  const owned = await codeOwnership(account)
  return owned.kind === 'failure' ? owned : value([...memberships, ...owned.value])
}

function interestOf(
  account: Account,
  participants: readonly Account[],
  interested: readonly Interested[],
): string | undefined {
  if (participants.some(({ id }) => id === account.id)) return 'an author or committer of this pull request'
  const login = account.login.toLowerCase()
  return interested.find((one) =>
    one.id === undefined ? one.login.toLowerCase() === login : one.id === account.id,
  )?.as
}

/** A login, or the number of an account, as the policy spells it. */
async function accountIdOf(pullRequest: PullRequest, spelled: string): Promise<Answer<number | undefined>> {
  if (/^\d+$/.test(spelled)) return value(Number(spelled))
  const account = await pullRequest.account(spelled.replace(/^@/, ''))
  return account.kind === 'failure' ? account : value(account.value?.id)
}

function keepValue<T>(ask: () => Promise<Answer<T>>): () => Promise<Answer<T>> {
  let kept: Answer<T> | undefined
  return async () => {
    const answer = kept ?? (await ask())
    if (answer.kind === 'value') kept = answer
    return answer
  }
}

function value<T>(of: T): Answer<T> {
  return { kind: 'value', value: of }
}

function failed(detail: string): Answer<never> {
  return { kind: 'failure', failure: { kind: 'unreachable', detail, retryAfterMs: undefined } }
}

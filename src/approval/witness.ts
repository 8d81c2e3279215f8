import type { PullRequest } from '../ports.ts'
import type { Answer, Failure } from './answer.ts'
import type { Evidence } from './ballot.ts'
import type { Account, Comment, RepositoryRole, Reread } from './conversation.ts'
import { confirm, type Sibling } from './matrix.ts'
import { createRolls, membershipsOf, type RollSettings } from './membership.ts'
import type { Reply } from './reply.ts'
import type { RequestDraft } from './request.ts'
import type { Standing } from './reviewer.ts'

/** An account whose run this is, as the event tells it. The id decides where there is one. */
export type Interested = {
  readonly id: number | undefined
  readonly login: string
  /** What it is to the run: `the account that started this run`. */
  readonly as: string
}

/** A comment that says something to the gate. */
export type Said = {
  readonly comment: Comment
  readonly reply: Reply
  /** Where it names another leg's request instead of ours: which, by the id of ours. */
  readonly siblings?: ReadonlyMap<string, Sibling>
}

/** What the person may do about these requests, given whose work it is; undefined when the account is not who wrote, or is gone. */
type StandingOf = (
  account: Account,
  requests: readonly RequestDraft[],
  participants: readonly Account[],
) => Promise<Answer<Standing | undefined>>

type Testimony = { readonly evidence: readonly Evidence[]; readonly failures: readonly Failure[] }

/** Finds out about comments and people. Never decides. Each question is asked anew. */
export type Witness = {
  /** The evidence on each reply, and what kept it from being complete. */
  readonly testify: (
    said: readonly Said[],
    requestOf: (id: string) => RequestDraft | undefined,
  ) => Promise<Testimony>
  readonly standingOf: StandingOf
}

/** What a witness needs to know of the policy and the run. */
export type WitnessSettings = RollSettings & { readonly interested: readonly Interested[] }

// Stops a flood of comments from spending the repository's requests; the rest is asked at the next look. What one person says
// about the same requests is asked about once.
const maxPeoplePerLook = 20

/** A witness over one pull request. */
export function createWitness(settings: WitnessSettings): Witness {
  const standingOf = createStandings(settings)
  return {
    standingOf,
    testify: async (said, requestOf) => {
      if (said.length === 0) return { evidence: [], failures: [] }
      const read = await settings.pullRequest.reread(nodesOf(said))
      if (read.kind === 'failure') return { evidence: said.map(unread), failures: [read.failure] }
      return await hearAll(said, read.value, (each, participants) =>
        standingFor(each, requestOf, (account, requests) => standingOf(account, requests, participants)),
      )
    },
  }
}

async function hearAll(
  said: readonly Said[],
  read: Reread,
  standing: (each: Said, participants: readonly Account[]) => Promise<Answer<Standing | undefined>>,
): Promise<Testimony> {
  const evidence: Evidence[] = []
  const failures: Failure[] = []
  const asked = new Map<string, Answer<Standing | undefined>>()
  for (const each of said) {
    const key = questionOf(each)
    if (!asked.has(key) && asked.size < maxPeoplePerLook) {
      const answer = await standing(each, read.participants)
      asked.set(key, answer)
      failures.push(...failureOf(answer))
    }
    const known = asked.get(key)
    evidence.push({
      ...each,
      ...confirmed(each, read),
      detail: detailOf(each.comment, read),
      standing: known?.kind === 'value' ? (known.value ?? 'nobody') : 'unknown',
    })
  }
  return { evidence, failures }
}

function nodesOf(said: readonly Said[]): readonly string[] {
  const comments = said.flatMap(({ comment, siblings }) => [
    comment,
    ...[...(siblings?.values() ?? [])].map((sibling) => sibling.comment),
  ])
  return [...new Set(comments.map(({ nodeId }) => nodeId))]
}

function confirmed({ siblings }: Said, { comments }: Reread): Pick<Said, 'siblings'> {
  if (siblings === undefined) return {}
  const pairs = [...siblings].map(([id, sibling]) => [id, confirm(sibling, comments)] as const)
  return { siblings: new Map(pairs) }
}

function questionOf({ comment, reply }: Said): string {
  return JSON.stringify([comment.author?.id, 'ids' in reply ? reply.ids : []])
}

async function standingFor(
  { comment, reply }: Said,
  requestOf: (id: string) => RequestDraft | undefined,
  standingOf: (account: Account, requests: readonly RequestDraft[]) => Promise<Answer<Standing | undefined>>,
): Promise<Answer<Standing | undefined>> {
  if (comment.author === undefined) return { kind: 'value', value: undefined }
  const requests = ('ids' in reply ? reply.ids : []).map(requestOf)
  return await standingOf(
    comment.author,
    requests.filter((request) => request !== undefined),
  )
}

function failureOf(answer: Answer<unknown> | undefined): Failure[] {
  return answer?.kind === 'failure' ? [answer.failure] : []
}

/** A reply about which nothing was found out. */
export function unread(said: Said): Evidence {
  return { ...said, detail: 'unknown', standing: 'unknown' }
}

function detailOf(comment: Comment, { comments }: Reread): Evidence['detail'] {
  return comments.find((detail) => detail.nodeId === comment.nodeId) ?? 'deleted'
}

function createStandings(settings: WitnessSettings): StandingOf {
  const { pullRequest, approvers } = settings
  const rolls = createRolls(settings)
  return async (account, requests, participants) => {
    const role = await roleFor(account, pullRequest)
    if (role.kind === 'failure') return role
    if (role.value === undefined) return { kind: 'value', value: undefined }
    const agent = await rolls(account, approvers.agents)
    if (agent.kind === 'failure') return agent
    const memberships = await membershipsOf(account, requests, settings, rolls)
    if (memberships.kind === 'failure') return memberships
    const standing = {
      account,
      role: role.value,
      interest: interestOf(account, participants, settings.interested),
      agent: agent.value,
      memberships: memberships.value,
    }
    return { kind: 'value', value: standing }
  }
}

/** Undefined when the account is gone, or its login has been taken by somebody else. */
async function roleFor(
  account: Account,
  pullRequest: PullRequest,
): Promise<Answer<RepositoryRole | undefined>> {
  const role = await pullRequest.roleOf(account.login)
  const isGone = role.kind === 'failure' && role.failure.kind === 'missing'
  const isOther = role.kind === 'value' && role.value.userId !== account.id
  return isGone || isOther ? { kind: 'value', value: undefined } : role
}

function interestOf(
  account: Account,
  participants: readonly Account[],
  interested: readonly Interested[],
): string | undefined {
  if (participants.some(({ id }) => id === account.id)) return 'an author or committer of this pull request'
  const login = account.login.toLowerCase()
  const isMe = ({ id, login: other }: Interested) =>
    id === undefined ? other.toLowerCase() === login : id === account.id
  return interested.find(isMe)?.as
}

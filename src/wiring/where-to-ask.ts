import { systemClock } from '../adapters/clock.ts'
import { choosePull, type RunEvent } from '../adapters/event.ts'
import { pullsOfCommit } from '../adapters/github/commit-pulls.ts'
import { createPullRequest } from '../adapters/github/pull-request.ts'
import type { Failure } from '../approval/answer.ts'
import { permissionsBlock } from '../approval/permissions.ts'
import { persist } from '../approval/persist.ts'
import { GateError } from '../errors.ts'
import type { ActionInputs } from '../inputs/action-inputs.ts'
import type { PullRequest } from '../ports.ts'
import type { IssuePlace } from './ask-on-issue.ts'
import type { GitHubRun } from './github-run.ts'
import type { TrustedPlace, TrustedPlaces } from './trusted-policy.ts'

const longestPatienceMs = 60_000

/** How long a passing failure of GitHub is waited out before anything ran, in milliseconds: no longer than for an answer. */
export function patienceOf({ timeoutMs }: Pick<ActionInputs, 'timeoutMs'>): number {
  return Math.min(longestPatienceMs, timeoutMs ?? longestPatienceMs)
}

/** Where people are asked, and where the policy is read. */
export type Asked = {
  readonly places: TrustedPlaces
  readonly headSha: string
  /** What the log says about where people are asked. */
  readonly note: string
} & (
  | {
      readonly kind: 'pull-request'
      readonly pullRequest: PullRequest
      readonly number: number
      readonly event: RunEvent
      /** The repository's policy as the pull request would have it: shown, never in force. */
      readonly proposal: TrustedPlace
    }
  | {
      readonly kind: 'nobody'
      readonly reason: string
      readonly hint: string
      readonly event: RunEvent
      /** Where to ask on an issue instead, if the policy says so. */
      readonly issue: IssuePlace
    }
)

/**
 * The pull request to ask on and the place of its policy; without one, the default branch's policy and nobody to ask. Throws
 * INPUT_INVALID without a token, GITHUB_UNAVAILABLE when the pull request can't be read.
 */
export async function whereToAsk(inputs: ActionInputs, event: RunEvent, run: GitHubRun): Promise<Asked> {
  const connection = { ...connectionTo(inputs, run), owner: event.owner, repository: event.repository }
  const pull = await choosePull(event, inputs.issueNumber, (sha) => pullsOfCommit(connection, sha))
  const path = inputs.policyFile
  const organization = organizationPlace(inputs, run)
  if (pull.kind === 'none') {
    const { reason, hint } = pull
    const ref = inputs.policyRef ?? event.defaultBranch
    if (ref === undefined) throw noPlace(reason)
    const files = createPullRequest({ ...connection, number: 0 })
    const places = { repository: { files, path, ref }, organization }
    const note = `There is no pull request to ask on: ${reason}. ${hint}`
    const issue = { ...connection, sha: event.sha, branch: ref }
    return { kind: 'nobody', places, headSha: event.sha, note, reason, hint, event, issue }
  }
  const pullRequest = createPullRequest({ ...connection, number: pull.number })
  const [state, hindrances] = await Promise.all([
    persist(systemClock, () => pullRequest.state(), patienceOf(inputs)),
    obstacles(event, pullRequest),
  ])
  if (state.kind === 'failure') throw unreadable(pull.number, state.failure)
  const headSha = event.pull?.headSha ?? state.value.headSha
  return {
    kind: 'pull-request',
    places: { repository: { files: pullRequest, path, ref: state.value.baseSha }, organization },
    proposal: { files: pullRequest, path, ref: headSha },
    headSha,
    note: [`Reviewers are asked on pull request #${pull.number}: ${pull.why}.`, ...hindrances].join(' '),
    pullRequest,
    number: pull.number,
    event,
  }
}

function organizationPlace(inputs: ActionInputs, run: GitHubRun): TrustedPlace | undefined {
  if (inputs.organizationPolicy === undefined) return undefined
  const { owner, repository, ref, path } = inputs.organizationPolicy
  const files = createPullRequest({ ...connectionTo(inputs, run), owner, repository, number: 0 })
  return { files, path, ref }
}

function connectionTo(inputs: ActionInputs, run: GitHubRun) {
  if (inputs.githubToken === undefined) {
    throw new GateError(
      'INPUT_INVALID',
      'input github-token: found none; leave it out for the job’s own, or pass one',
    )
  }
  return { token: inputs.githubToken, apiUrl: run.apiUrl, teamsToken: inputs.teamsToken }
}

function noPlace(reason: string): GateError {
  return new GateError(
    'CONTEXT_UNSUPPORTED',
    `there is no pull request and no default branch to read the policy at: ${reason}`,
    { hint: 'Name the place of the policy with the policy-ref input.' },
  )
}

function unreadable(number: number, { kind, detail }: Failure): GateError {
  const message = `pull request #${number} could not be read: ${detail}`
  if (kind !== 'forbidden' && kind !== 'missing')
    return new GateError('GITHUB_UNAVAILABLE', message, {
      hint: 'Nothing ran. Run the job again when GitHub answers.',
    })
  return new GateError('GITHUB_FORBIDDEN', message, {
    hint: `Nothing ran. Give the job these permissions:\n\n${permissionsBlock('pull-request')}`,
  })
}

/**
 * What is known before anybody waits to be in the way of asking, in sentences for the log. None of it ends the run: what needs no
 * answer can go on.
 */
async function obstacles(event: RunEvent, pullRequest: PullRequest): Promise<readonly string[]> {
  const isReadOnly = event.isFork && !event.name.endsWith('_target')
  const fork =
    'It comes from a fork: GitHub gives this run a token that can only read, so a command that needs an approval will be refused.'
  const [actor] = event.interested
  const role = actor === undefined ? undefined : await pullRequest.roleOf(actor.login)
  const isBlind = role?.kind === 'failure' && role.failure.kind === 'forbidden'
  const blind = `The roles of people can't be read with this token, so no reply can count. Give the job these permissions:\n\n${permissionsBlock('pull-request')}`
  return [...(isReadOnly ? [fork] : []), ...(isBlind ? [blind] : [])]
}

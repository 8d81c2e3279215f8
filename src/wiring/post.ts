import type { ActionsRunner } from '../adapters/actions.ts'
import { choosePull, readEvent } from '../adapters/event.ts'
import { pullsOfCommit } from '../adapters/github/commit-pulls.ts'
import { createPullRequest } from '../adapters/github/pull-request.ts'
import { closeAbandoned } from '../approval/abandoned.ts'
import { decodeActionInputs } from '../inputs/action-inputs.ts'
import { readGitHubRun } from './github-run.ts'

/**
 * Says in the comment of a job that was killed that nothing waits any more. Trusts no state of the main step but that it
 * did not end: the comment is found again by author and marker.
 */
export async function closeAfterKill(
  runner: ActionsRunner,
  env: Readonly<Record<string, string>>,
): Promise<void> {
  const inputs = decodeActionInputs(runner.input)
  if (inputs.githubToken === undefined) return
  const run = readGitHubRun(env, inputs.matrixLeg)
  const event = readEvent(env)
  const connection = {
    token: inputs.githubToken,
    apiUrl: run.apiUrl,
    owner: event.owner,
    repository: event.repository,
    teamsToken: undefined,
  }
  const pull = await choosePull(event, inputs.issueNumber, (sha) => pullsOfCommit(connection, sha))
  if (pull.kind === 'none') return
  const pullRequest = createPullRequest({ ...connection, number: pull.number })
  const closed = await closeAbandoned(pullRequest, run)
  if (closed.kind === 'failure') throw new Error(closed.failure.detail)
  if (closed.value)
    runner.show({ kind: 'text', text: 'The comment on the pull request says that nothing waits any more.' })
}

import type { ActionsRunner } from '../adapters/actions.ts'
import { choosePull, readEvent } from '../adapters/event.ts'
import { pullsOfCommit } from '../adapters/github/commit-pulls.ts'
import { findIssue } from '../adapters/github/issue.ts'
import { createPullRequest } from '../adapters/github/pull-request.ts'
import { closeAbandoned } from '../approval/abandoned.ts'
import { decodeActionInputs } from '../inputs/action-inputs.ts'
import { issueText } from './ask-on-issue.ts'
import { readGitHubRun } from './github-run.ts'

/**
 * Says in the comment of a job that was killed that nothing waits any more, on the pull request or on the issue for
 * approvals. Trusts no state of the main step but that it did not end: the comment is found again by author and marker.
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
  const number = pull.kind === 'chosen' ? pull.number : await issueAskedOn(connection)
  if (number === undefined) return
  const closed = await closeAbandoned(createPullRequest({ ...connection, number }), run)
  if (closed.kind === 'failure') throw new Error(closed.failure.detail)
  if (closed.value)
    runner.show({ kind: 'text', text: `The comment on #${number} says that nothing waits any more.` })
}

/** Undefined where nobody was asked on an issue, or where the token may not read issues and so could not have asked. */
async function issueAskedOn(connection: Parameters<typeof findIssue>[0]): Promise<number | undefined> {
  const found = await findIssue(connection, issueText.marker)
  if (found.kind === 'value') return found.value
  if (found.failure.kind === 'forbidden' || found.failure.kind === 'missing') return undefined
  throw new Error(found.failure.detail)
}

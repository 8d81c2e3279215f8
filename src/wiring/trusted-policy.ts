import { createHash } from 'node:crypto'
import { systemClock } from '../adapters/clock.ts'
import type { Answer, Failure } from '../approval/answer.ts'
import { persist } from '../approval/persist.ts'
import { GateError } from '../errors.ts'
import type { PullRequest } from '../ports.ts'
import { builtInPolicy, type FoundPolicy, policyFromText } from './policy-file.ts'

/** How long a passing failure of GitHub is waited out before anything ran, in milliseconds. */
const patienceMs = 60_000

/** Where the policy is read that nobody in the pull request can change. */
export type TrustedPlace = {
  readonly pullRequest: Pick<PullRequest, 'fileAt'>
  readonly path: string
  /** A commit, or a branch where there is no pull request. */
  readonly ref: string
}

/**
 * The policy in force, read through the API at a place the pull request can't reach; the built-in one when there is no file.
 * Throws GITHUB_FORBIDDEN or GITHUB_UNAVAILABLE when it can't be known, POLICY_INVALID when it is wrong.
 */
export async function readTrustedPolicy({ pullRequest, path, ref }: TrustedPlace): Promise<FoundPolicy> {
  const answer = await persist(systemClock, () => pullRequest.fileAt(path, ref), patienceMs)
  if (answer.kind === 'failure') throw unreadable(path, ref, answer.failure)
  return answer.value === undefined
    ? builtInPolicy()
    : policyFromText({ text: answer.value, path, commit: ref })
}

/** The digest of the policy at the pull request's base as it is now, for the look just before acting. */
export async function digestNow(pullRequest: PullRequest, path: string): Promise<Answer<string | undefined>> {
  const state = await pullRequest.state()
  if (state.kind === 'failure') return state
  const answer = await pullRequest.fileAt(path, state.value.baseSha)
  if (answer.kind === 'failure') return answer
  const digest =
    answer.value === undefined
      ? builtInPolicy().origin.digest
      : createHash('sha256').update(answer.value, 'utf8').digest('hex')
  return { kind: 'value', value: digest }
}

function unreadable(path: string, ref: string, failure: Failure): GateError {
  const message = `the policy ${path} at ${ref} could not be read: ${failure.detail}`
  if (failure.kind === 'forbidden' || failure.kind === 'missing') {
    return new GateError('GITHUB_FORBIDDEN', message, {
      hint: 'Give the job these permissions:\n\npermissions:\n  contents: read\n  pull-requests: write\n',
    })
  }
  return new GateError('GITHUB_UNAVAILABLE', message, {
    hint: 'Nothing ran. Run the job again when GitHub answers.',
  })
}

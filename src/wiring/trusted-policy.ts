import { systemClock } from '../adapters/clock.ts'
import type { Answer, Failure } from '../approval/answer.ts'
import { permissionsBlock } from '../approval/permissions.ts'
import { persist } from '../approval/persist.ts'
import { GateError } from '../errors.ts'
import type { PullRequest } from '../ports.ts'
import { type FoundPolicy, type PolicyText, policyFromTexts } from './policy-file.ts'

/** One layer's file, at a place that nobody in the pull request can change. */
export type TrustedPlace = {
  readonly files: Pick<PullRequest, 'fileAt'>
  readonly path: string
  /** A commit, or a branch where there is no pull request. */
  readonly ref: string
}

/** Where the layers of a policy lie. */
export type TrustedPlaces = {
  readonly repository: TrustedPlace
  readonly organization: TrustedPlace | undefined
}

/**
 * The policy in force, read through the API at places the pull request can't reach; the built-in one when there is no file. A
 * missing organization file is an error: whoever names one relies on it. A failure that passes is waited out for so many
 * milliseconds. Throws GITHUB_FORBIDDEN or GITHUB_UNAVAILABLE when it can't be known, POLICY_INVALID when it is wrong.
 */
export async function readTrustedPolicy(
  { repository, organization }: TrustedPlaces,
  patienceMs: number,
): Promise<FoundPolicy> {
  const own = await readLayer(repository, patienceMs)
  if (organization === undefined) return policyFromTexts({ repository: own, organization: undefined })
  const above = await readLayer(organization, patienceMs)
  if (above !== undefined) return policyFromTexts({ repository: own, organization: above })
  throw new GateError(
    'GITHUB_FORBIDDEN',
    `the organization policy ${organization.path} at ${organization.ref}: found no such file`,
    { hint: 'Check the organization-policy input, and that github-token may read that repository.' },
  )
}

/** The digest of the policy as it is now, for the look just before acting. The repository's is read at the base as it is now. */
export async function digestNow(
  { repository, organization }: TrustedPlaces,
  baseSha: string,
): Promise<Answer<string | undefined>> {
  const own = await repository.files.fileAt(repository.path, baseSha)
  if (own.kind === 'failure') return own
  const above = await organization?.files.fileAt(organization.path, organization.ref)
  if (above?.kind === 'failure') return above
  const texts = {
    repository: textOf(repository, own.value),
    organization: organization === undefined ? undefined : textOf(organization, above?.value),
  }
  try {
    return { kind: 'value', value: policyFromTexts(texts).origin.digest }
  } catch {
    // A policy that became invalid is another one than what was in force.
    return { kind: 'value', value: undefined }
  }
}

async function readLayer(place: TrustedPlace, patienceMs: number): Promise<PolicyText | undefined> {
  const { files, path, ref } = place
  const answer = await persist(systemClock, () => files.fileAt(path, ref), patienceMs)
  if (answer.kind === 'failure') throw unreadable(place, answer.failure)
  return textOf(place, answer.value)
}

/** A file's text as a place's policy; undefined where there is no file. */
export function textOf({ path, ref }: TrustedPlace, text: string | undefined): PolicyText | undefined {
  return text === undefined ? undefined : { text, path, commit: ref }
}

function unreadable({ path, ref }: TrustedPlace, failure: Failure): GateError {
  const message = `the policy ${path} at ${ref} could not be read: ${failure.detail}`
  if (failure.kind === 'forbidden' || failure.kind === 'missing') {
    return new GateError('GITHUB_FORBIDDEN', message, {
      hint: `Give the job these permissions:\n\n${permissionsBlock('pull-request')}`,
    })
  }
  return new GateError('GITHUB_UNAVAILABLE', message, {
    hint: 'Nothing ran. Run the job again when GitHub answers.',
  })
}

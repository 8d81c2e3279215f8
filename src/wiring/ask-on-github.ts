import { randomBytes } from 'node:crypto'
import { systemClock } from '../adapters/clock.ts'
import type { RunEvent } from '../adapters/event.ts'
import { createScripts } from '../adapters/scripts.ts'
import { createCodeOwnership } from '../approval/code-owners.ts'
import type { ReviewersSettings } from '../approval/desk.ts'
import { createDetachedReviewers } from '../approval/detached.ts'
import { createReviewers, type PullRequestReviewers } from '../approval/reviewers.ts'
import type { Journal, PullRequest } from '../ports.ts'
import { createCommentRenderer } from '../report/comment.ts'
import type { Redactor } from '../text/redactor.ts'
import { fileUrlOf, type GitHubRun, logUrlOf } from './github-run.ts'
import type { FoundPolicy } from './policy-file.ts'
import { digestNow, type TrustedPlaces } from './trusted-policy.ts'

/** The longest that a request may wait after extensions, in milliseconds: a hosted job ends after six hours. */
const maximumWaitMs = 5.5 * 60 * 60_000

/** The same where no job waits: a request of a week ago asks about another world. */
export const longestDetachedMs = 7 * 24 * 60 * 60_000

/** Reviewers on the pull request of this run, or on the issue that stands in for one. */
export function askOnGitHub(options: {
  readonly pullRequest: PullRequest
  readonly place: ReviewersSettings['place']
  readonly number: number
  readonly headSha: string
  /** GitHub's number of this job; 0 where it is not known. */
  readonly jobId: number
  readonly event: RunEvent
  readonly run: GitHubRun
  readonly found: FoundPolicy
  readonly places: TrustedPlaces
  /** What stands under the comment's title, in plain sentences. */
  readonly notes: readonly string[]
  readonly workspace: string
  readonly redactor: Redactor
  readonly journal: Journal
}): PullRequestReviewers {
  const { run, found, event, workspace, redactor } = options
  const { policy, origin } = found
  const { path, commit } = origin
  const isDetached = policy.wait === 'detach'
  const settings: ReviewersSettings = {
    pullRequest: options.pullRequest,
    place: options.place,
    clock: systemClock,
    journal: options.journal,
    random: (bytes) => randomBytes(bytes),
    approvers: isDetached ? { ...policy.approvers, forMatrix: false } : policy.approvers,
    interested: event.interested,
    codeOwnership: createCodeOwnership({
      pullRequest: options.pullRequest,
      baseSha: options.places.repository.ref,
      workspace,
    }),
    policyDigest: (baseSha) => digestNow(options.places, baseSha),
    scripts: createScripts({ workspace }),
    context: {
      repositoryId: event.repositoryId,
      number: options.number,
      headSha: options.headSha,
      policyDigest: origin.digest,
      runId: run.runId,
      runAttempt: run.runAttempt,
      job: run.job,
      matrix: run.matrix,
    },
    trigger: policy.commandWord,
    timeoutMs: policy.timeoutMs,
    maximumWaitMs: isDetached ? longestDetachedMs : maximumWaitMs,
    reuseApprovals: policy.reuseApprovals,
    links: {
      log: logUrlOf(run),
      policy: path === undefined || commit === undefined ? undefined : fileUrlOf(run, path, commit),
    },
    render: createCommentRenderer({ redact: (text) => redactor.redact(text), notes: options.notes }),
  }
  if (!isDetached) return createReviewers(settings)
  const { runId, runAttempt, job } = run
  const jobKey = job.split('/')[0] ?? 'job'
  const waiting = { runId, runAttempt, jobId: options.jobId, jobKey, headSha: options.headSha }
  return createDetachedReviewers({ ...settings, job: waiting })
}

import { systemClock } from '../adapters/clock.ts'
import { createIssue, findOrOpenIssue } from '../adapters/github/issue.ts'
import { refusingReviewers } from '../approval/absent.ts'
import { permissionsBlock } from '../approval/permissions.ts'
import { persist } from '../approval/persist.ts'
import type { PullRequestReviewers } from '../approval/reviewers.ts'
import type { Journal, PullRequest, Reviewers } from '../ports.ts'

/** How long a passing failure of GitHub is waited out, in milliseconds. */
const patienceMs = 60_000

/** What the repository's one issue for approvals is opened with, and found by. */
export const issueText = {
  title: 'Approvals asked for by command-gate',
  body: 'Runs without a pull request ask here for the approval of single commands. Close this issue when nothing waits: the next run that must ask opens a new one.',
  marker: '<!-- command-gate:approvals -->',
}

/** Where an issue is found or opened, and the commit that the run is about. */
export type IssuePlace = Omit<Parameters<typeof createIssue>[0], 'number'>

/**
 * Reviewers on the repository's one issue for approvals, which is found, or opened, when the first request is; a run that asks
 * nothing writes nothing. Where it can't be opened, every request is refused with the reason.
 */
export function askOnIssue(
  place: IssuePlace,
  journal: Journal,
  askOn: (issue: PullRequest, number: number) => PullRequestReviewers,
): PullRequestReviewers {
  let asked: PullRequestReviewers | undefined
  let started: Promise<Reviewers> | undefined
  const start = async (): Promise<Reviewers> => {
    const found = await persist(systemClock, () => findOrOpenIssue(place, issueText), patienceMs)
    if (found.kind === 'failure') {
      const reason = `the issue to ask on could not be found or opened: ${found.failure.detail}`
      const hint = `Asking on an issue needs these permissions of the job:\n\n${permissionsBlock('issue')}`
      return refusingReviewers(reason, hint)
    }
    const message = `Reviewers are asked on issue #${found.value}: the policy says on-no-pull-request: issue.`
    journal.record({ kind: 'note', level: 'info', message })
    asked = askOn(createIssue({ ...place, number: found.value }), found.value)
    return asked
  }
  const reviewers = () => {
    started ??= start()
    return started
  }
  return {
    commentUrl: () => asked?.commentUrl(),
    open: async (drafts) => await (await reviewers()).open(drafts),
    review: async (request, signal) => await (await reviewers()).review(request, signal),
    consume: async (request, review) => await (await reviewers()).consume(request, review),
    settle: async (request, outcome) => await (await reviewers()).settle(request, outcome),
    close: async (conclusion) => await (await started)?.close(conclusion),
  }
}

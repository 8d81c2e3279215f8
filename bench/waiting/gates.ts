import { randomBytes } from 'node:crypto'
import { createPullRequest } from '../../src/adapters/github/pull-request.ts'
import type { RequestDraft } from '../../src/approval/request.ts'
import { createReviewers } from '../../src/approval/reviewers.ts'
import { bareCommand, noGrant } from '../../src/cli/bare-command.ts'
import { showRequestId } from '../../src/command/fingerprint.ts'
import { endedAs } from '../../src/outcome.ts'
import { defaultPolicy } from '../../src/policy/default.ts'
import type { PullRequest } from '../../src/ports.ts'
import { startLimitedGitHub } from './github.ts'
import { createLimits, type Refusal, type Tally } from './limits.ts'
import { createVirtualTime } from './virtual-time.ts'

/** Gates that wait at the same time. Times in milliseconds. */
export type Scene = {
  readonly gates: number
  /** Over which time the jobs start. */
  readonly startsWithinMs: number
  /** When a reviewer answers, counted from the moment the comment can be read. */
  readonly repliesWithinMs: number
  /** A pull request for each gate, or one for all, as with a matrix. */
  readonly pulls: 'each' | 'one'
}

/** What it came to. Seconds are from the reply to the moment in which the command may start. */
export type Result = {
  readonly scene: Scene
  readonly seen: number
  readonly tally: Tally
  readonly refusals: Partial<Record<Refusal, number>>
  readonly seconds: { readonly median: number; readonly p95: number; readonly max: number }
}

/** Lets the gates wait for their reviewers, with the product's own code, over HTTP, in virtual time. */
export async function measure(scene: Scene): Promise<Result> {
  const time = createVirtualTime(Date.parse('2026-11-22T12:00:00Z'))
  const limits = createLimits()
  // A port call is busy but for the time in which the server lets it wait.
  const github = await startLimitedGitHub(time, limits, () => {
    return pause()
  })
  const calls: (() => void)[] = []
  const pause = () => {
    calls.pop()?.()
    return () => void calls.push(time.busy())
  }
  const counted = <T extends readonly unknown[], R>(ask: (...given: T) => Promise<R>) => {
    return async (...given: T): Promise<R> => {
      calls.push(time.busy())
      try {
        return await ask(...given)
      } finally {
        calls.pop()?.()
      }
    }
  }
  const delays: number[] = []
  const gate = async (index: number): Promise<void> => {
    await time.clock.sleep((index * scene.startsWithinMs) / scene.gates)
    const number = scene.pulls === 'one' ? 7 : 100 + index
    const { reviewers, pullRequest } = reviewersFor(number, index, github.url, time.clock, counted)
    // The run has read its pull request by then, to find the policy.
    await pullRequest.state()
    const [request] = await reviewers.open([draft])
    if (request === undefined) return
    let repliedAt = 0
    const answerAfterMs = Math.random() * scene.repliesWithinMs
    const answer = time.clock.sleep(answerAfterMs).then(() => {
      repliedAt = time.clock.now()
      github.reply(number, `/gate approve ${showRequestId(request.id)}`)
    })
    const review = await reviewers.review(request, new AbortController().signal)
    const used = await reviewers.consume(request, review)
    if (used.kind === 'approved') delays.push((time.clock.now() - repliedAt) / 1_000)
    await time.clock.sleep(2_000)
    await reviewers.settle(request, endedAs('succeeded', 'It succeeded.'))
    await reviewers.close({ outcome: 'succeeded', exitCode: 0 })
    await answer
  }
  await time.until(Promise.all(Array.from({ length: scene.gates }, (_, index) => gate(index))))
  await github.close()
  const sorted = delays.toSorted((left, right) => left - right)
  const at = (share: number) =>
    sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN
  return {
    scene,
    seen: delays.length,
    tally: limits.tally,
    refusals: limits.tally.refusals,
    seconds: { median: at(0.5), p95: at(0.95), max: at(1) },
  }
}

type Counted = <T extends readonly unknown[], R>(
  ask: (...given: T) => Promise<R>,
) => (...given: T) => Promise<R>

function reviewersFor(
  number: number,
  index: number,
  url: string,
  clock: ReturnType<typeof createVirtualTime>['clock'],
  counted: Counted,
) {
  const port = createPullRequest({
    token: 't',
    apiUrl: url,
    owner: 'acme',
    repository: 'widgets',
    number,
    teamsToken: undefined,
  })
  const pullRequest: PullRequest = {
    state: counted(port.state),
    post: counted(port.post),
    edit: counted(port.edit),
    findOwn: counted(port.findOwn),
    look: counted(port.look),
    reread: counted(port.reread),
    roleOf: counted(port.roleOf),
    account: counted(port.account),
    isTeamMember: counted(port.isTeamMember),
    fileAt: counted(port.fileAt),
    react: counted(port.react),
  }
  const reviewers = createReviewers({
    pullRequest,
    clock,
    journal: { record: () => undefined },
    random: (bytes) => randomBytes(bytes),
    context: {
      repositoryId: 1,
      number,
      headSha: 'a'.repeat(40),
      policyDigest: 'p',
      runId: '1',
      runAttempt: 1,
      job: `gate/${index}`,
      matrix: 'gate',
    },
    approvers: defaultPolicy.approvers,
    interested: [],
    codeOwnership: async () => ({ kind: 'value', value: [] }),
    policyDigest: async () => ({ kind: 'value', value: 'p' }),
    scripts: { follow: async () => [] },
    trigger: '/gate',
    timeoutMs: 1_800_000,
    maximumWaitMs: 7_200_000,
    reuseApprovals: 'rerun',
    place: 'pull-request',
    links: { log: undefined, policy: undefined },
    render: (view) => ({
      body: [
        ...view.entries.map(({ request, stage }) => `${showRequestId(request.id)} ${stage.kind}`),
        String(view.conclusion),
        view.marker,
      ].join('\n'),
      omitted: [],
    }),
  })
  return { reviewers, pullRequest }
}

const draft: RequestDraft = {
  command: bareCommand('npm publish'),
  action: 'run',
  reason: { kind: 'untrusted' },
  effects: [],
  changes: undefined,
  grantBefore: undefined,
  grantAfter: noGrant,
  scripts: [],
  assessment: { kind: 'none', reason: 'off' },
}

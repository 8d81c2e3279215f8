import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { eventFor } from '../../test/e2e/events.ts'
import { type Job, startJob } from '../../test/e2e/runner.ts'
import { idsIn } from '../../test/e2e/scene.ts'
import { type FakeGitHub, startFakeGitHub } from '../../test/fakes/fake-github.ts'
import { printFigure } from '../figure.ts'

const policyPath = '.github/command-gate.yml'
const policy = `version: 1
assessment: static
approvers: { for-matrix: true }
rules:
  - pattern: [tee]
    decision: prompt
`
const commands = '- date +%s%3N | tee started.txt\n'
const repliesWithinMs = 10_000

/** How a reviewer answers the legs: each by a reply of its own, or all by one. */
export type Answering = 'each' | 'for-matrix'

/**
 * So many real gates, `dist/index.js` in a process each, as legs of one matrix on one pull request, in real time: what one costs
 * GitHub from its first request to its last, and how long after the reply the command starts.
 */
export async function measurePollers(gates: number, answering: Answering): Promise<void> {
  const github = await startFakeGitHub({ files: { [policyPath]: policy } })
  github.people.join('maria', 'maintain')
  const jobs: Job[] = []
  try {
    const replied = answer(github, gates, answering)
    const event = eventFor(github, 'pull_request')
    const runs = Array.from({ length: gates }, (_, leg) => {
      const job = startJob({ as: 'root', files: { [policyPath]: policy }, token: github.token, ...event })
      jobs.push(job)
      return job.start({ commands, setup: 'never', 'timeout-minutes': '3', 'matrix-leg': String(leg) })
        .finished
    })
    await Promise.all(runs)
    show(gates, answering, github, startsAfter(jobs, await replied))
  } finally {
    await github.close()
    for (const job of jobs) job.remove()
  }
}

/** When each request was answered, by its comment: one after the other, or all at once when every leg asks. */
async function answer(github: FakeGitHub, gates: number, answering: Answering): Promise<readonly number[]> {
  const asked = () =>
    github.comments().flatMap(({ author, body }) => (author.type === 'Bot' ? idsIn(body).slice(0, 1) : []))
  const at: number[] = []
  const known = new Set<string>()
  const answers: Promise<void>[] = []
  while (known.size < gates) {
    for (const id of asked().filter((each) => !known.has(each))) {
      known.add(id)
      if (answering === 'each') answers.push(replyLater(github, id, at))
    }
    await pause(50)
  }
  await Promise.all(answers)
  if (answering === 'each') return at
  const [first = ''] = known
  const now = Date.now()
  github.people.comment('maria', `/gate approve ${first} for-matrix`)
  return Array.from({ length: gates }, () => now)
}

async function replyLater(github: FakeGitHub, id: string, at: number[]): Promise<void> {
  await pause(Math.random() * repliesWithinMs)
  at.push(Date.now())
  github.people.comment('maria', `/gate approve ${id}`)
}

function pause(ms: number): Promise<void> {
  return new Promise((resolve) => setTimeout(resolve, ms))
}

/** Seconds from reply to start, of those that started, the soonest reply with the soonest start. */
function startsAfter(jobs: readonly Job[], replied: readonly number[]): readonly number[] {
  const started = jobs
    .map(({ layout }) => join(layout.workspace, 'started.txt'))
    .flatMap((path) => (existsSync(path) ? [Number(readFileSync(path, 'utf8').trim())] : []))
    .toSorted((left, right) => left - right)
  const answered = replied.toSorted((left, right) => left - right)
  return started.map((at, index) => (at - (answered[index] ?? at)) / 1_000)
}

function show(gates: number, answering: Answering, github: FakeGitHub, delays: readonly number[]): void {
  const { requests } = github
  const sorted = delays.toSorted((left, right) => left - right)
  const at = (share: number) =>
    (sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? Number.NaN).toFixed(1)
  const charged = requests.filter(({ status }) => status !== 304)
  const points = charged.filter(({ path }) => path === '/graphql')
  const refused = requests.filter(({ status }) => status === 403 || status === 429)
  const each = (count: number) => (count / gates).toFixed(1)
  const how = answering === 'each' ? 'a reply each' : 'one reply for-matrix'
  printFigure(
    `waiting: ${gates} real ${gates === 1 ? 'gate' : 'gates'} on one pull request, ${how}`,
    `${delays.length} of ${gates} started; reply to start ${at(0.5)} / ${at(0.95)} / ${at(1)} s (median / p95 / max); refused ${refused.length}`,
    `charged for each gate from start to end: REST ${each(charged.length - points.length)}, GraphQL points ${each(points.length)}`,
  )
}

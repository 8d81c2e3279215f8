import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { afterEach, describe, it } from 'node:test'
import { type FakeGitHub, startFakeGitHub } from '../fakes/fake-github.ts'
import { eventFor } from './events.ts'
import { type Job, startJob } from './runner.ts'
import { idsIn } from './scene.ts'

const policyPath = '.github/command-gate.yml'
const policy = `version: 1
assessment: static
approvers: { for-matrix: true }
rules:
  - pattern: [tee]
    decision: prompt
`
const same = '- echo run | tee out.txt\n'

describe('the legs of a matrix', () => {
  let jobs: Job[] = []
  let fake: FakeGitHub | undefined

  afterEach(async () => {
    await fake?.close()
    for (const job of jobs) job.remove()
    jobs = []
  })

  /** One leg for each list, on one pull request. */
  async function start(lists: readonly string[]) {
    const github = await startFakeGitHub({ files: { [policyPath]: policy } })
    fake = github
    github.people.join('maria', 'maintain')
    const event = eventFor(github, 'pull_request')
    const legs = lists.map((commands, leg) => {
      const job = startJob({ as: 'root', files: { [policyPath]: policy }, token: github.token, ...event })
      jobs.push(job)
      const inputs = { commands, setup: 'never', 'timeout-minutes': '2', 'matrix-leg': String(leg) }
      return { action: job.start(inputs), hasRun: () => existsSync(join(job.layout.workspace, 'out.txt')) }
    })
    const questions = () => github.comments().filter(({ author }) => author.type === 'Bot')
    while (questions().filter(({ body }) => idsIn(body).length > 0).length < lists.length)
      await new Promise((resolve) => setTimeout(resolve, 50))
    return { github, legs, questions }
  }

  it('each ask in a comment of their own, and one reply lets all that ask the same start', async () => {
    const { github, legs, questions } = await start([same, same, '- echo other | tee out.txt\n'])
    const named = questions().find(({ body }) => body.includes('echo run'))
    const line = /^\s*(\/gate approve \S+ for-matrix)$/m.exec(named?.body ?? '')?.[1]
    assert.ok(line, named?.body)
    github.people.comment('maria', line)
    const [one, two, other] = legs.map(({ action }) => action)
    const ends = [await one?.finished, await two?.finished]
    other?.cancel()
    ends.push(await other?.finished)
    assert.deepEqual(
      ends.map((end) => end?.main.outputs['outcome']),
      ['succeeded', 'succeeded', 'aborted'],
    )
    assert.deepEqual(
      legs.map(({ hasRun }) => hasRun()),
      [true, true, false],
    )
    assert.equal(questions().length, 3)
    assert.deepEqual(github.violations, [])
  })
})

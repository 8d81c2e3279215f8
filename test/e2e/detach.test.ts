import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { FakeJob, FakeRun } from '../fakes/github/state.ts'
import { accountOf, headOf } from '../fakes/github/state.ts'
import { type Run, startRun } from './attempts.ts'
import { eventFor } from './events.ts'
import type { ActionRun, StepResult } from './runner.ts'
import { startJob } from './runner.ts'
import { idsIn } from './scene.ts'

const policy = `version: 1
wait: detach
assessment: static
timeout-minutes: 600
rules:
  - pattern: [tee, -a]
    decision: prompt
`
const one = '- echo run | tee -a one.log\n'
const two = `- touch first.txt\n${one}- echo run | tee -a two.log\n`

type Permissions = Readonly<Record<string, 'read' | 'write'>>

/** A workflow run whose gate job GitHub starts again when it is asked to, and the workflow that answers comments. */
type Workflow = {
  readonly run: Run
  readonly record: FakeRun
  /** The job's attempts, each as it came to its end. */
  readonly attempts: readonly Promise<ActionRun>[]
  start(): Promise<ActionRun>
  /** What the second workflow does when somebody comments. */
  resume(permissions?: Permissions): Promise<StepResult>
  close(): Promise<void>
}

const usualPermissions: Permissions = {
  actions: 'write',
  contents: 'read',
  metadata: 'read',
  'pull-requests': 'write',
}

async function startWorkflow(commands: string): Promise<Workflow> {
  const jobs: FakeJob[] = [
    { id: 33_330_001, name: 'gate (20)', attempt: 1, status: 'queued', conclusion: undefined },
  ]
  const run = await startRun({
    policy,
    commands,
    github: { JOB_CHECK_RUN_ID: '33330001' },
    inputs: { 'timeout-minutes': '' },
  })
  const { github } = run
  const attempts: Promise<ActionRun>[] = []
  const bot = accountOf(github.state, 'github-actions[bot]')
  const attempt = async (job: FakeJob): Promise<ActionRun> => {
    job.status = 'in_progress'
    const ended = await run.attempt({ 'job-id': String(job.id) }).action.finished
    Object.assign(job, { status: 'completed', conclusion: ended.main.exitCode === 0 ? 'success' : 'failure' })
    return ended
  }
  const record: FakeRun = {
    id: 9_000_001,
    headSha: headOf(github.pull),
    actor: github.pull.author,
    triggeringActor: github.pull.author,
    attempt: 1,
    jobs,
    onRerun: (job) => void attempts.push(attempt(job)),
  }
  github.state.workflowRuns.set(record.id, record)
  const helpers: { remove(): void }[] = []
  return {
    run,
    record,
    attempts,
    start: async () => {
      const [first] = jobs
      assert.ok(first)
      return await attempt(first)
    },
    resume: async (permissions = usualPermissions) => {
      const token = 'ghs_fakeResumeToken00000000000000000000000000'
      github.issueToken(token, { account: bot, app: 'github-actions', permissions })
      const event = eventFor(github, 'issue_comment')
      const job = startJob({
        as: 'root',
        token,
        event: event.event,
        github: {
          ...event.github,
          GITHUB_RUN_ID: '9000002',
          GITHUB_JOB: 'resume',
          GITHUB_ACTOR: 'maria',
          GITHUB_TRIGGERING_ACTOR: 'maria',
        },
      })
      helpers.push(job)
      return (await job.run({ resume: 'true' })).main
    },
    close: async () => {
      await run.close()
      for (const job of helpers) job.remove()
      assert.deepEqual(github.violations, [])
    },
  }
}

async function withWorkflow(commands: string, test: (workflow: Workflow) => Promise<void>): Promise<void> {
  const workflow = await startWorkflow(commands)
  try {
    await test(workflow)
  } finally {
    await workflow.close()
  }
}

const idsOf = ({ run }: Workflow) => idsIn(run.shown())

describe('wait: detach', { concurrency: 4 }, () => {
  it('asks, ends at once as pending, and goes on where a reply has the job started again', () =>
    withWorkflow(one, async (workflow) => {
      const { run, attempts } = workflow
      const first = await workflow.start()
      assert.equal(first.main.exitCode, 5, first.main.log)
      assert.equal(first.main.outputs['outcome'], 'pending')
      assert.deepEqual(
        first.main.annotations.map(({ level }) => level),
        ['notice'],
      )
      assert.match(run.shown(), /^### 1 command waits for approval/)
      const [id] = idsOf(workflow)
      run.github.people.comment('maria', `/gate approve ${id}`)
      const resumed = await workflow.resume()
      assert.equal(resumed.exitCode, 0, resumed.log)
      assert.equal(attempts.length, 1, resumed.log)
      const again = await attempts[0]
      assert.equal(again?.main.exitCode, 0, again?.main.log)
      assert.deepEqual(run.lines('one.log'), ['run'])
      assert.equal(run.botComments(), 1)
      assert.match(run.shown(), /^### Done · 1 approved/)
      const later = await workflow.resume()
      assert.equal(later.exitCode, 0, later.log)
      assert.equal(attempts.length, 1, 'a used approval starts nothing again')
    }))

  it('runs nothing at all while a request waits, and starts the job only when all are answered', () =>
    withWorkflow(two, async (workflow) => {
      const { run, attempts } = workflow
      const first = await workflow.start()
      assert.equal(first.main.exitCode, 5, first.main.log)
      assert.doesNotMatch(first.main.log, /attempt 1/i)
      const ids = idsOf(workflow)
      assert.equal(ids.length, 2)
      run.github.people.comment('maria', `/gate approve ${ids[0]}`)
      assert.match((await workflow.resume()).log, /not all of its requests/)
      run.github.people.comment('maria', `/gate approve ${ids[1]}`)
      await workflow.resume()
      const again = await attempts[0]
      assert.equal(again?.main.exitCode, 0, again?.main.log)
      assert.deepEqual([run.lines('one.log'), run.lines('two.log')], [['run'], ['run']])
    }))

  it('ends as denied when a reply says no', () =>
    withWorkflow(one, async (workflow) => {
      await workflow.start()
      workflow.run.github.people.comment('maria', `/gate deny ${idsOf(workflow)[0]}`)
      await workflow.resume()
      const again = await workflow.attempts[0]
      assert.equal(again?.main.exitCode, 3, again?.main.log)
      assert.equal(again?.main.outputs['outcome'], 'denied')
      assert.deepEqual(workflow.run.lines('one.log'), [])
    }))

  it('ends as aborted when a reply aborts the run', () =>
    withWorkflow(one, async (workflow) => {
      await workflow.start()
      workflow.run.github.people.comment('maria', '/gate abort not now')
      await workflow.resume()
      const again = await workflow.attempts[0]
      assert.equal(again?.main.outputs['outcome'], 'aborted', again?.main.log)
    }))

  it('starts nothing for a reader, the author, or an edited reply', () =>
    withWorkflow(one, async (workflow) => {
      await workflow.start()
      const { people } = workflow.run.github
      const line = `/gate approve ${idsOf(workflow)[0]}`
      people.comment('rita', line)
      people.comment('dev', line)
      people.edit(people.comment('maria', 'Hm.').id, 'dev', line)
      const resumed = await workflow.resume()
      assert.equal(resumed.exitCode, 0, resumed.log)
      assert.equal(workflow.attempts.length, 0, resumed.log)
    }))

  it('starts no job of a run that is not of this pull request, whatever a comment names', () =>
    withWorkflow(one, async (workflow) => {
      await workflow.start()
      const { run, record } = workflow
      run.github.people.comment('maria', `/gate approve ${idsOf(workflow)[0]}`)
      run.github.state.workflowRuns.set(record.id, { ...record, headSha: 'd'.repeat(40) })
      const resumed = await workflow.resume()
      assert.match(resumed.log, /not of this pull request/)
      assert.equal(workflow.attempts.length, 0)
    }))

  it('starts nothing by a comment that somebody else edited', () =>
    withWorkflow(one, async (workflow) => {
      await workflow.start()
      const { run } = workflow
      const [comment] = run.github.comments()
      assert.ok(comment)
      run.github.people.comment('maria', `/gate approve ${idsOf(workflow)[0]}`)
      run.github.people.edit(comment.id, 'dev', `${comment.body}\n`)
      await workflow.resume()
      assert.equal(workflow.attempts.length, 0)
    }))

  it('waits until the run has ended, because GitHub starts no job of a running one again', () =>
    withWorkflow(one, async (workflow) => {
      const { run, record, attempts } = workflow
      await workflow.start()
      const other: FakeJob = {
        id: 33_330_002,
        name: 'test',
        attempt: 1,
        status: 'in_progress',
        conclusion: undefined,
      }
      record.jobs.push(other)
      run.github.people.comment('maria', `/gate approve ${idsOf(workflow)[0]}`)
      setTimeout(() => Object.assign(other, { status: 'completed', conclusion: 'success' }), 3_000)
      await workflow.resume()
      const again = await attempts[0]
      assert.equal(again?.main.exitCode, 0, again?.main.log)
    }))

  it('names the permission that is missing', () =>
    withWorkflow(one, async (workflow) => {
      await workflow.start()
      workflow.run.github.people.comment('maria', `/gate approve ${idsOf(workflow)[0]}`)
      const resumed = await workflow.resume({ ...usualPermissions, actions: 'read' })
      assert.equal(resumed.exitCode, 3, resumed.log)
      assert.match(JSON.stringify(resumed.annotations), /actions: write/)
    }))
})

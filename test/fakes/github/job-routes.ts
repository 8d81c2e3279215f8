import type { Answer, Asked } from './answer.ts'
import { notAccessible, notFound, ok, refuse } from './answer.ts'
import type { Route } from './comment-routes.ts'
import type { Shaping } from './shapes.ts'
import { userShape } from './shapes.ts'
import type { FakeJob, FakeRun } from './state.ts'
import { headOf } from './state.ts'

function mayRead({ state }: Shaping, asked: Asked): boolean {
  return !state.isPrivate || asked.token.permissions['actions'] !== undefined
}

function isCompleted(run: FakeRun): boolean {
  return run.jobs.every(({ status }) => status === 'completed')
}

/** Of each job its latest attempt. */
function latestOf(run: FakeRun): readonly FakeJob[] {
  return [...new Map(run.jobs.map((job) => [job.name, job])).values()]
}

function getRun(shaping: Shaping, asked: Asked): Answer {
  if (!mayRead(shaping, asked)) return notAccessible
  const run = shaping.state.workflowRuns.get(Number(asked.params['run_id']))
  if (run === undefined) return notFound
  const pulls = [...shaping.state.pulls.values()].filter((pull) => headOf(pull) === run.headSha)
  return ok(
    shaping.description.filled('workflow-run', {
      id: run.id,
      status: isCompleted(run) ? 'completed' : 'in_progress',
      conclusion: isCompleted(run) ? 'failure' : null,
      head_sha: run.headSha,
      run_attempt: run.attempt,
      actor: userShape(shaping, run.actor),
      triggering_actor: userShape(shaping, run.triggeringActor),
      pull_requests: pulls.map(({ number }) =>
        shaping.description.filled('pull-request-minimal', { number }),
      ),
    }),
  )
}

function jobsAnswer(shaping: Shaping, run: FakeRun, jobs: readonly FakeJob[]): Answer {
  const shapes = jobs.map((job) =>
    shaping.description.filled('job', {
      id: job.id,
      run_id: run.id,
      name: job.name,
      head_sha: run.headSha,
      status: job.status,
      conclusion: job.conclusion ?? null,
      run_attempt: job.attempt,
    }),
  )
  return ok({ total_count: shapes.length, jobs: shapes })
}

function listJobs(shaping: Shaping, asked: Asked): Answer {
  if (!mayRead(shaping, asked)) return notAccessible
  const run = shaping.state.workflowRuns.get(Number(asked.params['run_id']))
  return run === undefined ? notFound : jobsAnswer(shaping, run, latestOf(run))
}

function listJobsOfAttempt(shaping: Shaping, asked: Asked): Answer {
  if (!mayRead(shaping, asked)) return notAccessible
  const run = shaping.state.workflowRuns.get(Number(asked.params['run_id']))
  if (run === undefined) return notFound
  const attempt = Number(asked.params['attempt_number'])
  return jobsAnswer(
    shaping,
    run,
    run.jobs.filter((job) => job.attempt === attempt),
  )
}

/** Only when its whole run has ended; the job then has another id, in the run's next attempt. */
function rerunJob(shaping: Shaping, asked: Asked): Answer {
  if (asked.token.permissions['actions'] !== 'write') return notAccessible
  const id = Number(asked.params['job_id'])
  const run = [...shaping.state.workflowRuns.values()].find(({ jobs }) => jobs.some((job) => job.id === id))
  const job = run?.jobs.find((each) => each.id === id)
  if (run === undefined || job === undefined) return notFound
  if (!isCompleted(run)) return refuse(403, 'The workflow run containing this job is already running')
  run.attempt += 1
  run.triggeringActor = asked.account
  const next: FakeJob = {
    id: shaping.state.nextId(),
    name: job.name,
    attempt: run.attempt,
    status: 'queued',
    conclusion: undefined,
  }
  run.jobs.push(next)
  shaping.state.rerunJobs.push(id)
  run.onRerun(next)
  return ok({}, 201)
}

/** Operations on workflow runs and their jobs, by the description's operation ids. */
export const jobRoutes: Readonly<Record<string, Route>> = {
  'actions/get-workflow-run': getRun,
  'actions/list-jobs-for-workflow-run': listJobs,
  'actions/list-jobs-for-workflow-run-attempt': listJobsOfAttempt,
  'actions/re-run-job-for-workflow-run': rerunJob,
}

import type { ActionsRunner } from '../adapters/actions.ts'
import { systemClock } from '../adapters/clock.ts'
import { readEvent } from '../adapters/event.ts'
import { createJobs } from '../adapters/github/jobs.ts'
import type { Answer, Failure } from '../approval/answer.ts'
import { permissionsBlock } from '../approval/permissions.ts'
import { persist } from '../approval/persist.ts'
import {
  type AnswersSettings,
  readAnswers,
  type WaitingComment,
  waitingComments,
  whatToDo,
} from '../approval/resume.ts'
import { waitsMarker } from '../approval/waiting.ts'
import { GateError } from '../errors.ts'
import { type ActionInputs, decodeActionInputs } from '../inputs/action-inputs.ts'
import { type Conclusion, exitCodeFor } from '../outcome.ts'
import type { Jobs, Journal, PullRequest, WorkflowJob } from '../ports.ts'
import { makeVisibleLine } from '../text/visible.ts'
import { longestDetachedMs } from './ask-on-github.ts'
import { type GitHubRun, readGitHubRun } from './github-run.ts'
import { readTrustedPolicy } from './trusted-policy.ts'
import { patienceOf, whereToAsk } from './where-to-ask.ts'

/** How long a run that has not ended yet is waited for, in milliseconds, and how often it is looked at. */
const patienceMs = 10 * 60_000
const pauseMs = 15_000
const failureMs = 60_000

type Errand = {
  readonly pullRequest: PullRequest
  readonly jobs: Jobs
  readonly answers: Omit<AnswersSettings, 'interested'>
  readonly headSha: string
  readonly say: (text: string) => void
  /** Comments whose job was started again here: never twice, or a job that can't go on would start for ever. */
  readonly started: Set<number>
}

/**
 * Starts the jobs again whose requests on this pull request were answered. Runs nothing and approves nothing: what it
 * relies on are GitHub's own records, read now, and the job reads them all again.
 */
export async function runResume(
  runner: ActionsRunner,
  env: Readonly<Record<string, string>>,
): Promise<Conclusion> {
  const inputs = decodeActionInputs(runner.input)
  if (inputs.githubToken !== undefined) runner.mask(inputs.githubToken)
  const run = readGitHubRun(env, inputs.matrixLeg)
  const say = (text: string) => runner.show({ kind: 'text', text: makeVisibleLine(text) })
  const errand = await prepare(inputs, run, env, say)
  const until = systemClock.now() + patienceMs
  let left = await resumeOnce(errand)
  while (left > 0 && systemClock.now() < until) {
    await systemClock.sleep(pauseMs)
    left = await resumeOnce(errand)
  }
  if (left > 0) {
    throw new GateError(
      'GITHUB_UNAVAILABLE',
      'a run whose job should start again has not ended for ten minutes',
      {
        hint: 'When it has ended, re-run its failed job by hand, or reply once more.',
      },
    )
  }
  runner.saveState('ended', 'true')
  return { outcome: 'succeeded', exitCode: exitCodeFor('succeeded') }
}

async function prepare(
  inputs: ActionInputs,
  run: GitHubRun,
  env: Readonly<Record<string, string>>,
  say: (text: string) => void,
): Promise<Errand> {
  const event = readEvent(env)
  const asked = await whereToAsk(inputs, event, run)
  if (asked.kind === 'nobody') {
    throw new GateError('CONTEXT_UNSUPPORTED', `there is no pull request to resume: ${asked.reason}`, {
      hint: 'Run it on issue_comment, on the default branch; see examples/workflows/command-gate-resume.yml.',
    })
  }
  const { policy } = await readTrustedPolicy(asked.places, patienceOf(inputs))
  const { owner, repository } = event
  const journal: Journal = {
    record: (entry) => {
      if (entry.kind === 'note') say(entry.message)
      if (entry.kind === 'dismissed')
        say(`The reply of ${entry.dismissal.login} does not count: ${entry.dismissal.reason}`)
    },
  }
  return {
    pullRequest: asked.pullRequest,
    jobs: createJobs({ token: inputs.githubToken ?? '', apiUrl: run.apiUrl, owner, repository }),
    answers: {
      pullRequest: asked.pullRequest,
      clock: systemClock,
      journal,
      approvers: policy.approvers,
      trigger: policy.commandWord,
      issueNumber: asked.number,
      maximumWaitMs: longestDetachedMs,
    },
    headSha: asked.headSha,
    say,
    started: new Set(),
  }
}

/** Looks at all comments that wait, once, and gives how many jobs must be tried again because their run goes on. */
async function resumeOnce(errand: Errand): Promise<number> {
  const own = await persist(systemClock, () => errand.pullRequest.findOwn(waitsMarker), failureMs)
  if (own.kind === 'failure') throw unavailable('the comments could not be read', own.failure)
  const waiting = waitingComments(own.value, errand.headSha)
  if (waiting.length === 0) errand.say('No job waits for an answer about this commit.')
  let left = 0
  const untried = waiting.filter(({ comment }) => !errand.started.has(comment.id))
  for (const each of untried) if ((await resumeJob(each, errand)) === 'later') left += 1
  return left
}

async function resumeJob(waiting: WaitingComment, errand: Errand): Promise<'done' | 'later'> {
  const { jobs, say } = errand
  const { runId } = waiting.waiting.job
  const run = await persist(systemClock, () => jobs.run(runId), failureMs)
  if (run.kind === 'failure') throw unavailable(`run ${runId} could not be read`, run.failure)
  const isOfThis =
    run.value.headSha === errand.headSha || run.value.pullNumbers.includes(errand.answers.issueNumber)
  if (!isOfThis) {
    // A comment can be made to name any run; only a run of this pull request is its own.
    say(`Run ${runId} is not of this pull request and is left alone.`)
    return 'done'
  }
  const interested = run.value.actors.map((actor) => ({ ...actor, as: 'the account that started the run' }))
  const answers = await persist(
    systemClock,
    () => readAnswers(waiting, { ...errand.answers, interested }),
    failureMs,
  )
  if (answers.kind === 'failure') throw unavailable('the replies could not be read', answers.failure)
  if (whatToDo(answers.value) === 'wait') {
    say(`Run ${runId} waits on: not all of its requests are answered.`)
    return 'done'
  }
  return run.value.isCompleted ? await startAgain(waiting, errand) : 'later'
}

async function startAgain(
  { waiting, comment }: WaitingComment,
  { jobs, say, started: done }: Errand,
): Promise<'done' | 'later'> {
  const { runId } = waiting.job
  const found = await persist(systemClock, () => findJob(waiting.job, jobs), failureMs)
  if (found.kind === 'failure') throw unavailable(`the job of run ${runId} could not be found`, found.failure)
  const { id, name, isCompleted, conclusion } = found.value
  if (!isCompleted) return 'later'
  if (conclusion !== 'failure') {
    say(`Job ${name} of run ${runId} ended as ${conclusion ?? 'unknown'}, not as pending, and is left alone.`)
    return 'done'
  }
  const started = await persist(systemClock, () => jobs.rerun(id), failureMs)
  if (started.kind === 'failure')
    throw unavailable(`job ${name} of run ${runId} could not be started again`, started.failure)
  if (started.value === 'running') return 'later'
  done.add(comment.id)
  say(`Job ${name} of run ${runId} was started again.`)
  return 'done'
}

/** The job in its latest attempt. In a later attempt it has another number, so it is followed by its name. */
async function findJob(job: WaitingComment['waiting']['job'], jobs: Jobs): Promise<Answer<WorkflowJob>> {
  const latest = await jobs.latest(job.runId)
  if (latest.kind === 'failure') return latest
  const itself = latest.value.find(({ id }) => id === job.jobId)
  if (itself !== undefined) return { kind: 'value', value: itself }
  const then = await jobs.ofAttempt(job.runId, job.runAttempt)
  if (then.kind === 'failure') return then
  const name = then.value.find(({ id }) => id === job.jobId)?.name ?? job.jobKey
  const named = latest.value.filter((each) => each.name === name)
  const [only] = named
  if (only !== undefined && named.length === 1) return { kind: 'value', value: only }
  const detail = `the run has ${named.length} jobs of the name ${name}; re-run the one that waits by hand`
  return { kind: 'failure', failure: { kind: 'missing', detail, retryAfterMs: undefined } }
}

function unavailable(what: string, failure: Failure): GateError {
  const message = `${what}: ${failure.detail}`
  if (failure.kind !== 'forbidden' && failure.kind !== 'missing') {
    return new GateError('GITHUB_UNAVAILABLE', message, { hint: 'Reply once more when GitHub answers.' })
  }
  return new GateError('GITHUB_FORBIDDEN', message, {
    hint: `Give the job these permissions:\n\n${permissionsBlock('resume')}`,
  })
}

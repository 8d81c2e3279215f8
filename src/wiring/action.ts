import { randomUUID } from 'node:crypto'
import { mkdirSync, realpathSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActionsRunner } from '../adapters/actions.ts'
import { systemClock } from '../adapters/clock.ts'
import { choosePull, type RunEvent, readEvent } from '../adapters/event.ts'
import { pullsOfCommit } from '../adapters/github/commit-pulls.ts'
import { createPullRequest } from '../adapters/github/pull-request.ts'
import { readWorkspaceFile } from '../adapters/workspace-file.ts'
import { refusingReviewers } from '../approval/absent.ts'
import { persist } from '../approval/persist.ts'
import type { PullRequestReviewers } from '../approval/reviewers.ts'
import type { Command } from '../command/command.ts'
import { GateError } from '../errors.ts'
import { type ActionInputs, decodeActionInputs } from '../inputs/action-inputs.ts'
import { parseCommandList } from '../inputs/command-list.ts'
import type { Conclusion } from '../outcome.ts'
import type { Policy } from '../policy/policy.ts'
import type { PullRequest } from '../ports.ts'
import { outputsOf } from '../report/outputs.ts'
import { renderSummary } from '../report/summary.ts'
import { askOnGitHub } from './ask-on-github.ts'
import { type GitHubRun, readGitHubRun } from './github-run.ts'
import type { FoundPolicy } from './policy-file.ts'
import { createRunRedactor } from './redactor.ts'
import { runList } from './run-list.ts'
import { cancelOnSignals } from './signals.ts'
import { readTrustedPolicy, type TrustedPlace } from './trusted-policy.ts'
import { gateVersion } from './version.ts'

const maxListBytes = 16 * 1024 * 1024

/** Runs the action: everything is checked before anything runs. The result is what the list came to. */
export async function runAction(
  runner: ActionsRunner,
  env: Readonly<Record<string, string>>,
): Promise<Conclusion> {
  const inputs = decodeActionInputs(runner.input)
  const workspace = realpathSync(env['GITHUB_WORKSPACE'] ?? process.cwd())
  const commands = await readList(inputs, workspace)
  const { redactor, secrets } = await createRunRedactor(env, [
    named('github-token', inputs.githubToken),
    named('openai-api-key', inputs.openaiApiKey),
  ])
  for (const { value } of secrets) runner.mask(value)
  const run = readGitHubRun(env, inputs.matrixLeg)
  const asked = await whereToAsk(inputs, readEvent(env), run)
  const found = withInputs(await readTrustedPolicy(asked.place), inputs)
  const reportPath = newReportPath(env)
  const cancel = cancelOnSignals()
  let reviewers: PullRequestReviewers | undefined
  const { conclusion, report } = await runList({
    commands,
    found,
    policyFile: join(workspace, inputs.policyFile),
    workspace,
    env,
    setup: inputs.setup,
    redactor,
    model: { apiKey: inputs.openaiApiKey, baseUrl: inputs.openaiBaseUrl },
    reportPath,
    log: { show: runner.show, colors: 'drop' },
    facts: {
      version: gateVersion,
      repository: run.repository,
      pullRequest: asked.kind === 'pull-request' ? asked.number : undefined,
      headSha: asked.headSha,
      runId: run.runId,
      runAttempt: run.runAttempt,
      job: run.job,
      actor: run.actor,
      listFile: inputs.list.kind === 'file' ? inputs.list.path : undefined,
    },
    reviewers: (journal) => {
      journal.record({ kind: 'note', level: 'info', message: asked.note })
      if (asked.kind === 'nobody') return refusingReviewers(asked.reason, asked.hint)
      reviewers = askOnGitHub({ ...asked, run, found, workspace, redactor, journal })
      return reviewers
    },
    signal: cancel.signal,
  })
  runner.setOutputs(outputsOf(report, { reportPath, commentUrl: reviewers?.commentUrl() }))
  await runner.writeSummary(renderSummary(report))
  runner.saveState('ended', 'true')
  return conclusion
}

async function readList(inputs: ActionInputs, workspace: string): Promise<readonly Command[]> {
  const { list, workingDirectory } = inputs
  const source =
    list.kind === 'inline'
      ? { name: 'commands', file: undefined, text: list.text }
      : {
          name: list.path,
          file: list.path,
          text: await readWorkspaceFile(workspace, list.path, maxListBytes),
        }
  return parseCommandList(source, workingDirectory)
}

type Asked = {
  readonly place: TrustedPlace
  readonly headSha: string
  /** What the log says about where people are asked. */
  readonly note: string
} & (
  | {
      readonly kind: 'pull-request'
      readonly pullRequest: PullRequest
      readonly number: number
      readonly event: RunEvent
    }
  | { readonly kind: 'nobody'; readonly reason: string; readonly hint: string }
)

/** The pull request to ask on and the place of its policy; without one, the default branch's policy and nobody to ask. */
async function whereToAsk(inputs: ActionInputs, event: RunEvent, run: GitHubRun): Promise<Asked> {
  const connection = {
    token: tokenOf(inputs),
    apiUrl: run.apiUrl,
    owner: event.owner,
    repository: event.repository,
    teamsToken: undefined,
  }
  const path = inputs.policyFile
  const pull = await choosePull(event, inputs.issueNumber, (sha) => pullsOfCommit(connection, sha))
  if (pull.kind === 'none') {
    const ref = inputs.policyRef ?? event.defaultBranch
    if (ref === undefined) {
      throw new GateError(
        'CONTEXT_UNSUPPORTED',
        `there is no pull request and no default branch: ${pull.reason}`,
        {
          hint: 'Name the place of the policy with the policy-ref input.',
        },
      )
    }
    const place = { pullRequest: createPullRequest({ ...connection, number: 0 }), path, ref }
    const note = `Nobody can be asked: ${pull.reason}. ${pull.hint}`
    return { kind: 'nobody', place, headSha: event.sha, note, reason: pull.reason, hint: pull.hint }
  }
  const pullRequest = createPullRequest({ ...connection, number: pull.number })
  const state = await persist(systemClock, () => pullRequest.state(), 60_000)
  if (state.kind === 'failure') {
    throw new GateError(
      'GITHUB_UNAVAILABLE',
      `pull request #${pull.number} could not be read: ${state.failure.detail}`,
      {
        hint: 'Nothing ran. The job needs pull-requests: write and contents: read; run it again when GitHub answers.',
      },
    )
  }
  const headSha = event.pull?.headSha ?? state.value.headSha
  const place = { pullRequest, path, ref: state.value.baseSha }
  const note = `Reviewers are asked on pull request #${pull.number}: ${pull.why}.`
  return { kind: 'pull-request', place, headSha, note, pullRequest, number: pull.number, event }
}

function tokenOf(inputs: ActionInputs): string {
  if (inputs.githubToken !== undefined) return inputs.githubToken
  throw new GateError(
    'INPUT_INVALID',
    'input github-token: found none; leave it out for the job’s own, or pass one',
  )
}

/** Inputs that stand above the policy: how long to wait, and which model to ask. Neither can open the gate. */
function withInputs({ policy, origin }: FoundPolicy, inputs: ActionInputs): FoundPolicy {
  return {
    origin,
    policy: {
      ...policy,
      timeoutMs: inputs.timeoutMs ?? policy.timeoutMs,
      assessment: assessmentFor(policy.assessment, inputs.model),
    },
  }
}

function assessmentFor(settings: Policy['assessment'], model: string | undefined): Policy['assessment'] {
  if (model === undefined || settings.kind === 'off') return settings
  if (model === 'off') return { kind: 'static' }
  return { kind: 'model', model, timeoutMs: settings.kind === 'model' ? settings.timeoutMs : 5_000 }
}

/** In the runner's own directory, which commands can't see. */
function newReportPath(env: Readonly<Record<string, string>>): string {
  const directory = join(env['RUNNER_TEMP'] ?? tmpdir(), `command-gate-${randomUUID()}`)
  mkdirSync(directory, { recursive: true, mode: 0o700 })
  return join(directory, 'report.json')
}

function named(name: string, value: string | undefined): { name: string; value: string } | undefined {
  return value === undefined ? undefined : { name, value }
}

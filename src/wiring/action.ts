import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { ActionsRunner } from '../adapters/actions.ts'
import type { Laid } from '../adapters/bubblewrap/ground.ts'
import { type HeadStart, startAhead } from '../adapters/bubblewrap/head-start.ts'
import { systemClock } from '../adapters/clock.ts'
import { readEvent } from '../adapters/event.ts'
import { newReportPath } from '../adapters/journal.ts'
import { readWorkspaceFile } from '../adapters/workspace-file.ts'
import { refusingReviewers } from '../approval/absent.ts'
import type { PullRequestReviewers } from '../approval/reviewers.ts'
import type { Command } from '../command/command.ts'
import { type ActionInputs, decodeActionInputs } from '../inputs/action-inputs.ts'
import { parseCommandList } from '../inputs/command-list.ts'
import type { Conclusion } from '../outcome.ts'
import type { Policy } from '../policy/policy.ts'
import { outputsOf } from '../report/outputs.ts'
import { renderSummary } from '../report/summary.ts'
import { announceWaiting } from '../report/waiting.ts'
import { askOnGitHub } from './ask-on-github.ts'
import { askOnIssue } from './ask-on-issue.ts'
import { type GitHubRun, readGitHubRun } from './github-run.ts'
import { prepareForGuess } from './guess.ts'
import { workspaceOf } from './job-environment.ts'
import type { FoundPolicy, PolicyText } from './policy-file.ts'
import { proposalNotes, readProposal } from './proposal.ts'
import { realDirectory } from './real-directory.ts'
import { createRunRedactor } from './redactor.ts'
import { type ListRun, runList } from './run-list.ts'
import { cancelOnSignals } from './signals.ts'
import { readTrustedPolicy } from './trusted-policy.ts'
import { gateVersion } from './version.ts'
import { type Asked, patienceOf, whereToAsk } from './where-to-ask.ts'

const maxListBytes = 16 * 1024 * 1024

/**
 * Runs the action: everything is checked before any command runs. On `ground` the sandbox is made ready meanwhile, and closed when
 * nothing runs in it. The result is what the list came to.
 */
export async function runAction(
  runner: ActionsRunner,
  env: Readonly<Record<string, string>>,
  ground: Promise<Laid>,
): Promise<Conclusion> {
  const ahead = startAhead(ground)
  try {
    return await runWith(runner, env, ahead)
  } finally {
    await ahead.giveUp()
  }
}

async function runWith(
  runner: ActionsRunner,
  env: Readonly<Record<string, string>>,
  ahead: HeadStart,
): Promise<Conclusion> {
  const inputs = decodeActionInputs(runner.input)
  const workspace = realDirectory(workspaceOf(env), 'GITHUB_WORKSPACE')
  const commands = await readList(inputs, workspace)
  const run = readGitHubRun(env, inputs.matrixLeg)
  const asking = whereToAsk(inputs, readEvent(env), run)
  const policies = asking.then((asked) => readPolicies(asked, inputs))
  // Awaited when all is done that can be done meanwhile.
  policies.catch(() => undefined)
  await prepareForGuess(ahead, inputs, { workspace, env })
  const shown = commands.flatMap(({ id, name = '' }) => [id, name])
  const { redactor } = await createRunRedactor(env, keysIn(inputs), { mask: runner.mask, shown })
  const asked = await asking
  const { inForce, proposed } = await policies
  const found = withInputs(inForce, inputs)
  const notes = proposed === undefined ? [] : proposalNotes(proposed, found, commands, { workspace, env })
  // In the runner's own directory, which commands can't see.
  const reportPath = newReportPath(env['RUNNER_TEMP'] ?? tmpdir())
  // Before anything runs: a later step, and the post step of one that is killed, find what there is.
  runner.setOutputs({ report: reportPath })
  runner.saveState('report', reportPath)
  const cancel = cancelOnSignals()
  let reviewers: PullRequestReviewers | undefined
  const { conclusion, report } = await runList({
    commands,
    found,
    policyFile: join(workspace, inputs.policyFile),
    workspace,
    env,
    setup: inputs.setup,
    ahead,
    redactor,
    model: {
      apiKey: inputs.openaiApiKey,
      baseUrl: inputs.openaiBaseUrl,
      githubToken: inputs.githubToken,
    },
    reportPath,
    log: { show: runner.show, colors: 'keep' },
    facts: factsOf(run, asked, inputs),
    reviewers: async (journal) => {
      for (const message of [asked.note, ...notes]) journal.record({ kind: 'note', level: 'info', message })
      const common = { jobId: inputs.jobId, run, found, notes, workspace, redactor, journal }
      if (asked.kind === 'pull-request') reviewers = askOnGitHub({ ...asked, ...common, place: asked.kind })
      else if (found.policy.onNoPullRequest === 'refuse') return refusingReviewers(asked.reason, asked.hint)
      else
        reviewers = askOnIssue(asked.issue, journal, (pullRequest, number) =>
          // Nothing resumes a job from an issue, so it waits.
          askOnGitHub({ ...asked, ...common, place: 'issue', pullRequest, number, found: blocking(found) }),
        )
      return announceWaiting(reviewers, {
        journal,
        clock: systemClock,
        everyMs: 60_000,
        url: reviewers.commentUrl,
      })
    },
    signal: cancel.signal,
  })
  runner.setOutputs(outputsOf(report, { reportPath, commentUrl: reviewers?.commentUrl() }))
  runner.writeSummary(renderSummary(report))
  runner.saveState('ended', 'true')
  return conclusion
}

/** The policy in force, and the text of the one that the pull request would have. */
async function readPolicies(
  asked: Asked,
  inputs: ActionInputs,
): Promise<{ readonly inForce: FoundPolicy; readonly proposed: PolicyText | undefined }> {
  const [inForce, proposed] = await Promise.all([
    readTrustedPolicy(asked.places, patienceOf(inputs)),
    asked.kind === 'nobody' ? undefined : readProposal(asked.proposal),
  ])
  return { inForce, proposed }
}

function factsOf(run: GitHubRun, asked: Asked, inputs: ActionInputs): ListRun['facts'] {
  const { repository, runId, runAttempt, job, actor } = run
  return {
    version: gateVersion,
    repository,
    pullRequest: asked.kind === 'pull-request' ? asked.number : undefined,
    headSha: asked.headSha,
    runId,
    runAttempt,
    job,
    actor,
    listFile: inputs.list.kind === 'file' ? inputs.list.path : undefined,
  }
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

function blocking({ origin, policy }: FoundPolicy): FoundPolicy {
  return { origin, policy: { ...policy, wait: 'block' } }
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

function keysIn(inputs: ActionInputs): readonly ReturnType<typeof named>[] {
  return [
    named('github-token', inputs.githubToken),
    named('teams-token', inputs.teamsToken),
    named('openai-api-key', inputs.openaiApiKey),
  ]
}

function named(name: string, value: string | undefined): { name: string; value: string } | undefined {
  return value === undefined ? undefined : { name, value }
}

import assert from 'node:assert/strict'
import type { FakeGitHub, FakeGitHubOptions } from '../fakes/fake-github.ts'
import { startFakeGitHub } from '../fakes/fake-github.ts'
import type { FakeModel, ModelBehaviour } from '../fakes/fake-model.ts'
import { startFakeModel } from '../fakes/fake-model.ts'
import type { FakeComment } from '../fakes/github/state.ts'
import type { EventName } from './events.ts'
import { eventFor } from './events.ts'
import type { ActionRun, Job, JobOptions, RunningAction, StepResult } from './runner.ts'
import { startJob } from './runner.ts'

export type SceneOptions = {
  readonly as?: 'root' | 'ordinary'
  readonly workspaceOwner?: 'root' | 'ordinary'
  /** The policy at the pull request's base commit. */
  readonly policy?: string
  /** The workspace that the checkout left. */
  readonly files?: Readonly<Record<string, string>>
  readonly event?: EventName
  readonly github?: FakeGitHubOptions
  readonly model?: ModelBehaviour
  readonly env?: Readonly<Record<string, string>>
  readonly launcher?: readonly string[]
}

/** One job before a fake GitHub with a maintainer `maria`, a writer `walt`, a reader `rita` and the author `dev`. */
export type Scene = {
  readonly github: FakeGitHub
  readonly model: FakeModel
  readonly job: Job
  start(commands: string, inputs?: Readonly<Record<string, string>>): RunningAction
  run(commands: string, inputs?: Readonly<Record<string, string>>): Promise<ActionRun>
  /** The gate's comment as soon as it asks; the id of its first request with it. */
  request(timeoutMs?: number): Promise<{ readonly comment: FakeComment; readonly ids: readonly string[] }>
  /** Checks that nothing on the wire broke GitHub's or the model's description, and tidies up. */
  end(): Promise<void>
}

export const usualPolicy = `version: 1
approval-policy: on-failure
rules:
  - pattern: [git, push]
    decision: prompt
    justification: Publishing is for people to decide.
  - pattern: [shutdown]
    decision: forbid
    justification: Nobody turns runners off.
  - pattern: [echo]
    decision: allow
`

const policyPath = '.github/command-gate.yml'

export async function startScene(options: SceneOptions = {}): Promise<Scene> {
  const files = { [policyPath]: options.policy ?? usualPolicy, ...options.github?.files }
  const github = await startFakeGitHub({ ...options.github, files })
  const model = await startFakeModel(options.model)
  github.people.join('maria', 'maintain')
  github.people.join('walt', 'write')
  github.people.join('rita', 'read')
  github.people.join('dev', 'write')
  const jobOptions: JobOptions = {
    as: options.as ?? 'root',
    files: { 'README.md': '# Widgets\n', [policyPath]: options.policy ?? usualPolicy, ...options.files },
    token: github.token,
    ...eventFor(github, options.event ?? 'pull_request'),
    ...(options.workspaceOwner === undefined ? {} : { workspaceOwner: options.workspaceOwner }),
    ...(options.env === undefined ? {} : { env: options.env }),
    ...(options.launcher === undefined ? {} : { launcher: options.launcher }),
  }
  const job = await closingOnFailure([github, model], () => startJob(jobOptions))
  const usual = { 'openai-api-key': model.key, 'openai-base-url': model.url, setup: 'never' }
  const start = (commands: string, inputs: Readonly<Record<string, string>> = {}) => {
    const list = 'commands-file' in inputs ? {} : { commands }
    return job.start({ ...usual, ...list, ...inputs })
  }
  return {
    github,
    model,
    job,
    start,
    run: (commands, inputs) => start(commands, inputs).finished,
    request: (timeoutMs) => findRequest(github, timeoutMs),
    end: async () => {
      await Promise.all([github.close(), model.close()])
      job.remove()
      assert.deepEqual(github.violations, [], 'GitHub would not have accepted this')
      assert.deepEqual(model.violations, [], 'the model would not have accepted this')
    },
  }
}

/** A scene that can't be set fails its test and leaves no server behind that would keep the process. */
async function closingOnFailure<T>(
  servers: readonly { close(): Promise<void> }[],
  make: () => T,
): Promise<T> {
  try {
    return make()
  } catch (cause) {
    await Promise.all(servers.map((server) => server.close()))
    throw cause
  }
}

/** Ids as the comment's own lines to copy name them. */
export function idsIn(body: string): readonly string[] {
  const found = body.matchAll(/^\s*\/gate approve ((?:[0-9A-Z]{5}-[0-9A-Z]{5}\s*)+)/gm)
  return [...new Set([...found].flatMap(([, ids = '']) => ids.trim().split(/\s+/)))]
}

async function findRequest(github: FakeGitHub, timeoutMs = 30_000) {
  const own = (comment: FakeComment) =>
    comment.author.login === 'github-actions[bot]' && idsIn(comment.body).length > 0
  const comment = await github.waitForComment(own, timeoutMs)
  return { comment, ids: idsIn(comment.body) }
}

/** The runs of the same test that matter: as root in a container, as the ordinary account of a hosted runner. */
export const accounts: readonly ('root' | 'ordinary')[] =
  process.getuid?.() === 0 ? ['root', 'ordinary'] : ['ordinary']

/** The `results` output, decoded. */
export function resultsOf(step: StepResult): readonly { readonly id: string; readonly outcome: string }[] {
  return JSON.parse(step.outputs['results'] ?? '[]')
}

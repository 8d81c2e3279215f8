import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { parseRecord } from '../../src/approval/marker.ts'
import type { FakeGitHub } from '../fakes/fake-github.ts'
import { startFakeGitHub } from '../fakes/fake-github.ts'
import { eventFor } from './events.ts'
import type { Job, RunningAction } from './runner.ts'
import { startJob } from './runner.ts'
import { idsIn } from './scene.ts'

/** A run of a workflow whose job can be tried again, each time on a new machine, as on a hosted runner. */
export type Run = {
  readonly github: FakeGitHub
  /** Starts the job's next attempt. */
  attempt(inputs?: Readonly<Record<string, string>>): Attempt
  /** Lines that all attempts together wrote into a file of their workspaces. */
  lines(path: string): readonly string[]
  /** Every text that the gate's comment ever showed, oldest first. */
  versions(): readonly string[]
  /** The text that the gate's comment shows now. */
  shown(): string
  botComments(): number
  close(): Promise<void>
}

export type Attempt = { readonly job: Job; readonly action: RunningAction }

export type RunOptions = {
  readonly policy: string
  readonly commands: string
  readonly inputs?: Readonly<Record<string, string>>
  readonly github?: Readonly<Record<string, string>>
  readonly permissions?: Parameters<typeof startFakeGitHub>[0] extends infer Options | undefined
    ? Options extends { readonly permissions?: infer Permissions }
      ? Permissions
      : never
    : never
}

const policyPath = '.github/command-gate.yml'

/** A long measurement runs a copy of the action, so that a build meanwhile does not change what is measured. */
const project = process.env['GATE_PROJECT']

/** A run before a fake GitHub with the maintainer `maria`, the reader `rita` and the author `dev`. */
export async function startRun(options: RunOptions): Promise<Run> {
  const github = await startFakeGitHub({
    files: { [policyPath]: options.policy },
    ...(options.permissions === undefined ? {} : { permissions: options.permissions }),
  })
  github.people.join('maria', 'maintain')
  github.people.join('rita', 'read')
  github.people.join('dev', 'write')
  const jobs: Job[] = []
  const event = eventFor(github, 'pull_request')
  const bots = () => github.comments().filter(({ author }) => author.type === 'Bot')
  return {
    github,
    attempt: (inputs = {}) => {
      const attempt = { GITHUB_RUN_ATTEMPT: String(jobs.length + 1) }
      const job = startJob({
        as: 'root',
        files: { [policyPath]: options.policy },
        token: github.token,
        ...(project === undefined ? {} : { project }),
        event: event.event,
        github: { ...event.github, ...options.github, ...attempt },
      })
      jobs.push(job)
      const usual = { setup: 'never', commands: options.commands, 'timeout-minutes': '5' }
      return { job, action: job.start({ ...usual, ...options.inputs, ...inputs }) }
    },
    lines: (path) => jobs.flatMap(({ layout }) => linesOf(join(layout.workspace, path))),
    versions: () =>
      github.requests
        .filter(({ operationId }) => /^(issues\/create-comment|graphql GateEdit)$/.test(operationId))
        .map(({ body }) => textIn(body)),
    shown: () => bots()[0]?.body ?? '',
    botComments: () => bots().length,
    close: async () => {
      await github.close()
      for (const job of jobs) job.remove()
    },
  }
}

function linesOf(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
}

function textIn(body: unknown): string {
  if (typeof body !== 'object' || body === null) return ''
  return 'variables' in body ? textIn(body.variables) : 'body' in body ? String(body.body) : ''
}

/** A reviewer who approves every request once, after a while, as long as `isAtWork`. */
export function approveAll(
  run: Run,
  delayMs: () => number,
): { readonly ids: ReadonlySet<string>; stop(): void } {
  const ids = new Set<string>()
  const timer = setInterval(() => {
    const [comment] = run.github.comments().filter(({ author }) => author.type === 'Bot')
    for (const id of idsIn(comment?.body ?? '')) {
      if (ids.has(id)) continue
      ids.add(id)
      setTimeout(() => run.github.people.comment('maria', `/gate approve ${id}`), delayMs()).unref()
    }
  }, 20)
  return { ids, stop: () => clearInterval(timer) }
}

/** Which content each request that was ever shown stands for: the ids and records of one version are in the same order. */
export function contentOfIds(
  versions: readonly string[],
): ReadonlyMap<string, { digest: string; nonce: string }> {
  const known = new Map<string, { digest: string; nonce: string }>()
  const nonces = new Set<string>()
  for (const body of versions) {
    const ids = idsIn(body).filter((id) => !known.has(id))
    const records = (parseRecord(body)?.requests ?? []).filter(({ nonce }) => !nonces.has(nonce))
    if (ids.length !== records.length) continue
    for (const [index, id] of ids.entries()) {
      const record = records[index]
      if (record === undefined) continue
      nonces.add(record.nonce)
      known.set(id, { digest: record.contentDigest, nonce: record.nonce })
    }
  }
  return known
}

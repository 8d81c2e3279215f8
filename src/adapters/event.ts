import { readFileSync } from 'node:fs'
import { z } from 'zod/mini'
import type { CommitPull } from '../approval/conversation.ts'
import { GateError } from '../errors.ts'

/** What the runner tells of the event that started the run, decoded. Absent facts are undefined. */
export type RunEvent = {
  /** `pull_request`, `push` and so on. */
  readonly name: string
  readonly owner: string
  readonly repository: string
  readonly repositoryId: number
  /** The pull request that the event itself names, with its head commit where the event tells it. */
  readonly pull: { readonly number: number; readonly headSha: string | undefined } | undefined
  /** The commit whose pull request is looked for where the event names none. */
  readonly sha: string
  /** Where the policy is read when there is no pull request. */
  readonly defaultBranch: string | undefined
  /** The head lies in another repository. */
  readonly isFork: boolean
  /** Accounts whose run this is. */
  readonly interested: readonly {
    readonly id: number | undefined
    readonly login: string
    readonly as: string
  }[]
}

/** The pull request to ask on, and why this one; or why there is none, and what to do. */
export type ChosenPull =
  | { readonly kind: 'chosen'; readonly number: number; readonly why: string }
  | { readonly kind: 'none'; readonly reason: string; readonly hint: string }

const account = z.object({ id: z.number(), login: z.string() })
const reference = z.object({ number: z.number(), head: z.optional(z.object({ sha: z.string() })) })
const payload = z.object({
  repository: z.optional(z.object({ id: z.number(), default_branch: z.optional(z.string()) })),
  sender: z.optional(account),
  pull_request: z.optional(
    z.extend(reference, {
      head: z.object({ sha: z.string(), repo: z.nullable(z.object({ id: z.number() })) }),
      base: z.object({ repo: z.object({ id: z.number() }) }),
    }),
  ),
  issue: z.optional(z.object({ number: z.number(), pull_request: z.optional(z.unknown()) })),
  after: z.optional(z.string()),
  merge_group: z.optional(z.object({ head_ref: z.string() })),
  workflow_run: z.optional(z.object({ head_sha: z.string(), pull_requests: z.nullish(z.array(reference)) })),
  check_run: z.optional(z.object({ head_sha: z.string(), pull_requests: z.optional(z.array(reference)) })),
  check_suite: z.optional(z.object({ head_sha: z.string(), pull_requests: z.optional(z.array(reference)) })),
})

/** Reads the event of this run from the runner's variables and its payload file. Throws when the file is no payload. */
export function readEvent(env: Readonly<Record<string, string | undefined>> = process.env): RunEvent {
  const path = env['GITHUB_EVENT_PATH']
  return decodeEvent(path === undefined || path === '' ? {} : payloadIn(path), env)
}

function payloadIn(path: string): unknown {
  try {
    return JSON.parse(readFileSync(path, 'utf8'))
  } catch (cause) {
    throw new GateError('CONTEXT_UNSUPPORTED', `GITHUB_EVENT_PATH: found no event in ${path}`, {
      cause,
      hint: 'Run it as a step of a workflow, whose runner writes the file.',
    })
  }
}

/** The same from a payload that was read. */
export function decodeEvent(raw: unknown, env: Readonly<Record<string, string | undefined>>): RunEvent {
  const parsed = payload.safeParse(withoutNulls(raw))
  if (!parsed.success) throw unknownPayload(env['GITHUB_EVENT_NAME'], parsed.error)
  const event = parsed.data
  const [owner = '', repository = ''] = (env['GITHUB_REPOSITORY'] ?? '').split('/')
  const head = event.pull_request?.head
  return {
    name: env['GITHUB_EVENT_NAME'] ?? '',
    owner,
    repository,
    repositoryId: Number(env['GITHUB_REPOSITORY_ID'] ?? event.repository?.id ?? 0),
    pull: pullOf(event),
    sha: shaOf(event) ?? env['GITHUB_SHA'] ?? '',
    defaultBranch: event.repository?.default_branch,
    // Compared by id: a fork may carry the same name.
    isFork: head !== undefined && head.repo?.id !== event.pull_request?.base.repo.id,
    interested: interestedIn(event, env),
  }
}

// GitHub writes null for what an event does not have.
function withoutNulls(raw: unknown): unknown {
  if (typeof raw !== 'object' || raw === null) return raw
  return Object.fromEntries(Object.entries(raw).filter(([, field]) => field !== null))
}

function unknownPayload(name: string | undefined, error: z.core.$ZodError): GateError {
  const [issue] = error.issues
  const place = issue === undefined ? 'it' : `its field ${issue.path.join('.')}`
  return new GateError(
    'CONTEXT_UNSUPPORTED',
    `the payload of the ${name ?? 'unnamed'} event is not as GitHub sends it: ${place} is of another kind`,
    {
      cause: error,
      hint: 'Run the workflow on pull_request, or name the pull request with the issue-number input.',
    },
  )
}

type Payload = z.infer<typeof payload>

function pullOf(event: Payload): RunEvent['pull'] {
  if (event.pull_request !== undefined) {
    return { number: event.pull_request.number, headSha: event.pull_request.head.sha }
  }
  if (event.issue?.pull_request != null) return { number: event.issue.number, headSha: undefined }
  const queued = /^refs\/heads\/gh-readonly-queue\/.+\/pr-(\d+)-[0-9a-f]+$/.exec(
    event.merge_group?.head_ref ?? '',
  )
  if (queued !== null) return { number: Number(queued[1]), headSha: undefined }
  const runs = [event.workflow_run, event.check_run, event.check_suite]
  const named = runs.flatMap((run) =>
    (run?.pull_requests ?? []).filter(({ head }) => head?.sha === run?.head_sha),
  )
  // Several pull requests can share a commit; then the event names none.
  const [only] = named
  return only !== undefined && named.length === 1
    ? { number: only.number, headSha: only.head?.sha }
    : undefined
}

// For these events GITHUB_SHA is the default branch's commit, not the one that the event is about.
function shaOf(event: Payload): string | undefined {
  const run = event.workflow_run ?? event.check_run ?? event.check_suite
  return run?.head_sha ?? event.after
}

function interestedIn(
  event: Payload,
  env: Readonly<Record<string, string | undefined>>,
): RunEvent['interested'] {
  const actor = env['GITHUB_TRIGGERING_ACTOR'] ?? env['GITHUB_ACTOR']
  const isActorId =
    actor !== undefined && actor === env['GITHUB_ACTOR'] && /^\d+$/.test(env['GITHUB_ACTOR_ID'] ?? '')
  return [
    ...(actor === undefined || actor === ''
      ? []
      : [
          {
            id: isActorId ? Number(env['GITHUB_ACTOR_ID']) : undefined,
            login: actor,
            as: 'the account that started this run',
          },
        ]),
    ...(event.sender === undefined
      ? []
      : [
          { id: event.sender.id, login: event.sender.login, as: 'the account whose action started this run' },
        ]),
  ]
}

/**
 * Chooses where to ask: the event's pull request, else the one open pull request whose head is this commit, else the
 * `issue-number` input. Never a guess: of several none is taken.
 */
export async function choosePull(
  event: RunEvent,
  issueNumber: number | undefined,
  pullsOfCommit: (sha: string) => Promise<readonly CommitPull[] | { readonly reason: string }>,
): Promise<ChosenPull> {
  if (event.pull !== undefined) {
    return { kind: 'chosen', number: event.pull.number, why: `the ${event.name} event is about it` }
  }
  const found = event.sha === '' ? [] : await pullsOfCommit(event.sha)
  const open = 'reason' in found ? [] : found.filter((pull) => pull.open && pull.headSha === event.sha)
  const [only, ...others] = open
  if (only !== undefined && others.length === 0) {
    return {
      kind: 'chosen',
      number: only.number,
      why: `it is the one open pull request whose head is ${event.sha}`,
    }
  }
  if (issueNumber !== undefined) {
    return { kind: 'chosen', number: issueNumber, why: 'the issue-number input names it' }
  }
  const reason =
    'reason' in found
      ? `the pull requests of commit ${event.sha} could not be read: ${found.reason}`
      : open.length === 0
        ? `the ${event.name} event names no pull request, and no open one has the head ${event.sha}`
        : `${open.length} open pull requests have the head ${event.sha}: ${open.map(({ number }) => `#${number}`).join(', ')}`
  return {
    kind: 'none',
    reason,
    hint: 'Run the workflow on pull_request, or name the pull request with the issue-number input.',
  }
}

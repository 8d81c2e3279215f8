import { createRequire } from 'node:module'
import type { FakeGitHub } from '../fakes/fake-github.ts'
import { headOf } from '../fakes/github/state.ts'

/** What triggers a job, with the variables that the runner derives from it. */
export type JobEvent = {
  readonly event: { readonly name: string; readonly payload: object }
  readonly github: Readonly<Record<string, string>>
}

export type EventName =
  | 'pull_request'
  | 'pull_request_target'
  | 'merge_group'
  | 'push'
  | 'workflow_dispatch'
  | 'workflow_run'
  | 'issue_comment'
  | 'schedule'

type Json = { [key: string]: unknown }

type Recorded = { readonly name: string; readonly examples: readonly Json[] }

/** Payloads as GitHub sent them, contributed by the community. */
const recordings: readonly Recorded[] = createRequire(import.meta.url)('@octokit/webhooks-examples')

/** The first recorded payload of an event that is about a repository. */
function recorded(name: string): Json {
  const examples = recordings.find((recording) => recording.name === name)?.examples ?? []
  const example = examples.find((payload) => payload['repository'] !== undefined)
  if (example === undefined) throw new Error(`No recorded payload of ${name}`)
  return example
}

function changed(value: unknown, changes: object): Json {
  return { ...(value as Json), ...changes }
}

/** The recorded payload of an event, moved to the fake's repository, pull request and commits. */
export function eventFor(fake: FakeGitHub, name: EventName): JobEvent {
  const { state } = fake
  const repository = `${state.owner.login}/${state.name}`
  const head = headOf(fake.pull)
  const shared = {
    GITHUB_API_URL: fake.url,
    GITHUB_GRAPHQL_URL: fake.graphqlUrl,
    GITHUB_SERVER_URL: 'https://github.com',
    GITHUB_REPOSITORY: repository,
    GITHUB_REPOSITORY_ID: String(state.repositoryId),
    GITHUB_REPOSITORY_OWNER: state.owner.login,
    GITHUB_ACTOR: fake.pull.author.login,
    GITHUB_ACTOR_ID: String(fake.pull.author.id),
    GITHUB_TRIGGERING_ACTOR: fake.pull.author.login,
    GITHUB_SHA: head,
    GITHUB_REF: 'refs/heads/fix',
    GITHUB_REF_NAME: 'fix',
    GITHUB_WORKFLOW_REF: `${repository}/.github/workflows/ci.yml@refs/heads/fix`,
  }
  const own = {
    id: state.repositoryId,
    name: state.name,
    full_name: repository,
    default_branch: state.defaultBranch,
    private: state.isPrivate,
  }
  const { file, payload, github } = specifics(fake, name, own)
  const base: Json = file === undefined ? {} : recorded(file)
  const sender = changed(base['sender'], { login: fake.pull.author.login, id: fake.pull.author.id })
  const moved = { ...base, repository: changed(base['repository'], own), sender, ...payload(base) }
  return { event: { name, payload: moved }, github: { ...shared, ...github } }
}

type Specifics = {
  readonly file: string | undefined
  readonly payload: (base: Json) => object
  readonly github: Readonly<Record<string, string>>
}

function specifics(fake: FakeGitHub, name: EventName, own: object): Specifics {
  const { pull } = fake
  const branch = { GITHUB_REF: 'refs/heads/main', GITHUB_REF_NAME: 'main', GITHUB_SHA: pull.baseSha }
  switch (name) {
    case 'pull_request':
      return {
        file: 'pull_request',
        payload: (base) => pullPayload(fake, base, own),
        github: mergeRef(pull.number),
      }
    case 'pull_request_target':
      return { file: 'pull_request', payload: (base) => pullPayload(fake, base, own), github: branch }
    case 'merge_group':
      return {
        file: 'merge_group',
        payload: (base) => mergePayload(fake, base),
        github: queueRef(pull.number),
      }
    case 'push':
      return { file: 'push', payload: () => ({ ref: 'refs/heads/fix', after: headOf(pull) }), github: {} }
    case 'workflow_dispatch':
      return { file: 'workflow_dispatch', payload: () => ({ ref: 'refs/heads/fix', inputs: {} }), github: {} }
    case 'workflow_run':
      return { file: 'workflow_run', payload: () => ({}), github: branch }
    case 'issue_comment':
      return { file: 'issue_comment', payload: (base) => commentPayload(fake, base), github: branch }
    case 'schedule':
      return { file: undefined, payload: () => ({ schedule: '0 4 * * *' }), github: branch }
  }
}

function mergeRef(number: number): Readonly<Record<string, string>> {
  return {
    GITHUB_REF: `refs/pull/${number}/merge`,
    GITHUB_REF_NAME: `${number}/merge`,
    GITHUB_HEAD_REF: 'fix',
    GITHUB_BASE_REF: 'main',
    GITHUB_SHA: 'f'.repeat(40),
  }
}

function queueRef(number: number): Readonly<Record<string, string>> {
  const ref = `gh-readonly-queue/main/pr-${number}-${'a'.repeat(40)}`
  return { GITHUB_REF: `refs/heads/${ref}`, GITHUB_REF_NAME: ref, GITHUB_SHA: 'e'.repeat(40) }
}

function pullPayload(fake: FakeGitHub, base: Json, own: object): object {
  const { pull, state } = fake
  const recordedPull = base['pull_request'] as Json
  const ownName = `${state.owner.login}/${state.name}`
  const fork = pull.headRepository !== ownName
  const headRepository = fork
    ? { ...own, id: state.repositoryId + 1, full_name: pull.headRepository, fork }
    : { ...own, fork }
  const author = { login: pull.author.login, id: pull.author.id, type: pull.author.type }
  return {
    number: pull.number,
    pull_request: changed(recordedPull, {
      number: pull.number,
      title: pull.title,
      state: pull.state,
      user: changed(recordedPull['user'], author),
      head: changed(recordedPull['head'], {
        ref: pull.headRef,
        sha: headOf(pull),
        repo: changed((recordedPull['head'] as Json)['repo'], headRepository),
      }),
      base: changed(recordedPull['base'], {
        ref: pull.baseRef,
        sha: pull.baseSha,
        repo: changed((recordedPull['base'] as Json)['repo'], own),
      }),
    }),
  }
}

function mergePayload(fake: FakeGitHub, base: Json): object {
  const ref = queueRef(fake.pull.number)
  const changes = { head_sha: ref['GITHUB_SHA'], head_ref: ref['GITHUB_REF'], base_sha: fake.pull.baseSha }
  return { merge_group: changed(base['merge_group'], changes) }
}

function commentPayload(fake: FakeGitHub, base: Json): object {
  const url = `https://github.com/${fake.state.owner.login}/${fake.state.name}/pull/${fake.pull.number}`
  return { issue: changed(base['issue'], { number: fake.pull.number, pull_request: { url, html_url: url } }) }
}

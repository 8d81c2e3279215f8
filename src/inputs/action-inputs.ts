import { GateError } from '../errors.ts'
import { staysBelow } from './stays-below.ts'

/** Every input of action.yml, in its order. The contract test holds the two together. */
export const actionInputNames = [
  'commands',
  'commands-file',
  'policy-file',
  'policy-ref',
  'organization-policy',
  'github-token',
  'teams-token',
  'openai-api-key',
  'openai-base-url',
  'model',
  'working-directory',
  'timeout-minutes',
  'issue-number',
  'setup',
  'matrix-leg',
  'job-id',
  'resume',
] as const

type ActionInputName = (typeof actionInputNames)[number]

/** A file of a repository at a branch, tag or commit. */
export type RemoteFile = {
  readonly owner: string
  readonly repository: string
  readonly ref: string
  readonly path: string
}

/** What the workflow asked for, decoded once. Absent inputs are undefined. */
export type ActionInputs = {
  /** An empty one where `resume` is true: nothing runs then. */
  readonly list:
    | { readonly kind: 'inline'; readonly text: string }
    | { readonly kind: 'file'; readonly path: string }
  readonly policyFile: string
  readonly policyRef: string | undefined
  readonly organizationPolicy: RemoteFile | undefined
  readonly githubToken: string | undefined
  readonly teamsToken: string | undefined
  readonly openaiApiKey: string | undefined
  readonly openaiBaseUrl: string | undefined
  readonly model: string | undefined
  readonly workingDirectory: string
  readonly timeoutMs: number | undefined
  readonly issueNumber: number | undefined
  readonly setup: 'auto' | 'never'
  readonly matrixLeg: string
  /** GitHub's number of this job; 0 where the server does not tell. */
  readonly jobId: number
}

/** Decodes the raw inputs, `get` giving '' for an absent one as the runner does. Throws INPUT_INVALID with what was expected. */
export function decodeActionInputs(get: (name: ActionInputName) => string): ActionInputs {
  const text = (name: ActionInputName) => (get(name).trim() === '' ? undefined : get(name).trim())
  const workingDirectory = text('working-directory') ?? '.'
  if (!staysBelow(workingDirectory)) {
    throw new GateError(
      'INPUT_INVALID',
      `input working-directory: found "${workingDirectory}"; name a directory inside the workspace, relative to it`,
    )
  }
  const isResume = decodeResume(text('resume') ?? 'false')
  return {
    list: isResume ? noList(get) : decodeList(get),
    policyFile: decodePolicyFile(text('policy-file') ?? '.github/command-gate.yml'),
    policyRef: text('policy-ref'),
    organizationPolicy: decodeRemoteFile(text('organization-policy')),
    githubToken: text('github-token'),
    teamsToken: text('teams-token'),
    openaiApiKey: text('openai-api-key'),
    openaiBaseUrl: decodeUrl(text('openai-base-url')),
    model: text('model'),
    workingDirectory,
    timeoutMs: decodeMinutes(text('timeout-minutes')),
    issueNumber: decodeNumber('issue-number', text('issue-number')),
    setup: decodeSetup(text('setup') ?? 'auto'),
    matrixLeg: text('matrix-leg') ?? '0',
    jobId: decodeNumber('job-id', text('job-id')) ?? 0,
  }
}

function decodeList(get: (name: ActionInputName) => string): ActionInputs['list'] {
  const inline = get('commands')
  const path = get('commands-file').trim()
  if (inline.trim() !== '' && path !== '') {
    throw new GateError('INPUT_INVALID', 'inputs commands and commands-file: found both; give one of them')
  }
  if (path !== '') return { kind: 'file', path }
  if (inline.trim() !== '') return { kind: 'inline', text: inline }
  throw new GateError(
    'INPUT_INVALID',
    'inputs commands and commands-file: found neither; give the list as `commands` or name its file in `commands-file`',
  )
}

function decodePolicyFile(path: string): string {
  if (!staysBelow(path)) {
    throw new GateError(
      'INPUT_INVALID',
      `input policy-file: found "${path}"; name a file of the repository, relative to its root`,
    )
  }
  return path.replace(/^\.\//, '')
}

function decodeRemoteFile(value: string | undefined): RemoteFile | undefined {
  if (value === undefined) return undefined
  const [, owner, repository, ref, path] = /^([\w.-]+)\/([\w.-]+)@([^:\s]+):([^:\s]+)$/.exec(value) ?? []
  if (owner === undefined || repository === undefined || ref === undefined || path === undefined) {
    throw new GateError(
      'INPUT_INVALID',
      `input organization-policy: found "${value}"; write owner/repo@ref:path, such as acme/policies@main:gate.yml`,
    )
  }
  return { owner, repository, ref, path }
}

function decodeUrl(value: string | undefined): string | undefined {
  if (value === undefined) return undefined
  if (!URL.canParse(value) || !/^https?:$/.test(new URL(value).protocol)) {
    throw new GateError(
      'INPUT_INVALID',
      `input openai-base-url: found "${value}"; give an address that starts with https://`,
    )
  }
  return value
}

function decodeMinutes(value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  const minutes = Number(value)
  if (!(minutes > 0) || minutes > 360 * 24) {
    throw new GateError(
      'INPUT_INVALID',
      `input timeout-minutes: found "${value}"; give a number of minutes above 0, ${360 * 24} at most`,
    )
  }
  return minutes * 60_000
}

function decodeNumber(name: 'issue-number' | 'job-id', value: string | undefined): number | undefined {
  if (value === undefined) return undefined
  if (!/^[1-9]\d{0,14}$/.test(value)) {
    const wanted = name === 'issue-number' ? 'the number of a pull request' : 'the number of a job'
    throw new GateError('INPUT_INVALID', `input ${name}: found "${value}"; give ${wanted}`)
  }
  return Number(value)
}

function decodeResume(value: string): boolean {
  if (value === 'true' || value === 'false') return value === 'true'
  throw new GateError('INPUT_INVALID', `input resume: found "${value}"; give true or false`)
}

function noList(get: (name: ActionInputName) => string): ActionInputs['list'] {
  if (get('commands').trim() === '' && get('commands-file').trim() === '') return { kind: 'inline', text: '' }
  throw new GateError(
    'INPUT_INVALID',
    'inputs commands and resume: found both; with resume nothing runs here, so give no commands',
  )
}

function decodeSetup(value: string): 'auto' | 'never' {
  if (value === 'auto' || value === 'never') return value
  throw new GateError('INPUT_INVALID', `input setup: found "${value}"; give auto or never`)
}

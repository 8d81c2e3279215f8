import { GateError } from '../errors.ts'

/** What the runner says of this run, beside the event. */
export type GitHubRun = {
  readonly apiUrl: string
  readonly serverUrl: string
  readonly repository: string
  readonly runId: string
  readonly runAttempt: number
  /** Different for each leg of a matrix and each gate of a job. */
  readonly job: string
  /** The same in all legs of a matrix. */
  readonly matrix: string
  readonly actor: string | undefined
}

/** Switches of the runner that make it obey what is printed. */
const unsecured = ['ACTIONS_ALLOW_UNSECURE_COMMANDS', 'ACTIONS_ALLOW_UNSECURE_STOPCOMMAND_TOKENS']

/** Reads the runner's variables. Throws CONTEXT_UNSUPPORTED where this is no GitHub run. */
export function readGitHubRun(env: Readonly<Record<string, string>>, leg: string): GitHubRun {
  const repository = env['GITHUB_REPOSITORY']
  if (repository === undefined || !/^[^/]+\/[^/]+$/.test(repository)) {
    throw new GateError(
      'CONTEXT_UNSUPPORTED',
      'GITHUB_REPOSITORY: found no owner/name; this action runs on GitHub only',
      {
        hint: 'Elsewhere use the command line: command-gate run LIST.yml',
      },
    )
  }
  const open = unsecured.find((name) => (env[name] ?? '') !== '' && env[name] !== 'false')
  if (open !== undefined) {
    throw new GateError(
      'CONTEXT_UNSUPPORTED',
      `${open}: found "${env[open]}"; with it a command's output could speak to the runner`,
      { hint: `Remove ${open} from the environment of the job.` },
    )
  }
  return {
    apiUrl: env['GITHUB_API_URL'] ?? 'https://api.github.com',
    serverUrl: env['GITHUB_SERVER_URL'] ?? 'https://github.com',
    repository,
    runId: env['GITHUB_RUN_ID'] ?? '0',
    runAttempt: Number(env['GITHUB_RUN_ATTEMPT'] ?? '1'),
    job: [env['GITHUB_JOB'] ?? 'job', leg, env['GITHUB_ACTION'] ?? ''].join('/'),
    matrix: [env['GITHUB_JOB'] ?? 'job', env['GITHUB_ACTION'] ?? ''].join('/'),
    actor: env['GITHUB_TRIGGERING_ACTOR'] ?? env['GITHUB_ACTOR'],
  }
}

/** The page with this run's log. */
export function logUrlOf(run: GitHubRun): string {
  return `${run.serverUrl}/${run.repository}/actions/runs/${run.runId}/attempts/${run.runAttempt}`
}

/** The page of a file at a commit. */
export function fileUrlOf(run: GitHubRun, path: string, commit: string): string {
  return `${run.serverUrl}/${run.repository}/blob/${commit}/${path.split('/').map(encodeURIComponent).join('/')}`
}

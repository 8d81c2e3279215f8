import type { SandboxSettings } from '../policy/policy.ts'
import { isWithin } from './machine.ts'
import { hiddenAnywhere, hiddenFromRoot, hiddenInHome } from './secret-places.ts'

/** Where to look for places, before anybody looked whether they exist. Absolute paths, symbolic links not yet followed. */
export type Candidates = {
  readonly hidden: readonly string[]
  readonly scratch: readonly string[]
  /** Scratch too, but only where it exists. */
  readonly caches: readonly string[]
  readonly protectedPaths: readonly string[]
  /** Protected where they exist; where they don't, they may be made. */
  readonly protectedIfPresent: readonly string[]
  readonly write: readonly string[]
}

const scratchInHome = ['.cache', '.npm'] as const

const cachesInHome = [
  '.yarn/berry/cache',
  '.pnpm-store',
  '.local/share/pnpm/store',
  '.cargo/registry',
  '.gradle/caches',
  '.m2/repository',
  '.nuget/packages',
  '.bun/install/cache',
  'go/pkg/mod',
] as const

/** Files at the top of a workspace from which this or another system later takes what to run, or what may run. */
const pipelineFiles = [
  '.command-gate.yml',
  '.gate.yml',
  '.gitlab-ci.yml',
  '.circleci',
  '.travis.yml',
  '.drone.yml',
  'azure-pipelines.yml',
  'bitbucket-pipelines.yml',
  'Jenkinsfile',
] as const

/** What a home holds that shells, git and package managers read of themselves: protected where the home is in the workspace. */
const startupInHome = [
  '.bashrc',
  '.bash_profile',
  '.bash_login',
  '.bash_logout',
  '.profile',
  '.zshenv',
  '.zshrc',
  '.zprofile',
  '.zlogin',
  '.gitconfig',
  '.config/git/config',
  '.npmrc',
  '.yarnrc',
  '.yarnrc.yml',
  '.config/pip/pip.conf',
  '.pip/pip.conf',
  '.cargo/config.toml',
] as const

/** Names in a `.git` of the workspace that decide what programs git runs: captured even where that `.git` is granted. */
export const hardProtectedInGit: readonly string[] = [
  'hooks',
  'config',
  'config.worktree',
  'commondir',
  'gitdir',
  'modules',
  'worktrees',
  'info/attributes',
  'objects/info/alternates',
]

/** An absolute path for a policy's spelling: `~/x`, absolute, or relative to the workspace. */
export function expandPath(text: string, workspace: string, home: string | undefined): string | undefined {
  if (text === '~' || text.startsWith('~/')) {
    return home === undefined ? undefined : normalize(`${home}/${text.slice(1)}`)
  }
  return normalize(text.startsWith('/') ? text : `${workspace}/${text}`)
}

/** Everything the design names, for this user and this job. `jobEnv` is read for the runner's own directories only. */
export function candidatesFor(context: {
  readonly workspace: string
  readonly home: string | undefined
  /** Home directories of whoever: secrets are hidden in all of them. */
  readonly homes: readonly string[]
  /** Commands run as root. */
  readonly isRoot: boolean
  readonly jobEnv: Readonly<Record<string, string>>
  readonly settings: SandboxSettings
  readonly policyFile: string | undefined
}): Candidates {
  const { workspace, home, jobEnv, settings } = context
  const expand = (texts: readonly string[]): string[] =>
    texts.map((text) => expandPath(text, workspace, home)).filter((path) => path !== undefined)
  const inHome = (names: readonly string[]): string[] =>
    home === undefined ? [] : names.map((name) => `${home}/${name}`)
  const runnerFiles = [
    'RUNNER_TEMP',
    'GITHUB_ENV',
    'GITHUB_PATH',
    'GITHUB_OUTPUT',
    'GITHUB_STATE',
    'GITHUB_STEP_SUMMARY',
    'GITHUB_EVENT_PATH',
  ]
  return {
    hidden: [
      ...[...(home === undefined ? [] : [home]), ...context.homes].flatMap((place) =>
        hiddenInHome.map((name) => `${place}/${name}`),
      ),
      ...hiddenAnywhere,
      ...(context.isRoot ? hiddenFromRoot : []),
      ...runnerFiles
        .map((name) => jobEnv[name])
        .filter((path) => path?.startsWith('/') === true)
        .map((path) => normalize(String(path))),
      ...expand(settings.hide),
    ],
    scratch: ['/tmp', '/var/tmp', ...tmpdir(jobEnv), ...inHome(scratchInHome), ...expand(settings.scratch)],
    caches: inHome(cachesInHome),
    protectedPaths: [
      `${workspace}/.git`,
      `${workspace}/.github`,
      ...(context.policyFile === undefined ? [] : [context.policyFile]),
      ...expand(settings.protect),
      ...(home !== undefined && isWithin(home, workspace) ? inHome(startupInHome) : []),
    ],
    protectedIfPresent: [...pipelineFiles, 'node_modules/.bin'].map((name) => `${workspace}/${name}`),
    write: expand(settings.write),
  }
}

function tmpdir(jobEnv: Readonly<Record<string, string>>): string[] {
  const path = jobEnv['TMPDIR']
  return path?.startsWith('/') === true ? [normalize(path)] : []
}

/** Resolves `.` and `..` by text and drops doubled and trailing slashes. */
export function normalize(path: string): string {
  const kept: string[] = []
  for (const part of path.split('/')) {
    if (part === '..') {
      kept.pop()
    } else if (part !== '' && part !== '.') {
      kept.push(part)
    }
  }
  return `/${kept.join('/')}`
}

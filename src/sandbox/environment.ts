/** The job's variables that any command may see: who and where it is, and nothing that opens a door. */
const always = [
  'PATH',
  'HOME',
  'USER',
  'LOGNAME',
  'SHELL',
  'LANG',
  'LANGUAGE',
  'TERM',
  'TZ',
  'CI',
  'GITHUB_ACTIONS',
  'GITHUB_ACTION',
  'GITHUB_ACTOR',
  'GITHUB_ACTOR_ID',
  'GITHUB_API_URL',
  'GITHUB_BASE_REF',
  'GITHUB_EVENT_NAME',
  'GITHUB_GRAPHQL_URL',
  'GITHUB_HEAD_REF',
  'GITHUB_JOB',
  'GITHUB_REF',
  'GITHUB_REF_NAME',
  'GITHUB_REF_PROTECTED',
  'GITHUB_REF_TYPE',
  'GITHUB_REPOSITORY',
  'GITHUB_REPOSITORY_ID',
  'GITHUB_REPOSITORY_OWNER',
  'GITHUB_REPOSITORY_OWNER_ID',
  'GITHUB_RETENTION_DAYS',
  'GITHUB_RUN_ATTEMPT',
  'GITHUB_RUN_ID',
  'GITHUB_RUN_NUMBER',
  'GITHUB_SERVER_URL',
  'GITHUB_SHA',
  'GITHUB_TRIGGERING_ACTOR',
  'GITHUB_WORKFLOW',
  'GITHUB_WORKFLOW_REF',
  'GITHUB_WORKFLOW_SHA',
  'GITHUB_WORKSPACE',
  'RUNNER_ARCH',
  'RUNNER_DEBUG',
  'RUNNER_ENVIRONMENT',
  'RUNNER_NAME',
  'RUNNER_OS',
  'RUNNER_TOOL_CACHE',
  'RUNNER_WORKSPACE',
] as const

const dangerous: readonly RegExp[] = [
  /^INPUT_/i,
  /^ACTIONS_/i,
  /^(?:GITHUB_(?:ENV|PATH|OUTPUT|STATE|STEP_SUMMARY|EVENT_PATH)|RUNNER_TEMP|RUNNER_TRACKING_ID)$/i,
  /^(?:NODE_OPTIONS|NODE_PATH|BASH_ENV|ENV|SHELLOPTS|BASHOPTS|PS4|PROMPT_COMMAND|IFS|CDPATH|GLOBIGNORE)$/i,
  /^BASH_FUNC_/i,
  /^LD_/i,
  /^(?:PYTHON(?:STARTUP|PATH|HOME)|PERL5(?:LIB|OPT|DB)|PERLLIB|RUBY(?:LIB|OPT)|JAVA_TOOL_OPTIONS|_JAVA_OPTIONS|JDK_JAVA_OPTIONS)$/i,
  /^GIT_(?!AUTHOR_(?:NAME|EMAIL|DATE)$|COMMITTER_(?:NAME|EMAIL|DATE)$)/i,
  /^(?:EDITOR|VISUAL|PAGER|BROWSER|LESSOPEN|LESSCLOSE|SSH_ASKPASS|SSH_AUTH_SOCK|SUDO_ASKPASS|DBUS_SESSION_BUS_ADDRESS|DOCKER_HOST|XDG_RUNTIME_DIR)$/i,
  /(?:^|_)(?:TOKEN|SECRET|SECRETS|PASSWORD|PASSWD|PASSPHRASE|PWD|CREDENTIALS?|APIKEY|AUTH|COOKIE|SESSION|PAT|DSN)(?:_|$)/i,
  /(?:^|_)(?:API|ACCESS|PRIVATE|SIGNING|ENCRYPTION|DEPLOY|SSH|GPG|SERVICE|ACCOUNT|MASTER)_?KEYS?(?:_|$)/i,
  /(?:TOKEN|SECRET|PASSWORD|PASSWD|CREDENTIALS?|APIKEY)$/i,
  /(?:^|_)KEY$/i,
  /(?:CONNECTION_?STRING|DATABASE_URL|WEBHOOK_URL)$/i,
]

/** True for names that carry a secret or decide what code runs: they reach a command only when granted by that very name. */
export function isGuardedName(name: string): boolean {
  return name !== 'PWD' && name !== 'OLDPWD' && dangerous.some((pattern) => pattern.test(name))
}

/**
 * A command's whole environment, built from empty: the public names of the job, its certificate authorities, the policy's `env.pass`, the command's own
 * `env`, and the names that were granted. A name with a `*` in `env.pass` never brings in a guarded one; a guarded name
 * written out in full is the policy's own decision. Names that no shell could have set are dropped.
 */
export function environmentFor(context: {
  readonly jobEnv: Readonly<Record<string, string>>
  readonly pass: readonly string[]
  readonly commandEnv: Readonly<Record<string, string>>
  readonly granted: readonly string[]
  readonly home: string
  /** Variables for certificate authorities that were found fit to be told. */
  readonly certificates: Readonly<Record<string, string>>
}): Readonly<Record<string, string>> {
  const { jobEnv } = context
  const result: Record<string, string> = {
    PATH: '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin',
    // Without this `git status` would rewrite the captured index to remember what it saw.
    GIT_OPTIONAL_LOCKS: '0',
    ...context.certificates,
  }
  const take = (name: string): void => {
    const value = jobEnv[name]
    if (value !== undefined) {
      result[name] = value
    }
  }
  for (const name of Object.keys(jobEnv)) {
    const isPublic = always.some((known) => known === name) || name.startsWith('LC_')
    const passed = context.pass.some((pattern) => matches(pattern, name))
    if ((isPublic || passed) && !isGuardedName(name)) {
      take(name)
    }
  }
  for (const name of context.pass) {
    take(name)
  }
  Object.assign(result, context.commandEnv)
  for (const name of context.granted) {
    take(name)
  }
  result['HOME'] = context.commandEnv['HOME'] ?? context.home
  return Object.fromEntries(
    Object.entries(result).filter(
      ([name, value]) => /^[A-Za-z_][A-Za-z0-9_.-]*$/.test(name) && !value.includes('\0'),
    ),
  )
}

function matches(pattern: string, name: string): boolean {
  return pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : pattern === name
}

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { environmentFor, isGuardedName } from '../../src/sandbox/environment.ts'

const guarded = [
  'GITHUB_TOKEN',
  'GH_TOKEN',
  'NPM_TOKEN',
  'NODE_AUTH_TOKEN',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_ACCESS_KEY_ID',
  'AWS_SESSION_TOKEN',
  'OPENAI_API_KEY',
  'INPUT_GITHUB-TOKEN',
  'INPUT_COMMANDS',
  'ACTIONS_RUNTIME_TOKEN',
  'ACTIONS_ID_TOKEN_REQUEST_URL',
  'ACTIONS_CACHE_URL',
  'GITHUB_ENV',
  'GITHUB_PATH',
  'GITHUB_OUTPUT',
  'GITHUB_STATE',
  'GITHUB_STEP_SUMMARY',
  'RUNNER_TEMP',
  'RUNNER_TRACKING_ID',
  'NODE_OPTIONS',
  'LD_PRELOAD',
  'LD_LIBRARY_PATH',
  'LD_AUDIT',
  'BASH_ENV',
  'ENV',
  'GIT_SSH_COMMAND',
  'GIT_ASKPASS',
  'GIT_CONFIG_COUNT',
  'GIT_EXTERNAL_DIFF',
  'PYTHONSTARTUP',
  'PERL5OPT',
  'RUBYOPT',
  'SSH_AUTH_SOCK',
  'DBUS_SESSION_BUS_ADDRESS',
  'DOCKER_HOST',
  'DB_PASSWORD',
  'DATABASE_URL',
  'SLACK_WEBHOOK_URL',
  'MY_APP_SECRET',
  'STRIPE_KEY',
  'npm_config__authToken',
  'SIGNING_KEY_BASE64',
  'AZURE_CREDENTIALS',
  'CF_PAT',
  'BASH_FUNC_ls%%',
  'JAVA_TOOL_OPTIONS',
] as const
const harmless = [
  'PATH',
  'HOME',
  'USER',
  'LANG',
  'LC_ALL',
  'TERM',
  'TZ',
  'CI',
  'GITHUB_SHA',
  'GITHUB_REPOSITORY',
  'RUNNER_OS',
  'NODE_ENV',
  'GIT_AUTHOR_NAME',
  'KEYBOARD',
  'MONKEY',
  'TOKENIZERS_PARALLELISM',
] as const

function environment(options: {
  readonly jobEnv: Record<string, string>
  readonly pass?: string[]
  readonly commandEnv?: Record<string, string>
  readonly granted?: string[]
}) {
  return environmentFor({
    pass: [],
    commandEnv: {},
    granted: [],
    home: '/home/u',
    certificates: {},
    ...options,
  })
}

describe('the environment of a command', () => {
  for (const name of guarded) it(`${name} is guarded`, () => assert.equal(isGuardedName(name), true))
  for (const name of harmless) it(`${name} is not`, () => assert.equal(isGuardedName(name), false))

  it('starts from empty: only public names of the job get in', () => {
    const jobEnv = Object.fromEntries([...guarded, ...harmless, 'ANYTHING_ELSE'].map((name) => [name, 'x']))
    assert.deepEqual(Object.keys(environment({ jobEnv })).sort(), [
      'CI',
      'GITHUB_REPOSITORY',
      'GITHUB_SHA',
      'GIT_OPTIONAL_LOCKS',
      'HOME',
      'LANG',
      'LC_ALL',
      'PATH',
      'RUNNER_OS',
      'TERM',
      'TZ',
      'USER',
    ])
  })
  it('the policy passes names, and a star of it never a guarded one', () => {
    const jobEnv = { NODE_ENV: 'test', MY_NAME: 'n', MY_TOKEN: 't', EXACT_TOKEN: 'e' }
    const env = environment({ jobEnv, pass: ['NODE_ENV', 'MY_*', 'EXACT_TOKEN'] })
    assert.deepEqual(
      [env['NODE_ENV'], env['MY_NAME'], env['MY_TOKEN'], env['EXACT_TOKEN']],
      ['test', 'n', undefined, 'e'],
    )
  })
  it('a granted name brings in that one variable', () => {
    const env = environment({ jobEnv: { NPM_TOKEN: 't', GH_TOKEN: 'g' }, granted: ['NPM_TOKEN', 'ABSENT'] })
    assert.deepEqual([env['NPM_TOKEN'], env['GH_TOKEN'], 'ABSENT' in env], ['t', undefined, false])
  })
  it("the command's own values win over the job's, never over what was granted", () => {
    const env = environment({
      jobEnv: { CI: 'true', NPM_TOKEN: 't' },
      commandEnv: { CI: 'no', MINE: '1', NPM_TOKEN: 'own' },
      granted: ['NPM_TOKEN'],
    })
    assert.deepEqual([env['CI'], env['MINE'], env['NPM_TOKEN']], ['no', '1', 't'])
  })
  it('whatever the job holds, no value of a guarded name comes through unasked', () => {
    fc.assert(
      fc.property(
        fc.dictionary(fc.constantFrom(...guarded, ...harmless), fc.string()),
        fc.array(fc.constantFrom('*', 'G*', 'A*', 'N*')),
        (jobEnv, pass) =>
          Object.keys(environment({ jobEnv, pass })).every(
            (name) => !isGuardedName(name) || name === 'GIT_OPTIONAL_LOCKS',
          ),
      ),
    )
  })
  it('names and values that could not be passed on are dropped', () => {
    const env = environment({ jobEnv: {}, commandEnv: { 'a=b': 'x', 'A B': 'x', NUL: 'a\0b', FINE: 'x' } })
    assert.deepEqual(Object.keys(env).sort(), ['FINE', 'GIT_OPTIONAL_LOCKS', 'HOME', 'PATH'])
  })
})

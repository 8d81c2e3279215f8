import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { GateError } from '../../src/errors.ts'
import { decodeActionInputs } from '../../src/inputs/action-inputs.ts'

const decode = (raw: Record<string, string>) => decodeActionInputs((name) => raw[name] ?? '')

describe('inputs are decoded once', () => {
  it('takes the runner’s empty strings as absent', () => {
    assert.deepEqual(decode({ commands: '- npm test' }), {
      list: { kind: 'inline', text: '- npm test' },
      policyFile: '.github/command-gate.yml',
      policyRef: undefined,
      organizationPolicy: undefined,
      githubToken: undefined,
      teamsToken: undefined,
      jobId: 0,
      openaiApiKey: undefined,
      openaiBaseUrl: undefined,
      model: undefined,
      workingDirectory: '.',
      timeoutMs: undefined,
      issueNumber: undefined,
      setup: 'auto',
      matrixLeg: '0',
    })
  })

  it('reads minutes as milliseconds', () => {
    assert.equal(decode({ 'commands-file': 'a.yml', 'timeout-minutes': '1.5' }).timeoutMs, 90_000)
  })
})

const bad = [
  ['both lists', { commands: '- a', 'commands-file': 'a.yml' }, 'found both'],
  ['no list', {}, 'found neither'],
  ['a blank list', { commands: ' \n ' }, 'found neither'],
  [
    'a timeout that is no number',
    { commands: '- a', 'timeout-minutes': 'soon' },
    'timeout-minutes: found "soon"',
  ],
  ['a timeout of none', { commands: '- a', 'timeout-minutes': '0' }, 'timeout-minutes: found "0"'],
  ['an issue number that is none', { commands: '- a', 'issue-number': '#7' }, 'issue-number: found "#7"'],
  ['a resume that is neither', { resume: 'TRUE' }, 'resume: found "TRUE"'],
  ['a list beside resume', { commands: '- a', resume: 'true' }, 'commands and resume: found both'],
  ['a setup that is not known', { commands: '- a', setup: 'yes' }, 'setup: found "yes"'],
  [
    'a base URL that is none',
    { commands: '- a', 'openai-base-url': 'file:///x' },
    'openai-base-url: found "file:///x"',
  ],
  [
    'an organization policy without a ref',
    { commands: '- a', 'organization-policy': 'acme/p:x' },
    'organization-policy: found',
  ],
  ['a directory outside', { commands: '- a', 'working-directory': 'a/../../b' }, 'working-directory: found'],
  ['a policy file outside', { commands: '- a', 'policy-file': '/etc/x' }, 'policy-file: found'],
] as const

describe('an input that can’t be meant is refused by name', () => {
  for (const [what, raw, expected] of bad) {
    it(what, () => {
      assert.throws(
        () => decode(raw),
        (error) =>
          error instanceof GateError && error.code === 'INPUT_INVALID' && error.message.includes(expected),
      )
    })
  }
})

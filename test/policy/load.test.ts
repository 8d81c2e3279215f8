import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { GateError } from '../../src/errors.ts'
import { defaultPolicy } from '../../src/policy/default.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import { hostProblem, policyFrom } from './scenes.ts'

function faults(text: string): readonly string[] {
  try {
    loadPolicy({ text, path: 'p.yml', hostProblem })
  } catch (error) {
    if (error instanceof GateError && error.code === 'POLICY_INVALID') return error.message.split('\n')
    throw error
  }
  return []
}

describe('a policy file', () => {
  it('with its version alone is the default policy', () => {
    assert.deepEqual(policyFrom(), defaultPolicy)
  })
  it('is told of every fault at once, each at its place, with what to write instead', () => {
    const text = [
      'version: 1',
      'aproval-policy: never',
      'sandbox: { mode: readonly, network: { alow: [npm], deny: ["*.com"] } }',
      'rules:',
      '  - patern: [git]',
      '    decision: deny',
      'approvers: { by-risk: { hihg: { role: admin } } }',
      'assessment: { modle: x }',
    ].join('\n')
    assert.deepEqual(faults(text), [
      'p.yml:2:1: found the unknown key "aproval-policy"; did you mean "approval-policy"?',
      'p.yml:3:12: found "readonly" for sandbox.mode; did you mean "read-only"?',
      'p.yml:3:39: found the unknown key "alow" in sandbox.network; did you mean "allow"?',
      'p.yml:3:59: found the host "*.com", which is too broad: name at least two parts after the star, like *.example.com',
      'p.yml:5:5: found nothing for rules[0].pattern; write a list',
      'p.yml:5:5: found the unknown key "patern" in rules[0]; did you mean "pattern"?',
      'p.yml:6:5: found "deny" for rules[0].decision; use one of allow, prompt, forbid',
      'p.yml:7:25: found the unknown key "hihg" in approvers.by-risk; did you mean "high"?',
      'p.yml:8:15: found the unknown key "modle" in assessment; did you mean "model"?',
    ])
  })
  const refused: readonly (readonly [title: string, text: string, fault: RegExp])[] = [
    ['empty', '', /1:1: found an empty file/],
    ['a list', '- a', /1:1: found a list for the file/],
    ['another version', 'version: 2', /1:1: found 2 for version/],
    [
      'an anchor and an alias',
      'version: 1\nrules: &a []\nx: *a',
      /2:11: found the anchor[\s\S]*3:4: found the alias/,
    ],
    ['a merge key', 'version: 1\nsandbox: { "<<": {} }', /merge key/],
    ['a tag', 'version: 1\nrules: !!js/x []', /2:8: .*tag/],
    ['a duplicate key', 'version: 1\nversion: 1', /2:1: /],
    ['two documents', 'version: 1\n---\nversion: 1', /second document/],
    ['more than 1 MiB', `version: 1\n#${'x'.repeat(1_048_576)}`, /found 1048588 bytes/],
    ['a pattern that is a word', 'version: 1\nrules: [{ pattern: git, decision: allow }]', /write a list/],
    ['an empty pattern', 'version: 1\nrules: [{ pattern: [], decision: allow }]', /rules\[0\]\.pattern/],
    [
      '** before the end',
      'version: 1\nrules: [{ pattern: [a, "**", b], decision: allow }]',
      /2:24: found "\*\*"/,
    ],
    ['** among others', 'version: 1\nrules: [{ pattern: [a, ["**", b]], decision: allow }]', /found "\*\*"/],
    [
      'a grant in a prompt rule',
      'version: 1\nrules: [{ pattern: [a], decision: prompt, env: [X] }]',
      /only an allow rule/,
    ],
    [
      'a host with a path',
      'version: 1\nrules: [{ pattern: [a], decision: allow, network: [a.example.com/x] }]',
      /has a path/,
    ],
    [
      'a tool among what is denied',
      'version: 1\nsandbox: { network: { deny: ["npm/x"] } }',
      /found the host/,
    ],
    ['a variable that is none', 'version: 1\nsandbox: { env: { pass: ["A B"] } }', /environment variable/],
    ['a time below zero', 'version: 1\ntimeout-minutes: -1', /timeout-minutes; write more than 0/],
    [
      'sizes that are none',
      'version: 1\nsandbox: { limits: { memory-mb: 1, processes: 1.5 } }\napprovers: { count: 9e9 }\nrules: [{ pattern: [], decision: allow }]',
      /memory-mb; write at least 64\n.*processes; write a whole number\n.*count; write at most \d+\n.*pattern; write at least one entry/,
    ],
    ['a version in quotes', 'version: "1"', /found "1" for version; write 1$/],
    [
      'more faults than anyone reads',
      `version: 1\n${Array.from({ length: 30 }, (_, key) => `b${key}: 1`).join('\n')}`,
      /:21:1: .*\nand 10 more$/,
    ],
    [
      'a word where a number must be',
      'version: 1\ntimeout-minutes: soon',
      /found "soon" for timeout-minutes; write a number/,
    ],
    [
      'yes for a boolean',
      'version: 1\napprovers: { code-owners: yes }',
      /found "yes" for approvers.code-owners; write true or false/,
    ],
    ['a command word without slash', 'version: 1\ncommand-word: gate', /write a slash/],
    [
      'an example that does not match',
      'version: 1\nrules: [{ pattern: [a], decision: allow, match: [b] }]',
      /2:50: found the example "b"/,
    ],
    [
      'an example that matches',
      'version: 1\nrules: [{ pattern: [a], decision: allow, not-match: [c, a b] }]',
      /found the example "a b", which the pattern \[a\] matches/,
    ],
    ['a key of the prototype', 'version: 1\n__proto__: 1', /unknown key "__proto__"/],
    ['a key of objects', 'version: 1\nconstructor: 1', /unknown key "constructor"/],
  ]
  for (const [title, text, fault] of refused) {
    it(`is refused: ${title}`, () => {
      assert.match(faults(text).join('\n'), fault)
    })
  }
  it('gives every key its value', () => {
    const policy = policyFrom(
      'approval-policy: unless-trusted',
      'sandbox:',
      '  mode: read-only',
      '  workspace: transaction',
      '  limits: { timeout-minutes: 0.5, memory-mb: 64, processes: 1, output-mb: 1 }',
      '  on-contained: ask',
      '  captured-writes: discard',
      '  escalation: unsandboxed',
      'approvers: { role: triage, count: 2, by-risk: { high: { count: 3 } }, apps: [x-app] }',
      'timeout-minutes: 1.5',
      'wait: detach',
      'reuse-approvals: never',
      'on-no-pull-request: issue',
      'command-word: /ok',
      'assessment: { timeout-seconds: 2 }',
    )
    assert.equal(policy.approvalPolicy, 'unless-trusted')
    assert.deepEqual(policy.sandbox.limits, {
      timeoutMs: 30_000,
      memoryBytes: 64 * 1_048_576,
      processes: 1,
      outputBytes: 1_048_576,
    })
    assert.deepEqual(
      [
        policy.sandbox.mode,
        policy.sandbox.workspace,
        policy.sandbox.onContained,
        policy.sandbox.capturedWrites,
        policy.sandbox.escalation,
      ],
      ['read-only', 'transaction', 'ask', 'discard', 'unsandboxed'],
    )
    assert.deepEqual(policy.approvers.byRisk, { high: { role: 'triage', count: 3 } })
    assert.deepEqual(
      [policy.timeoutMs, policy.wait, policy.reuseApprovals, policy.onNoPullRequest, policy.commandWord],
      [90_000, 'detach', 'never', 'issue', '/ok'],
    )
    assert.deepEqual(policy.assessment, { kind: 'model', model: 'gpt-6-luna', timeoutMs: 2_000 })
    assert.deepEqual(policyFrom('assessment: { model: off }').assessment, { kind: 'static' })
    assert.deepEqual(policyFrom('assessment: off').assessment, { kind: 'off' })
  })
})

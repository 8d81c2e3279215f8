import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { explainLayers, mergeLayers } from '../../src/policy/layers.ts'
import { loadLayer } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { PolicyFile } from '../../src/policy/schema.ts'

function layer(name: 'organization' | 'repository', ...lines: readonly string[]) {
  return loadLayer({ text: ['version: 1', ...lines].join('\n'), path: `${name}.yml` }, name)
}

describe('layers', () => {
  it('the repository may tighten what the organization sets, and nothing else of it', () => {
    const policy = mergeLayers({
      organization: layer(
        'organization',
        'approval-policy: on-failure',
        'sandbox: { mode: workspace-write, network: { allow: [npm, a.example.com] }, hide: [a] }',
        'timeout-minutes: 30',
        'approvers: { role: maintain, allow-self-approval: false, agents: [bot-a] }',
      ),
      repository: layer(
        'repository',
        'approval-policy: never',
        'sandbox: { mode: danger-full-access, network: { allow: [npm, b.example.com] }, hide: [b] }',
        'timeout-minutes: 60',
        'approvers: { role: read, allow-self-approval: true, agents: [bot-b] }',
      ),
    })
    assert.equal(policy.approvalPolicy, 'never')
    assert.equal(policy.sandbox.mode, 'workspace-write')
    assert.deepEqual(policy.sandbox.network.allow, ['npm'])
    assert.deepEqual(policy.sandbox.hide, ['a', 'b'])
    assert.equal(policy.timeoutMs, 30 * 60_000)
    assert.equal(policy.approvers.role, 'maintain')
    assert.equal(policy.approvers.allowSelfApproval, false)
    assert.deepEqual(policy.approvers.agents, ['bot-a', 'bot-b'])
  })
  it('hosts are compared by what they mean, and never loosened by it', () => {
    const allowedUnder = (organization: readonly string[], repository: readonly string[]) => {
      const sandbox = (hosts: readonly string[]) => JSON.stringify({ network: { allow: hosts } })
      return mergeLayers({
        organization: layer('organization', `sandbox: ${sandbox(organization)}`),
        repository: layer('repository', `sandbox: ${sandbox(repository)}`),
      }).sandbox.network.allow
    }
    const rows: readonly (readonly [above: string, below: string, kept: boolean])[] = [
      ['api.example.com', 'API.Example.COM', true],
      ['api.example.com', 'api.example.com.', true],
      ['api.example.com', 'api.example.com:443', true],
      ['api.example.com', 'api.example.com:80', true],
      ['bücher.example', 'xn--bcher-kva.example', true],
      ['[2001:DB8::1]:443', '[2001:db8:0::1]:443', true],
      ['*.example.com', 'a.example.com', true],
      ['*.example.com', '*.a.example.com:443', true],
      ['api.example.com:443', 'api.example.com', false],
      ['api.example.com', 'api.example.com:8443', false],
      ['api.example.com', '*.example.com', false],
      ['*.example.com', 'example.com', false],
      ['*.example.com', 'badexample.com', false],
      ['xn--bcher-kva.example', 'bucher.example', false],
      ['npm', 'npm:443', false],
      ['npm', 'NPM', false],
      ['api.example.com', 'api.example.com@evil.example', false],
      ['api.example.com', 'evil.example/api.example.com', false],
    ]
    for (const [above, below, kept] of rows) {
      assert.deepEqual(allowedUnder([above], [below]), kept ? [below] : [], `${above} above ${below}`)
    }
  })
  it('what the organization leaves out is the repository’s to set', () => {
    const policy = mergeLayers({
      organization: layer('organization', 'approvers: { agents: [bot-a] }'),
      repository: layer(
        'repository',
        'sandbox: { network: { allow: [npm] } }',
        'rules: [{ pattern: [ls], decision: allow }]',
      ),
    })
    assert.deepEqual(policy.sandbox.network.allow, ['npm'])
    assert.deepEqual(
      policy.rules.map((rule) => [rule.decision, rule.layer]),
      [['allow', 'repository']],
    )
  })
  it('under an organization’s rules the repository’s allow rules are set aside, and said so', () => {
    const policy = mergeLayers({
      organization: layer('organization', 'rules: [{ pattern: [git, push], decision: prompt }]'),
      repository: layer(
        'repository',
        'rules: [{ pattern: [git, push], decision: allow }, { pattern: [rm], decision: forbid, sandbox: forbid }]',
      ),
    })
    assert.deepEqual(
      policy.rules.map((rule) => [rule.decision, rule.layer, rule.sandbox]),
      [
        ['prompt', 'organization', 'auto'],
        ['forbid', 'repository', 'auto'],
      ],
    )
    assert.match(
      explainLayers(policy.provenance).join('\n'),
      /rules: organization \(set aside: allow rules of the repository, lines 2\)/,
    )
  })
  it('each value tells which layer set it, and what was set aside', () => {
    const policy = mergeLayers({
      organization: layer('organization', 'timeout-minutes: 30'),
      repository: layer('repository', 'timeout-minutes: 60', 'wait: detach'),
    })
    assert.deepEqual(explainLayers(policy.provenance), [
      'timeout-minutes: organization (set aside: 60)',
      'wait: repository',
    ])
  })
})

const pick = <Value>(...values: readonly Value[]) => fc.option(fc.constantFrom(...values), { nil: undefined })
const some = (...values: readonly string[]) => fc.option(fc.subarray([...values]), { nil: undefined })

const file = fc.record({
  mode: pick('read-only', 'workspace-write', 'danger-full-access'),
  workspace: pick('direct', 'transaction'),
  write: some('a', 'b', 'c'),
  network: some('npm', 'a.example.com', 'b.example.com'),
  deny: some('x.example.com', 'y.example.com'),
  hide: some('h', 'i'),
  memory: pick(64, 128, 4096),
  contained: pick('warn', 'ask'),
  captured: pick('ask', 'discard'),
  escalation: pick('widen', 'unsandboxed'),
  role: pick('read', 'triage', 'write', 'maintain', 'admin'),
  count: pick(1, 2, 3),
  self: pick(true, false),
  agents: some('a', 'b'),
  minutes: pick(1, 30, 60),
})

type Drawn = typeof file extends fc.Arbitrary<infer Value> ? Value : never

function fileOf(drawn: Drawn): PolicyFile {
  const text = JSON.stringify({
    version: 1,
    sandbox: {
      mode: drawn.mode,
      workspace: drawn.workspace,
      write: drawn.write,
      hide: drawn.hide,
      network: { allow: drawn.network, deny: drawn.deny },
      limits: { 'memory-mb': drawn.memory },
      'on-contained': drawn.contained,
      'captured-writes': drawn.captured,
      escalation: drawn.escalation,
    },
    approvers: {
      role: drawn.role,
      count: drawn.count,
      'allow-self-approval': drawn.self,
      agents: drawn.agents,
    },
    'timeout-minutes': drawn.minutes,
  })
  return loadLayer({ text, path: 'p' }, 'repository').file
}

const modes = ['read-only', 'workspace-write', 'danger-full-access']
const roles = ['read', 'triage', 'write', 'maintain', 'admin']
const within = (inner: readonly string[], outer: readonly string[]) =>
  inner.every((item) => outer.includes(item))

/** What of a policy is looser than another's, among the keys that `set` names. */
function looser(policy: Policy, bound: Policy, set: Drawn): readonly string[] {
  const checks: readonly (readonly [keyof Drawn, boolean])[] = [
    ['mode', modes.indexOf(policy.sandbox.mode) <= modes.indexOf(bound.sandbox.mode)],
    ['workspace', policy.sandbox.workspace === 'transaction' || bound.sandbox.workspace === 'direct'],
    ['write', within(policy.sandbox.write, bound.sandbox.write)],
    ['network', within(policy.sandbox.network.allow, bound.sandbox.network.allow)],
    ['deny', within(bound.sandbox.network.deny, policy.sandbox.network.deny)],
    ['hide', within(bound.sandbox.hide, policy.sandbox.hide)],
    ['memory', policy.sandbox.limits.memoryBytes <= bound.sandbox.limits.memoryBytes],
    ['contained', policy.sandbox.onContained === 'ask' || bound.sandbox.onContained === 'warn'],
    ['captured', policy.sandbox.capturedWrites === 'discard' || bound.sandbox.capturedWrites === 'ask'],
    ['escalation', policy.sandbox.escalation === 'widen' || bound.sandbox.escalation === 'unsandboxed'],
    ['role', roles.indexOf(policy.approvers.role) >= roles.indexOf(bound.approvers.role)],
    ['count', policy.approvers.count >= bound.approvers.count],
    ['self', !policy.approvers.allowSelfApproval || bound.approvers.allowSelfApproval],
    ['agents', within(bound.approvers.agents, policy.approvers.agents)],
    ['minutes', policy.timeoutMs <= bound.timeoutMs],
  ]
  return checks.filter(([key, holds]) => set[key] !== undefined && !holds).map(([key]) => key)
}

describe('merging layers never loosens', () => {
  it('what the organization sets, nor what the repository sets', () => {
    fc.assert(
      fc.property(file, file, (upper, lower) => {
        const organization = { name: 'organization', file: fileOf(upper), rules: [] } as const
        const repository = { name: 'repository', file: fileOf(lower), rules: [] } as const
        const merged = mergeLayers({ organization, repository })
        assert.deepEqual(looser(merged, mergeLayers({ organization }), upper), [])
        assert.deepEqual(looser(merged, mergeLayers({ repository }), lower), [])
      }),
      { numRuns: 300 },
    )
  })
})

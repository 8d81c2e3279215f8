import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Permissions } from '../../src/command/command.ts'
import { decide } from '../../src/policy/decide.ts'
import { type Requirement, requirementOf } from '../../src/policy/requirement.ts'
import { policyFrom, resolver } from './scenes.ts'

const policy = policyFrom(
  'sandbox: { write: [~/out], network: { allow: [npm, "*.example.org"] }, env: { pass: [NODE_ENV] } }',
  'rules:',
  '  - { pattern: [npm], decision: allow, network: ["api.example.com:8443"], write: [dist], env: [NPM_TOKEN] }',
  '  - { pattern: [git, push], decision: prompt, justification: Publishing. }',
  '  - { pattern: [rm], decision: forbid, justification: Deleting. }',
  '  - { pattern: [docker], decision: prompt, sandbox: forbid }',
  '  - { pattern: [make], decision: allow, sandbox: require }',
)

function need(run: string, permissions: Partial<Permissions> = {}, over = {}): Requirement {
  const asked = { permissions: { write: [], network: [], env: [], ...permissions } }
  const inForce = { ...policy, ...over }
  return requirementOf(asked, decide(run, inForce), inForce, resolver)
}

const base = {
  kind: 'sandboxed',
  mode: 'workspace-write',
  write: ['/home/dev/out'],
  network: [
    { host: 'registry.example.com', port: 443 },
    { host: '*.example.org', port: undefined },
  ],
  env: ['NODE_ENV'],
}

describe('what a command needs', () => {
  it('an undecided command runs under the policy’s sandbox', () => {
    assert.deepEqual(need('ls'), { kind: 'attempt', grant: base })
  })
  it('an allowed command gets what its rule adds, on top of the policy', () => {
    assert.deepEqual(need('npm ci'), {
      kind: 'attempt',
      grant: {
        ...base,
        write: [...base.write, '/work/repo/dist'],
        network: [...base.network, { host: 'api.example.com', port: 8443 }],
        env: ['NODE_ENV', 'NPM_TOKEN'],
      },
    })
  })
  it('what a rule adds for one command never reaches a script that is not allowed as a whole', () => {
    assert.deepEqual(need('npm ci; evil'), { kind: 'attempt', grant: base })
  })
  it('a forbidden command is refused with the rule’s words, whatever it asks for', () => {
    assert.deepEqual(need('rm x', { network: ['x.example.com'] }), {
      kind: 'refuse',
      reason: 'The policy forbids it (line 6). Deleting.',
    })
  })
  it('a prompt rule asks, and names its line', () => {
    assert.deepEqual(need('git push'), {
      kind: 'ask',
      reason: { kind: 'rule', words: 'git push', justification: 'Publishing.', line: 5 },
      grant: base,
    })
  })
  it('a prompt under never is refused', () => {
    assert.equal(need('git push', {}, { approvalPolicy: 'never' }).kind, 'refuse')
  })
  it('permissions beyond the policy ask, and the question grants them', () => {
    const found = need('ls', { network: ['x.example.com'], write: ['~/.npmrc'], env: ['TOKEN'] })
    assert.deepEqual(found, {
      kind: 'ask',
      reason: { kind: 'permissions' },
      grant: {
        ...base,
        write: [...base.write, '/home/dev/.npmrc'],
        network: [...base.network, { host: 'x.example.com', port: undefined }],
        env: ['NODE_ENV', 'TOKEN'],
      },
    })
  })
  it('permissions beyond the policy under never are refused', () => {
    assert.equal(need('ls', { env: ['TOKEN'] }, { approvalPolicy: 'never' }).kind, 'refuse')
  })
  it('sandbox: forbid asks and then runs outside', () => {
    const found = need('docker build .')
    assert.equal(found.kind, 'ask')
    assert.deepEqual(found.kind === 'ask' && found.grant, { kind: 'unsandboxed', env: ['NODE_ENV'] })
  })
  it('sandbox: require holds even where nothing else is sandboxed', () => {
    const found = need('make', {}, { sandbox: { ...policy.sandbox, mode: 'danger-full-access' } })
    assert.equal(found.kind === 'attempt' && found.grant.kind, 'sandboxed')
  })
  it('require wins over forbid in one script', () => {
    const found = need('make; docker build .')
    assert.equal(found.kind === 'ask' && found.grant.kind, 'sandboxed')
  })
})

const coverage: readonly (readonly [title: string, permissions: Partial<Permissions>, kind: string])[] = [
  ['a path in the workspace', { write: ['src/x'] }, 'attempt'],
  ['the workspace by its absolute path', { write: ['/work/repo/a'] }, 'attempt'],
  ['a path below a granted one', { write: ['~/out/a/b'] }, 'attempt'],
  ['a path that climbs out of the workspace', { write: ['src/../../x'] }, 'ask'],
  ['a neighbour whose name starts alike', { write: ['/work/repo-2'] }, 'ask'],
  ['.git in the workspace, which is protected', { write: ['.git'] }, 'ask'],
  ['a workflow in the workspace, which is protected', { write: ['.github/workflows/x.yml'] }, 'ask'],
  ['a granted host by its tool', { network: ['npm'] }, 'attempt'],
  ['a granted host on its port', { network: ['registry.example.com:443'] }, 'attempt'],
  ['a granted host on another port', { network: ['registry.example.com:22'] }, 'ask'],
  ['a granted host on every port, where one is granted', { network: ['registry.example.com'] }, 'ask'],
  ['a name below a granted suffix', { network: ['a.example.org'] }, 'attempt'],
  ['the suffix itself', { network: ['*.example.org'] }, 'attempt'],
  ['a longer suffix', { network: ['*.a.example.org'] }, 'attempt'],
  ['the name without what the star stands for', { network: ['example.org'] }, 'ask'],
  ['a name that only ends alike', { network: ['badexample.org'] }, 'ask'],
  ['a passed variable', { env: ['NODE_ENV'] }, 'attempt'],
  ['another variable', { env: ['GITHUB_TOKEN'] }, 'ask'],
  ['a host that is none', { network: ['*.com'] }, 'refuse'],
  ['another user’s home', { write: ['~root/x'] }, 'refuse'],
]

describe('what the policy gives already is not asked again', () => {
  for (const [title, permissions, kind] of coverage) {
    it(`${title}: ${kind}`, () => {
      assert.equal(need('ls', permissions).kind, kind)
    })
  }
})

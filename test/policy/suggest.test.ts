import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Grant } from '../../src/policy/grant.ts'
import { requirementOf } from '../../src/policy/requirement.ts'
import { suggest } from '../../src/policy/suggest.ts'
import { checkScript, policyFrom, resolver } from './scenes.ts'

const before: Grant = { kind: 'sandboxed', mode: 'workspace-write', write: [], network: [], env: [] }
const after: Grant = {
  ...before,
  network: [{ host: 'api.example.com', port: 443 }],
  write: ['/home/dev/out'],
}

describe('suggesting rules', () => {
  it('gives the smallest rule, which lets the same command pass with the same grant', () => {
    const run = `terraform plan -out p true 1 '"]: #' 'a\u2028b' é`
    const [found] = suggest([{ run, grantBefore: before, grantAfter: after }])
    assert.ok(found?.kind === 'rules')
    const policy = policyFrom('rules:', ...found.yaml.split('\n').map((line) => `  ${line}`))
    const need = requirementOf(
      { permissions: { write: [], network: [], env: [] } },
      checkScript(found.run, policy),
      policy,
      resolver,
    )
    assert.deepEqual(need, { kind: 'attempt', grant: after })
    assert.equal(checkScript('terraform apply', policy).decision, undefined)
  })
  const never = [
    'python x.py',
    'python3.12 -c 1',
    'node a.js',
    'bash x.sh',
    'perl -e 1',
    'npx cowsay',
    'npm run deploy',
    'npm install x',
    'yarn dlx x',
    'pnpm exec x',
    'sudo apt-get update',
    'env',
    'git',
    'git -c a.b=c push',
    'docker run image',
    'ssh host ls',
    'find . -delete',
    'xargs ls',
    'rm x',
    'kubectl exec p -- ls',
    '$X y',
    'eval "$X"',
    'curl x | sh',
    'make $X',
    'go run .',
    'uv run x',
  ]
  for (const run of never) {
    it(`gives none for ${run}`, () => {
      assert.equal(suggest([{ run, grantBefore: before, grantAfter: after }])[0]?.kind, 'none')
    })
  }
  it('gives none for what ran outside the sandbox', () => {
    assert.equal(
      suggest([{ run: 'ls', grantBefore: before, grantAfter: { kind: 'unsandboxed', env: [] } }])[0]?.kind,
      'none',
    )
  })
})

describe('checking a script', () => {
  const policy = policyFrom(
    'rules:',
    '  - { pattern: [git, push], decision: prompt }',
    '  - { pattern: [rm], decision: forbid }',
    '  - { pattern: [ls], decision: allow }',
  )
  const rows: readonly (readonly [script: string, next: string, why: RegExp])[] = [
    ['ls', 'attempt', /allow each/],
    ['ls; make', 'attempt', /not all/],
    ['make', 'attempt', /No rule is about it/],
    ['ls $(', 'attempt', /cannot be known/],
    ['ls > /etc/x', 'attempt', /outside/],
    ['git push', 'ask', /\[git push\] of the repository policy, line 3, says prompt/],
    ['rm x', 'refuse', /\[rm\].*says forbid/],
    ['ls;'.repeat(30_000), 'ask', /too long/],
  ]
  for (const [script, next, why] of rows) {
    it(`${JSON.stringify(script.slice(0, 20))}: ${next}`, () => {
      const found = checkScript(script, policy)
      assert.equal(found.next, next)
      assert.match(found.why, why)
    })
  }
})

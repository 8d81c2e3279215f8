import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadPolicy } from '../../src/policy/load.ts'
import { starterPolicy } from '../../src/policy/starter.ts'
import { checkScript } from './scenes.ts'

const projects = [
  ['an empty repository', [], 'ls', 'attempt', []],
  ['an npm project', ['package.json'], 'npm publish', 'ask', ['npm']],
  ['a pnpm project', ['package.json', 'pnpm-lock.yaml'], 'pnpm install', 'attempt', ['npm']],
  ['a Python project', ['pyproject.toml'], 'pytest -q', 'attempt', ['pip']],
  ['a Rust project', ['Cargo.toml'], 'cargo publish', 'ask', ['cargo']],
  ['a Go project', ['go.mod'], 'go test ./...', 'attempt', ['go']],
  ['a Terraform project', ['main.tf'], 'terraform apply', 'ask', []],
  ['several at once', ['package.json', 'go.mod', 'main.tf'], 'terraform destroy', 'ask', ['npm', 'go']],
] as const

describe('a starting policy is valid and closed where it matters', () => {
  for (const [what, files, command, next, registries] of projects) {
    it(what, () => {
      const policy = loadPolicy({ text: starterPolicy(files), path: 'policy.yml' })
      assert.deepEqual(policy.sandbox.network.allow, registries)
      assert.equal(checkScript(command, policy).next, next)
      assert.equal(checkScript('git push origin main', policy).next, 'refuse')
    })
  }
})

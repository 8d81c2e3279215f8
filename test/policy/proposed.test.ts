import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { loadPolicy } from '../../src/policy/load.ts'
import { compareProposal } from '../../src/policy/proposed.ts'

const policy = (decision: string) =>
  loadPolicy({
    path: 'policy.yml',
    text: `version: 1\nrules:\n  - pattern: [git, push]\n    decision: ${decision}\n`,
  })
const commands = [
  { id: 'publish', run: 'git push origin main', shell: 'bash', env: {}, workingDirectory: '.' },
  { id: 'test', run: 'npm test', shell: 'bash', env: {}, workingDirectory: '.' },
] as const

describe('a policy that is not in force tells what it would change', () => {
  it('names each command that it would treat otherwise, and no other', () => {
    assert.deepEqual(compareProposal(commands, policy('forbid'), policy('allow')), [
      'With it, publish would be attempted instead of refused.',
    ])
  })

  it('says nothing when nothing would change', () => {
    assert.deepEqual(compareProposal(commands, policy('forbid'), policy('forbid')), [])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bareCommand } from '../../src/cli/bare-command.ts'
import { compareProposal } from '../../src/policy/proposed.ts'
import { policyFrom, resolver } from './scenes.ts'

const policy = (decision: string, hosts = '') =>
  policyFrom(
    `sandbox: { network: { allow: [${hosts}] } }`,
    `rules: [{ pattern: [git, push], decision: ${decision} }]`,
  )
const network = { write: [], network: ['api.example.com:443'], env: [] }
const commands = [
  { ...bareCommand('git push origin main'), id: 'publish' },
  { ...bareCommand('npm test'), id: 'test' },
  { ...bareCommand('curl -s https://api.example.com'), id: 'fetch', permissions: network },
]

describe('a policy that is not in force tells what it would change', () => {
  it('names each command that it would treat otherwise, and no other', () => {
    assert.deepEqual(
      compareProposal(commands, policy('forbid'), policy('allow', 'api.example.com'), resolver),
      [
        'With it, publish would be attempted instead of refused.',
        'With it, fetch would be attempted instead of asked about.',
      ],
    )
  })

  it('says nothing when nothing would change', () => {
    assert.deepEqual(compareProposal(commands, policy('forbid'), policy('forbid'), resolver), [])
  })
})

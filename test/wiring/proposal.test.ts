import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { bareCommand } from '../../src/cli/bare-command.ts'
import { type PolicyText, policyFromTexts } from '../../src/wiring/policy-file.ts'
import { proposalNotes, readProposal } from '../../src/wiring/proposal.ts'

const push = { ...bareCommand('git push origin main'), id: 'publish' }

const file = (text: string): PolicyText => ({ text, path: '.github/command-gate.yml', commit: 'abc' })
const base = { workspace: '/home/u/repo', env: {} }
const forbidding = 'version: 1\nrules:\n  - pattern: [git, push]\n    decision: forbid\n'
const inForce = policyFromTexts({ repository: file(forbidding), organization: undefined })
const builtIn = policyFromTexts({ repository: undefined, organization: undefined })
const changed = 'This pull request changes the policy; the changed one is not in force.'

describe('a pull request that changes its own policy is told that it does so in vain', () => {
  it('says nothing of the policy in force', () => {
    assert.deepEqual(proposalNotes(file(forbidding), inForce, [push], base), [])
  })

  it('says what another one would do with the commands', () => {
    const allowing = forbidding.replace('forbid', 'allow')
    assert.deepEqual(proposalNotes(file(allowing), inForce, [push], base), [
      changed,
      'With it, publish would be attempted instead of refused.',
    ])
  })

  it('says so of a first policy too, and of one that changes nothing for the commands', () => {
    assert.deepEqual(proposalNotes(file('version: 1\n'), builtIn, [push], base), [
      changed,
      'For these commands it would change nothing.',
    ])
  })

  it('says nothing of one that is wrong', () => {
    assert.deepEqual(proposalNotes(file('version: [1'), inForce, [push], base), [])
  })

  it('reads none where there is none and where it can not be read', async () => {
    const place = (answer: Awaited<ReturnType<Parameters<typeof readProposal>[0]['files']['fileAt']>>) => ({
      files: { fileAt: async () => answer },
      path: '.github/command-gate.yml',
      ref: 'abc',
    })
    const failure = { kind: 'unreachable', detail: 'GitHub answered 502.', retryAfterMs: undefined } as const
    assert.equal(await readProposal(place({ kind: 'value', value: undefined })), undefined)
    assert.equal(await readProposal(place({ kind: 'failure', failure })), undefined)
    assert.deepEqual(await readProposal(place({ kind: 'value', value: forbidding })), file(forbidding))
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { asksAfterDenial, asksBeforeFirstAttempt, type FirstFacts } from '../../src/policy/approval-policy.ts'
import type { ApprovalPolicy } from '../../src/policy/policy.ts'

const nothing: FirstFacts = {
  decision: undefined,
  asksForMore: false,
  leavesSandbox: false,
  readOnly: false,
  mode: 'workspace-write',
}

type Row = readonly [facts: Partial<FirstFacts>, asks: Readonly<Record<ApprovalPolicy, string | undefined>>]

function everywhere(reason: string | undefined): Row[1] {
  return { never: reason, 'on-failure': reason, 'on-request': reason, 'unless-trusted': reason }
}

const rows: Readonly<Record<string, Row>> = {
  'no rule decides': [{}, { ...everywhere(undefined), 'unless-trusted': 'untrusted' }],
  'no rule decides, and it only reads': [{ readOnly: true }, everywhere(undefined)],
  'a rule allows it': [{ decision: 'allow' }, everywhere(undefined)],
  'a rule says prompt': [{ decision: 'prompt' }, everywhere('rule')],
  'a rule says prompt, and it only reads': [{ decision: 'prompt', readOnly: true }, everywhere('rule')],
  'it asks for permissions beyond the policy': [{ asksForMore: true }, everywhere('permissions')],
  'a rule allows it, and it asks for more': [
    { decision: 'allow', asksForMore: true },
    everywhere('permissions'),
  ],
  'it only reads, and asks for more': [{ readOnly: true, asksForMore: true }, everywhere('permissions')],
  'a rule lets it run outside only': [{ decision: 'allow', leavesSandbox: true }, everywhere('unsandboxed')],
  'nothing is sandboxed': [
    { mode: 'danger-full-access', asksForMore: true, leavesSandbox: true },
    { ...everywhere(undefined), 'unless-trusted': 'untrusted' },
  ],
  'nothing is sandboxed, and a rule says prompt': [
    { mode: 'danger-full-access', decision: 'prompt' },
    everywhere('rule'),
  ],
}

describe('asks before the first attempt', () => {
  for (const [title, [facts, wanted]] of Object.entries(rows)) {
    it(title, () => {
      const policies = ['never', 'on-failure', 'on-request', 'unless-trusted'] as const
      const found = policies.map((policy) => [
        policy,
        asksBeforeFirstAttempt(policy, { ...nothing, ...facts }),
      ])
      assert.deepEqual(Object.fromEntries(found), wanted)
    })
  }
})

describe('asks after a denial', () => {
  const wanted = { never: false, 'on-failure': true, 'on-request': false, 'unless-trusted': true } as const
  for (const policy of ['never', 'on-failure', 'on-request', 'unless-trusted'] as const) {
    it(`${policy}: ${wanted[policy] ? 'yes' : 'no'}`, () => {
      assert.equal(asksAfterDenial(policy), wanted[policy])
    })
  }
})

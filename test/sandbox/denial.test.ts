import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Ending } from '../../src/sandbox/attempt.ts'
import { verdictOf } from '../../src/sandbox/denial.ts'
import type { Effect } from '../../src/sandbox/effect.ts'

const write: Effect = {
  kind: 'write',
  path: '/h/a',
  change: 'created',
  certainty: 'recorded',
  before: undefined,
  after: undefined,
  diff: undefined,
}
const host: Effect = {
  kind: 'network',
  host: 'a.example',
  port: 443,
  certainty: 'recorded',
  reason: undefined,
}
const call: Effect = { kind: 'syscall', name: 'mount', certainty: 'recorded' }
const refused: Effect = { ...host, reason: 'the policy denies it' }
const changes = { id: 'x', digest: 'y', paths: ['/h/a'] }
const exited = (exitCode: number): Ending => ({ kind: 'exited', exitCode })

type Row = {
  readonly title: string
  readonly ending: Ending
  readonly effects: readonly Effect[]
  readonly captured?: true
  readonly contained?: 'ask'
  readonly writes?: 'discard'
  readonly kind: string
}

const rows: readonly Row[] = [
  { title: 'exit 0 and nothing outside: succeeded', ending: exited(0), effects: [], kind: 'succeeded' },
  {
    title: 'exit 0 and hosts reached for: succeeded, with a warning',
    ending: exited(0),
    effects: [host],
    kind: 'succeeded',
  },
  {
    title: 'the same where the policy wants to be asked',
    ending: exited(0),
    effects: [host],
    contained: 'ask',
    kind: 'ask-retry',
  },
  {
    title: 'exit 0 and a forbidden system call: succeeded, with a warning',
    ending: exited(0),
    effects: [call],
    kind: 'succeeded',
  },
  {
    title: 'exit 0 and captured files: apply them?',
    ending: exited(0),
    effects: [write],
    captured: true,
    kind: 'ask-apply',
  },
  {
    title: 'exit 0, captured files and hosts: apply them?',
    ending: exited(0),
    effects: [write, host],
    captured: true,
    kind: 'ask-apply',
  },
  {
    title: 'the same where the policy drops them',
    ending: exited(0),
    effects: [write],
    captured: true,
    writes: 'discard',
    kind: 'succeeded',
  },
  {
    title: 'exit 0 and a write that was only refused: run again?',
    ending: exited(0),
    effects: [write],
    kind: 'ask-retry',
  },
  { title: 'not 0 and nothing outside: failed', ending: exited(1), effects: [], kind: 'failed' },
  { title: 'not 0 and anything outside: run again?', ending: exited(1), effects: [host], kind: 'ask-retry' },
  {
    title: 'not 0 and only what no approval can give: failed',
    ending: exited(1),
    effects: [refused, call],
    kind: 'failed',
  },
  {
    title: 'not 0 and that among others: run again?',
    ending: exited(1),
    effects: [refused, host],
    kind: 'ask-retry',
  },
  {
    title: 'exit 0 and only what no approval can give: never a request',
    ending: exited(0),
    effects: [refused],
    contained: 'ask',
    kind: 'succeeded',
  },
  {
    title: 'a signal and something outside: run again?',
    ending: { kind: 'signalled', signal: 'SIGSEGV' },
    effects: [write],
    captured: true,
    kind: 'ask-retry',
  },
  {
    title: 'a signal and nothing outside: failed',
    ending: { kind: 'signalled', signal: 'SIGSEGV' },
    effects: [],
    kind: 'failed',
  },
  {
    title: 'a limit: failed, whatever it did',
    ending: { kind: 'limit', limit: 'memory', detail: 'd' },
    effects: [write],
    captured: true,
    kind: 'failed',
  },
  { title: 'cancelled', ending: { kind: 'cancelled' }, effects: [write], kind: 'cancelled' },
  {
    title: 'no sandbox: never anything else',
    ending: { kind: 'unavailable', reason: 'r', remedy: 'm' },
    effects: [write],
    kind: 'unavailable',
  },
]

describe('what an attempt comes to', () => {
  for (const row of rows) {
    it(row.title, () => {
      const attempt = {
        ending: row.ending,
        effects: row.effects,
        changes: row.captured === true ? changes : undefined,
        backend: 'capture' as const,
      }
      const settings = {
        onContained: row.contained ?? ('warn' as const),
        capturedWrites: row.writes ?? ('ask' as const),
        escalation: 'widen' as const,
      }
      const verdict = verdictOf(attempt, settings)
      assert.equal(verdict.kind, row.kind)
      if (verdict.kind === 'succeeded') assert.equal(verdict.warnings.length, row.effects.length)
      if (verdict.kind === 'ask-apply' || verdict.kind === 'ask-retry')
        assert.deepEqual(verdict.effects, row.effects)
    })
  }
  it('names the limit', () => {
    const attempt = {
      ending: { kind: 'limit', limit: 'file-size', detail: 'too big' } as const,
      effects: [],
      changes: undefined,
      backend: 'capture' as const,
    }
    const verdict = verdictOf(attempt, { onContained: 'warn', capturedWrites: 'ask', escalation: 'widen' })
    assert.deepEqual(verdict, {
      kind: 'failed',
      reason: 'Ended by the limit on the size of one file: too big',
    })
  })
})

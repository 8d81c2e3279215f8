import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Review } from '../src/approval/request.ts'
import { runGate } from '../src/gate.ts'
import { attemptOf, commandOf, reached, sandboxed, scriptedGate, wrote } from './fakes/scripted.ts'

const reviewer = { login: 'ada', userId: 1, by: 'write', commentId: 7, commentUrl: undefined, at: 0 }
const approved: Review = { kind: 'approved', by: [reviewer], note: undefined }
const denied: Review = { kind: 'denied', by: reviewer, note: undefined }
const exited = (exitCode: number) => ({ kind: 'exited', exitCode }) as const
const ask = () => ({ kind: 'ask', reason: { kind: 'permissions' }, grant: sandboxed }) as const
const outcomes = (events: ReturnType<typeof scriptedGate>['events']) =>
  events.flatMap((event) => (event.kind === 'command-ended' ? [event.outcome.kind] : []))

describe('a command goes from policy to outcome', () => {
  it('runs when the policy lets it, and asks nobody', async () => {
    const { gate, log } = scriptedGate({})
    assert.deepEqual(await runGate([commandOf('a')], gate), { outcome: 'succeeded', exitCode: 0 })
    assert.deepEqual(log, ['attempt a workspace-write', 'close reviewers succeeded', 'close sandbox'])
  })

  it('never runs what the policy refuses', async () => {
    const { gate, log } = scriptedGate({
      requirement: () => ({ kind: 'refuse', reason: 'A rule forbids it.' }),
    })
    assert.deepEqual(await runGate([commandOf('a')], gate), { outcome: 'refused', exitCode: 3 })
    assert.deepEqual(log, ['close reviewers refused', 'close sandbox'])
  })

  it('re-reads and uses up the approval before it runs', async () => {
    const { gate, log } = scriptedGate({ requirement: ask, reviews: [approved] })
    await runGate([commandOf('a')], gate)
    assert.deepEqual(log.slice(0, 6), [
      'open run a',
      'review ID1',
      // Nothing that takes long lies between the last look and the start.
      'prepare',
      'consume ID1',
      'attempt a workspace-write',
      'settle ID1 succeeded',
    ])
  })

  for (const [review, outcome] of [
    [denied, 'denied'],
    [{ kind: 'abort', by: reviewer, note: undefined }, 'aborted'],
    [{ kind: 'timed-out' }, 'timed-out'],
    [{ kind: 'unavailable', reason: 'GitHub is down', hint: undefined }, 'refused'],
    [{ kind: 'void', reason: 'the head moved' }, 'refused'],
  ] as const) {
    it(`never runs after ${review.kind}`, async () => {
      const { gate, log, events } = scriptedGate({ requirement: ask, reviews: [review] })
      await runGate([commandOf('a')], gate)
      assert.equal(
        log.some((line) => line.startsWith('attempt') || line.startsWith('consume')),
        false,
      )
      assert.deepEqual(outcomes(events), [outcome])
    })
  }

  it('never runs when the approval turns out void just before', async () => {
    const { gate, log, events } = scriptedGate({
      requirement: ask,
      reviews: [approved],
      consumed: { kind: 'void', reason: 'the reply was edited' },
    })
    await runGate([commandOf('a')], gate)
    assert.equal(
      log.some((line) => line.startsWith('attempt')),
      false,
    )
    assert.deepEqual(outcomes(events), ['refused'])
  })
})

describe('after a denial', () => {
  it('applies captured changes without a second run', async () => {
    const { gate, log } = scriptedGate({
      attempts: [attemptOf(exited(0), [wrote('/home/a/x')])],
      reviews: [approved],
    })
    assert.equal((await runGate([commandOf('a')], gate)).outcome, 'succeeded')
    assert.deepEqual(log.slice(0, 6), [
      'attempt a workspace-write',
      'open apply a',
      'review ID1',
      'prepare',
      'consume ID1',
      'apply /home/a/x',
    ])
    assert.equal(log.filter((line) => line.startsWith('attempt')).length, 1)
  })

  it('drops captured changes that were denied', async () => {
    const { gate, log } = scriptedGate({
      attempts: [attemptOf(exited(0), [wrote('/home/a/x')])],
      reviews: [denied],
    })
    assert.equal((await runGate([commandOf('a')], gate)).outcome, 'denied')
    assert.ok(log.includes('discard /home/a/x'))
    assert.equal(
      log.some((line) => line.startsWith('apply')),
      false,
    )
  })

  it('runs again under the smallest grant that covers the evidence', async () => {
    const { gate, log } = scriptedGate({
      attempts: [attemptOf(exited(1), [reached('example.com')]), attemptOf(exited(0))],
      reviews: [approved],
    })
    assert.equal((await runGate([commandOf('a')], gate)).outcome, 'succeeded')
    assert.deepEqual(
      log.filter((line) => line.startsWith('attempt')),
      ['attempt a workspace-write', 'attempt a workspace-write+example.com'],
    )
  })

  it('asks anew for new evidence, and gives up after five rounds', async () => {
    const { gate, log, events } = scriptedGate({
      attempts: [1, 2, 3, 4, 5, 6, 7].map((n) => attemptOf(exited(1), [reached(`h${n}.example.com`)])),
      reviews: [approved],
    })
    await runGate([commandOf('a')], gate)
    assert.equal(log.filter((line) => line.startsWith('attempt')).length, 5)
    assert.equal(log.filter((line) => line.startsWith('open')).length, 4)
    assert.deepEqual(outcomes(events), ['refused'])
  })

  it('a failure without evidence is a failure, and nobody is asked', async () => {
    const { gate, log } = scriptedGate({ attempts: [attemptOf(exited(1))] })
    assert.deepEqual(await runGate([commandOf('a')], gate), { outcome: 'failed', exitCode: 1 })
    assert.equal(
      log.some((line) => line.startsWith('open')),
      false,
    )
  })

  it('a success that only reached for a host is a success with a warning', async () => {
    const { gate, events } = scriptedGate({ attempts: [attemptOf(exited(0), [reached('example.com')])] })
    assert.equal((await runGate([commandOf('a')], gate)).outcome, 'succeeded')
    const ended = events.find((event) => event.kind === 'command-ended')
    assert.match(ended?.kind === 'command-ended' ? ended.outcome.warnings.join() : '', /example\.com/)
  })

  for (const approvalPolicy of ['never', 'on-request'] as const) {
    it(`under ${approvalPolicy} the denial ends the command`, async () => {
      const { gate, log } = scriptedGate({
        policy: { approvalPolicy },
        attempts: [attemptOf(exited(0), [wrote('/home/a/x')])],
      })
      assert.equal((await runGate([commandOf('a')], gate)).outcome, 'refused')
      assert.ok(log.includes('discard /home/a/x'))
      assert.equal(
        log.some((line) => line.startsWith('open')),
        false,
      )
    })
  }

  it('changes whose target moved are not applied, and the command does not succeed', async () => {
    const { gate } = scriptedGate({
      attempts: [attemptOf(exited(0), [wrote('/home/a/x')])],
      reviews: [approved],
      applied: { kind: 'refused', reason: '/home/a/x changed since' },
    })
    assert.equal((await runGate([commandOf('a')], gate)).outcome, 'refused')
  })

  it('is not run without a sandbox, and nothing after it runs', async () => {
    const { gate, log, events } = scriptedGate({
      attempts: [attemptOf({ kind: 'unavailable', reason: 'no bubblewrap', remedy: 'install it' })],
    })
    const conclusion = await runGate([commandOf('a', 0, { continueOnError: true }), commandOf('b', 1)], gate)
    assert.deepEqual(conclusion, { outcome: 'sandbox-unavailable', exitCode: 4 })
    assert.deepEqual(outcomes(events), ['sandbox-unavailable', 'skipped'])
    assert.equal(
      log.some((line) => line.startsWith('open')),
      false,
    )
  })
})

describe('a list goes through in order', () => {
  it('opens all that is known before anything runs in one visit', async () => {
    const { gate, log } = scriptedGate({ requirement: ask, reviews: [approved] })
    await runGate([commandOf('a'), commandOf('b', 1)], gate)
    assert.equal(log[0], 'open run a, run b')
    assert.deepEqual(
      log.filter((line) => line.startsWith('attempt')),
      ['attempt a workspace-write', 'attempt b workspace-write'],
    )
  })

  it('skips the rest after a failure, unless it may fail', async () => {
    const attempts = [attemptOf(exited(1))]
    const strict = scriptedGate({ attempts })
    await runGate([commandOf('a'), commandOf('b', 1)], strict.gate)
    assert.deepEqual(outcomes(strict.events), ['failed', 'skipped'])
    const lenient = scriptedGate({ attempts })
    await runGate([commandOf('a', 0, { continueOnError: true }), commandOf('b', 1)], lenient.gate)
    assert.deepEqual(outcomes(lenient.events), ['failed', 'failed'])
  })

  it('closes everything when a port throws, and lets the error through', async () => {
    const { gate, log } = scriptedGate({})
    const broken = { ...gate, sandbox: { ...gate.sandbox, attempt: () => Promise.reject(new Error('boom')) } }
    await assert.rejects(runGate([commandOf('a')], broken), /boom/)
    assert.deepEqual(log, ['close reviewers cancelled', 'close sandbox'])
  })
})

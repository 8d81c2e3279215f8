import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { emptySession } from '../../src/approval/session.ts'
import { applyJudgement } from '../../src/approval/tally.ts'
import { endedAs } from '../../src/outcome.ts'
import type { FakeGitHub } from '../fakes/fake-github.ts'
import { startFakeGitHub } from '../fakes/fake-github.ts'
import { draftOf, reviewersOn, virtualClock } from './scene.ts'

const never = new AbortController().signal

describe('a denial', () => {
  let fake: FakeGitHub
  const clock = virtualClock()

  beforeEach(async () => {
    fake = await startFakeGitHub({ now: clock.now })
    for (const login of ['maria', 'manu']) fake.people.join(login, 'maintain')
    fake.people.join('dev', 'write')
  })
  afterEach(async () => {
    await fake.close()
    assert.deepEqual(fake.violations, [])
  })

  it('is final: an approval after it is told that all was decided, and changes nothing', async () => {
    const reviewers = reviewersOn(fake, clock, { timeoutMs: 60_000 })
    const [denied, other] = await reviewers.open([draftOf('npm publish'), draftOf('npm ci')])
    assert.ok(denied && other)
    fake.people.comment('maria', `/gate deny ${denied.id}`)
    assert.equal((await reviewers.review(denied, never)).kind, 'denied')
    fake.people.comment('manu', `/gate approve ${denied.id}`)
    assert.equal((await reviewers.review(other, never)).kind, 'timed-out')
    assert.equal((await reviewers.review(denied, never)).kind, 'denied')
    assert.match(JSON.stringify(reviewers.events), /was already decided/)
    // Also where the reply was judged before the denial came.
    const reviewer = { login: 'manu', userId: 9, by: 'maintain', commentId: 9, commentUrl: undefined, at: 0 }
    const no = { kind: 'denied', by: undefined, note: undefined } as const
    const stage = { kind: 'reviewed', review: no } as const
    const entry = { request: denied, nonce: '', answeredUnder: denied.id, explained: false, stage }
    const vote = { kind: 'approve', scope: 'once', note: undefined, reviewer } as const
    const state = { ...emptySession, entries: [entry] }
    const after = applyJudgement(state, { kind: 'vote', id: denied.id, vote }, { maximumWaitMs: 1 })
    assert.deepEqual(after.entries, [entry])
  })

  const ways: readonly (readonly [string, (no: string) => void])[] = [
    [
      'that its author edited',
      (no) => fake.people.edit(fake.people.comment('manu', no).id, 'manu', `${no} for now`),
    ],
    ['that somebody hid as spam', (no) => fake.people.minimize(fake.people.comment('manu', no).id, 'spam')],
    [
      'through an app that the policy does not list',
      (no) => fake.people.comment('manu', no, { app: 'chat' }),
    ],
  ]
  for (const [title, say] of ways) {
    it(`counts in a comment ${title}, where an approval would not`, async () => {
      const reviewers = reviewersOn(fake, clock, { timeoutMs: 60_000 })
      const [request] = await reviewers.open([draftOf('npm publish')])
      assert.ok(request)
      fake.people.comment('maria', `/gate approve ${request.id}`)
      const review = await reviewers.review(request, never)
      say(`/gate deny ${request.id}`)
      assert.equal((await reviewers.consume(request, review)).kind, 'denied')
    })
  }
  const floods: readonly (readonly [string, number, (at: number) => string])[] = [
    ['many replies to ever other requests', 25, (at) => String(at).padStart(10, '0')],
    ['more replies than are read at once', 110, () => ''],
  ]
  for (const [title, count, rest] of floods) {
    it(`A22: is heard behind ${title}, by one who may not approve`, async () => {
      const reviewers = reviewersOn(fake, clock, { timeoutMs: 60_000 })
      const [request] = await reviewers.open([draftOf('npm publish')])
      assert.ok(request)
      fake.people.comment('maria', `/gate approve ${request.id}`)
      const review = await reviewers.review(request, never)
      for (let at = 0; at < count; at += 1)
        fake.people.comment('dev', `/gate approve ${request.id} ${rest(at)}`)
      fake.people.comment('manu', `/gate deny ${request.id}`)
      assert.equal((await reviewers.consume(request, review)).kind, 'denied')
    })
  }
  it('of what was approved for the run takes it back for equal requests, also when the command has run', async () => {
    const reviewers = reviewersOn(fake, clock, { timeoutMs: 60_000 })
    const [first, second] = await reviewers.open([draftOf('npm publish'), draftOf('npm publish')])
    assert.ok(first && second)
    fake.people.comment('maria', `/gate approve ${first.id} for-run`)
    const review = await reviewers.review(first, never)
    assert.equal((await reviewers.consume(first, review)).kind, 'approved-for-run')
    await reviewers.settle(first, endedAs('succeeded', 'done'))
    fake.people.comment('manu', `/gate deny ${first.id}`)
    assert.equal((await reviewers.consume(second, review)).kind, 'denied')
    const [third] = await reviewers.open([draftOf('npm publish')])
    assert.ok(third)
    assert.equal((await reviewers.review(third, never)).kind, 'denied')
  })
  it('of everything holds against what was approved for the run before it', async () => {
    const reviewers = reviewersOn(fake, clock, { timeoutMs: 60_000 })
    const [first] = await reviewers.open([draftOf('npm publish')])
    assert.ok(first)
    fake.people.comment('maria', `/gate approve ${first.id} for-run`)
    fake.people.comment('manu', '/gate abort')
    assert.equal((await reviewers.review(first, never)).kind, 'abort')
    const [second] = await reviewers.open([draftOf('npm publish')])
    assert.ok(second)
    assert.equal((await reviewers.review(second, never)).kind, 'abort')
  })
  it('of everything counts also when nothing waits while it is written', async () => {
    const reviewers = reviewersOn(fake, clock, { timeoutMs: 60_000 })
    const [first] = await reviewers.open([draftOf('npm ci')])
    assert.ok(first)
    fake.people.comment('maria', `/gate approve ${first.id}`)
    await reviewers.consume(first, await reviewers.review(first, never))
    await clock.sleep(5_000)
    fake.people.comment('manu', '/gate abort')
    await clock.sleep(5_000)
    const [next] = await reviewers.open([draftOf('npm publish')])
    assert.ok(next)
    fake.people.comment('maria', `/gate approve ${next.id}`)
    assert.equal((await reviewers.review(next, never)).kind, 'abort')
  })
})

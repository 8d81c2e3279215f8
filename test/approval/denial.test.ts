import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { emptySession } from '../../src/approval/session.ts'
import { applyJudgement } from '../../src/approval/tally.ts'
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
})

import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { createNotice } from '../../src/approval/notice.ts'
import { showRequestId } from '../../src/command/fingerprint.ts'
import type { PullRequest } from '../../src/ports.ts'
import type { FakeGitHub } from '../fakes/fake-github.ts'
import { startFakeGitHub } from '../fakes/fake-github.ts'
import { draftOf, reviewersOn, virtualClock } from './scene.ts'

describe('a review on a pull request', () => {
  let fake: FakeGitHub
  const clock = virtualClock()
  const never = new AbortController().signal

  beforeEach(async () => {
    fake = await startFakeGitHub({ now: clock.now })
    fake.people.join('maria', 'maintain')
  })
  afterEach(async () => {
    await fake.close()
    assert.deepEqual(fake.violations, [])
  })

  it('an approval by a person who may is given out once, after the comment says that it is used', async () => {
    const reviewers = reviewersOn(fake, clock)
    const [request] = await reviewers.open([draftOf('npm publish')])
    assert.ok(request)
    fake.people.comment('maria', `/gate approve ${showRequestId(request.id)} looks fine`)
    const review = await reviewers.review(request, never)
    assert.partialDeepStrictEqual(review, { kind: 'approved', by: [{ login: 'maria' }], note: 'looks fine' })
    assert.deepEqual(await reviewers.consume(request, review), review)
    assert.match(fake.comments()[0]?.body ?? '', /running/)
    assert.equal((await reviewers.consume(request, review)).kind, 'void')
    await reviewers.close({ outcome: 'succeeded', exitCode: 0 })
    assert.deepEqual(
      reviewers.events.filter(({ kind }) => kind === 'note'),
      [],
    )
  })

  it('the comment is written again where a write that failed between may have been done', async () => {
    const { settings } = reviewersOn(fake, clock)
    let isLost = false
    const pullRequest: PullRequest = {
      ...settings.pullRequest,
      edit: async (comment, body) => {
        const edited = await settings.pullRequest.edit(comment, body)
        const failure = { kind: 'unreachable', detail: 'lost', retryAfterMs: undefined } as const
        return isLost ? { kind: 'failure', failure } : edited
      },
    }
    const notice = createNotice({ pullRequest, clock, sessionMarker: 'ours' })
    await notice.publish(() => 'used', 0)
    isLost = true
    await notice.publish(() => 'open', 0)
    isLost = false
    assert.equal((await notice.publish(() => 'used', 0)).kind, 'value')
    assert.equal(fake.comments()[0]?.body, 'used')
  })
})

import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { closeAbandoned } from '../../src/approval/abandoned.ts'
import type { ReviewersSettings } from '../../src/approval/desk.ts'
import type { RequestDraft } from '../../src/approval/request.ts'
import { endedAs } from '../../src/outcome.ts'
import type { FakeGitHub } from '../fakes/fake-github.ts'
import { startFakeGitHub } from '../fakes/fake-github.ts'
import { draftOf, reviewersOn, virtualClock } from './scene.ts'

const never = new AbortController().signal

describe('a job that was killed, and its re-run', () => {
  let fake: FakeGitHub
  const clock = virtualClock()

  beforeEach(async () => {
    fake = await startFakeGitHub({ now: clock.now })
    fake.people.join('maria', 'write')
    fake.people.join('wes', 'write')
  })
  afterEach(async () => {
    await fake.close()
    assert.deepEqual(fake.violations, [])
  })

  /** One attempt of the run: nothing of an earlier one is left in memory. */
  async function attempt(
    runAttempt: number,
    over: Partial<ReviewersSettings> = {},
    draft: RequestDraft = draftOf('npm publish'),
  ) {
    const plain = reviewersOn(fake, clock)
    const context = { ...plain.settings.context, runAttempt, ...over.context }
    const reviewers = reviewersOn(fake, clock, { timeoutMs: 60_000, ...over, context })
    const [request] = await reviewers.open([draft])
    assert.ok(request)
    return { reviewers, request }
  }

  it('an approval that was not used counts in the re-run, and there is one comment', async () => {
    const first = await attempt(1)
    fake.people.comment('maria', `/gate approve ${first.request.id}`)
    const second = await attempt(2)
    assert.equal(second.request.id, first.request.id)
    const review = await second.reviewers.review(second.request, never)
    assert.equal((await second.reviewers.consume(second.request, review)).kind, 'approved')
    assert.equal(fake.comments().filter(({ author }) => author.type === 'Bot').length, 1)
  })

  it('an approval that was not used outlives an attempt that was killed before it came to it', async () => {
    const plain = reviewersOn(fake, clock)
    const drafts = ['npm ci', 'npm publish'].map((run) => draftOf(run))
    const [, publish] = await plain.open(drafts)
    fake.people.comment('maria', `/gate approve ${publish?.id}`)
    await attempt(2, {}, draftOf('npm ci'))
    const third = await attempt(3)
    assert.equal(third.request.id, publish?.id)
    assert.equal((await third.reviewers.review(third.request, never)).kind, 'approved')
  })

  it('while nobody can tell whether there is a comment already, none is posted and nothing approved', async () => {
    await attempt(1)
    fake.fault({ on: 'issues/list-comments', fault: { kind: 'status', status: 502 }, times: 1_000 })
    const second = await attempt(2)
    const review = await second.reviewers.review(second.request, never)
    assert.match(JSON.stringify(review), /unavailable.*could not be looked for/)
    assert.equal(fake.comments().filter(({ author }) => author.type === 'Bot').length, 1)
  })

  it('an approval that was used is asked for anew', async () => {
    const first = await attempt(1)
    fake.people.comment('maria', `/gate approve ${first.request.id}`)
    await first.reviewers.consume(first.request, await first.reviewers.review(first.request, never))
    const second = await attempt(2)
    assert.notEqual(second.request.id, first.request.id)
    assert.equal((await second.reviewers.review(second.request, never)).kind, 'timed-out')
    assert.equal(fake.comments().filter(({ author }) => author.type === 'Bot').length, 1)
  })

  it('an approval of something else is no approval of this', async () => {
    const first = await attempt(1)
    fake.people.comment('maria', `/gate approve ${first.request.id}`)
    const second = await attempt(2, {}, draftOf('npm publish --tag evil'))
    assert.equal((await second.reviewers.review(second.request, never)).kind, 'timed-out')
  })

  it('nothing counts again when the policy says never', async () => {
    const first = await attempt(1)
    fake.people.comment('maria', `/gate approve ${first.request.id}`)
    const second = await attempt(2, { reuseApprovals: 'never' })
    assert.equal((await second.reviewers.review(second.request, never)).kind, 'timed-out')
  })

  it('A6, A20: a comment that somebody else edited is no record', async () => {
    const first = await attempt(1)
    fake.people.comment('maria', `/gate approve ${first.request.id}`)
    await first.reviewers.consume(first.request, await first.reviewers.review(first.request, never))
    const [ours] = fake.comments()
    assert.ok(ours)
    fake.people.edit(ours.id, 'wes', ours.body.replace('"used"', '"open"'))
    const second = await attempt(2)
    assert.notEqual(second.request.id, first.request.id)
    assert.equal((await second.reviewers.review(second.request, never)).kind, 'timed-out')
  })

  it('A7: what a second comment shows as used is used, where a lost answer had it posted twice', async () => {
    const first = await attempt(1)
    const open = fake.comments()[0]?.body ?? ''
    const used = open.replace('"open"]]', '"used"]]')
    assert.notEqual(used, open)
    fake.people.comment('github-actions[bot]', used, { app: 'github-actions' })
    fake.people.comment('maria', `/gate approve ${first.request.id}`)
    const second = await attempt(2)
    assert.notEqual(second.request.id, first.request.id)
    assert.equal((await second.reviewers.review(second.request, never)).kind, 'timed-out')
  })

  it('an abort of the earlier attempt does not end the re-run', async () => {
    const first = await attempt(1)
    fake.people.comment('maria', '/gate abort')
    assert.equal((await first.reviewers.review(first.request, never)).kind, 'abort')
    clock.sleep(5_000)
    const second = await attempt(2)
    fake.people.comment('maria', `/gate approve ${second.request.id}`)
    assert.equal((await second.reviewers.review(second.request, never)).kind, 'approved')
  })

  it('the post step closes what a kill left open, once, and the re-run still finds it', async () => {
    const first = await attempt(1)
    fake.people.comment('maria', `/gate approve ${first.request.id}`)
    const { pullRequest, context } = first.reviewers.settings
    assert.deepEqual(await closeAbandoned(pullRequest, context), { kind: 'value', value: true })
    assert.match(fake.comments()[0]?.body ?? '', /^### Cancelled/)
    assert.deepEqual(await closeAbandoned(pullRequest, context), { kind: 'value', value: false })
    const second = await attempt(2)
    assert.equal((await second.reviewers.review(second.request, never)).kind, 'approved')
  })

  it('the post step leaves alone what was closed, and comments of other jobs', async () => {
    const first = await attempt(1)
    const { pullRequest, context } = first.reviewers.settings
    await first.reviewers.settle(first.request, endedAs('failed', 'it failed'))
    await first.reviewers.close({ outcome: 'failed', exitCode: 1 })
    const body = fake.comments()[0]?.body
    assert.deepEqual(await closeAbandoned(pullRequest, context), { kind: 'value', value: false })
    assert.deepEqual(await closeAbandoned(pullRequest, { ...context, job: 'test' }), {
      kind: 'value',
      value: false,
    })
    assert.equal(fake.comments()[0]?.body, body)
  })

  it('legs of a matrix have a comment each', async () => {
    const { context } = reviewersOn(fake, clock).settings
    const legs = await Promise.all(
      ['build/0', 'build/1', 'build/2'].map((job) => attempt(1, { context: { ...context, job } })),
    )
    assert.equal(new Set(legs.map(({ request }) => request.id)).size, 3)
    assert.equal(fake.comments().length, 3)
  })
})

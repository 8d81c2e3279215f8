import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { denyingReviewers, refusingReviewers } from '../../src/approval/absent.ts'
import type { ReviewersSettings } from '../../src/approval/desk.ts'
import type { Clock } from '../../src/ports.ts'
import type { FakeGitHub } from '../fakes/fake-github.ts'
import { startFakeGitHub } from '../fakes/fake-github.ts'
import { draftOf, reviewersOn, virtualClock, writers } from './scene.ts'

const never = new AbortController().signal

describe('waiting for an answer', () => {
  let fake: FakeGitHub
  const clock = virtualClock()

  beforeEach(async () => {
    fake = await startFakeGitHub({ now: clock.now })
    fake.people.join('maria', 'write')
    fake.people.join('reader', 'read')
  })
  afterEach(async () => {
    await fake.close()
    assert.deepEqual(fake.violations, [])
  })

  async function ask(over: Partial<ReviewersSettings> = {}) {
    const reviewers = reviewersOn(fake, clock, { timeoutMs: 60_000, ...over })
    const [request] = await reviewers.open([draftOf('npm publish')])
    assert.ok(request)
    return { reviewers, request }
  }

  /** The clock, and what happens at the start of each pause. */
  const whenever = (happen: () => void): Clock => ({
    now: clock.now,
    sleep: async (ms, signal) => {
      happen()
      await clock.sleep(ms, signal)
    },
  })

  const ours = () => fake.comments().filter(({ author }) => author.type === 'Bot')

  it('ends at the deadline, and the comment says so', async () => {
    const { reviewers, request } = await ask()
    assert.deepEqual(await reviewers.review(request, never), { kind: 'timed-out' })
    assert.equal(clock.now() >= request.deadline, true)
    assert.match(ours()[0]?.body ?? '', /reviewed/)
  })

  for (const [timeoutMs, longestMs] of [
    [12_000, 12_000],
    [600_000, 60_000],
  ] as const) {
    it(`a last look that fails is tried again for ${longestMs / 1_000} s where a request waits ${timeoutMs / 1_000} s`, async () => {
      const { reviewers, request } = await ask({ timeoutMs })
      fake.fault({ on: 'issues/list-comments', fault: { kind: 'status', status: 502 }, times: 'always' })
      assert.deepEqual(await reviewers.review(request, never), { kind: 'timed-out' })
      const triedMs = clock.now() - request.deadline
      assert.ok(triedMs >= longestMs && triedMs < 3 * longestMs, `${triedMs} ms`)
    })
  }

  it('half an hour costs three charged requests: the post, the first look, the last edit', async () => {
    const { reviewers, request } = await ask({ timeoutMs: 1_800_000 })
    const before = fake.limiter.charged()
    assert.equal((await reviewers.review(request, never)).kind, 'timed-out')
    assert.ok(fake.limiter.charged() - before <= 3, `${fake.limiter.charged() - before} charged`)
  })

  it('asks, waits and lets start for four charged requests of the hourly limit, where many share it', async () => {
    fake.limiter.setRemaining(900)
    const asked: string[] = []
    const answer = () => void asked.splice(0).map((id) => fake.people.comment('maria', `/gate approve ${id}`))
    const { reviewers, request } = await ask({ clock: whenever(answer) })
    asked.push(request.id)
    const rest = () => fake.requests.filter(({ status, path }) => status !== 304 && path !== '/graphql')
    const before = rest().length
    const review = await reviewers.review(request, never)
    assert.equal((await reviewers.consume(request, review)).kind, 'approved')
    await reviewers.close({ outcome: 'succeeded', exitCode: 0 })
    const charged = rest()
      .slice(before)
      .map(({ operationId }) => operationId)
    assert.deepEqual(charged.toSorted(), [
      'issues/list-comments',
      'issues/list-comments',
      'repos/get-collaborator-permission-level',
    ])
    assert.equal(fake.requests.filter(({ path }) => path === '/graphql').length, 4)
  })

  it('no leg answers a reply that is meant for a leg that asked before it', async () => {
    const first = await ask()
    const second = await ask({ context: { ...first.reviewers.settings.context, job: 'build/2' } })
    fake.people.comment('reader', `/gate approve ${first.request.id}`)
    assert.equal((await second.reviewers.review(second.request, never)).kind, 'timed-out')
    assert.deepEqual(
      second.reviewers.events.filter(({ kind }) => kind === 'dismissed'),
      [],
    )
  })

  it('on a busy pull request each look asks for what is new, and the reply is found', async () => {
    const asked: string[] = []
    const chat = () => {
      for (let said = 0; said < 10; said += 1) fake.people.comment('reader', 'Hm.')
      if (fake.comments().length > 300)
        void asked.splice(0).map((id) => fake.people.comment('maria', `/gate approve ${id}`))
    }
    const { reviewers, request } = await ask({ timeoutMs: 600_000, clock: whenever(chat) })
    asked.push(request.id)
    assert.equal((await reviewers.review(request, never)).kind, 'approved')
    const looks = fake.requests.filter(({ operationId }) => operationId === 'issues/list-comments')
    assert.ok(looks.filter(({ path }) => /page=[234]/.test(path.replace('per_page', ''))).length <= 3)
  })

  it('is extended by who may approve, and by nobody else, up to the most', async () => {
    const { reviewers, request } = await ask({ maximumWaitMs: 120_000 })
    fake.people.comment('reader', `/gate extend ${request.id} 2h`)
    fake.people.comment('maria', `/gate extend ${request.id} 2h`)
    assert.equal((await reviewers.review(request, never)).kind, 'timed-out')
    const waited = clock.now() - request.openedAt
    assert.ok(waited >= 120_000 && waited < 200_000, `${waited} ms`)
  })

  it('ends when the run is cancelled', async () => {
    const { reviewers, request } = await ask()
    const cancel = new AbortController()
    cancel.abort()
    assert.equal((await reviewers.review(request, cancel.signal)).kind, 'abort')
  })

  it('an approval for the run answers the equal request that waits, and the equal one that comes later', async () => {
    const reviewers = reviewersOn(fake, clock, { timeoutMs: 60_000 })
    const [one, two] = await reviewers.open([draftOf('npm test'), draftOf('npm test')])
    assert.ok(one && two)
    fake.people.comment('maria', `/gate approve ${one.id} for-run`)
    assert.equal((await reviewers.review(two, never)).kind, 'approved-for-run')
    const [three] = await reviewers.open([draftOf('npm test')])
    assert.ok(three)
    const review = await reviewers.review(three, never)
    assert.equal((await reviewers.consume(three, review)).kind, 'approved-for-run')
    fake.people.join('maria', 'read')
    assert.equal((await reviewers.consume(two, review)).kind, 'void')
  })

  it('a reply to explain or help changes the comment and decides nothing', async () => {
    const seen: boolean[] = []
    const { reviewers, request } = await ask({
      render: (view) => {
        seen.push(view.helpAsked && view.entries.every(({ explained }) => explained))
        return { body: `${seen.length} ${view.marker}`, omitted: [] }
      },
    })
    fake.people.comment('reader', '/gate help')
    fake.people.comment('reader', `/gate explain ${request.id}`)
    assert.equal((await reviewers.review(request, never)).kind, 'timed-out')
    assert.ok(seen.includes(true))
  })

  it("a request that the comment can't show in full is not asked", async () => {
    const reviewers = reviewersOn(fake, clock, {
      render: (view) => ({ body: view.marker, omitted: view.entries.map(({ request }) => request.id) }),
    })
    const [request] = await reviewers.open([draftOf('x')])
    assert.ok(request)
    assert.match(JSON.stringify(await reviewers.review(request, never)), /unavailable.*shown whole/)
  })

  const faults = [
    ['500', { kind: 'status', status: 500 }],
    ['502 with HTML', { kind: 'html', status: 502 }],
    ['a reset', { kind: 'reset' }],
    ['an answer that is lost after it took effect', { kind: 'lost-answer' }],
    ['a truncated answer', { kind: 'truncated' }],
    ['no JSON', { kind: 'not-json' }],
    [
      'a secondary limit',
      {
        kind: 'status',
        status: 403,
        message: 'You have exceeded a secondary rate limit',
        headers: { 'retry-after': '5' },
      },
    ],
    ['429', { kind: 'status', status: 429, message: 'Too many', headers: { 'retry-after': '5' } }],
  ] as const
  for (const [title, fault] of faults) {
    it(`${title} on each call once: approved all the same, and one comment`, async () => {
      for (const on of [
        /^GET .*pulls\/7$/,
        'issues/create-comment',
        'issues/list-comments',
        'graphql',
        /permission$/,
        'graphql GateEdit',
        /reactions$/,
      ]) {
        fake.fault({ on, fault, times: 1 })
      }
      const { reviewers, request } = await ask({ timeoutMs: 600_000 })
      fake.people.comment('maria', `/gate approve ${request.id}`)
      const review = await reviewers.review(request, never)
      assert.equal((await reviewers.consume(request, review)).kind, 'approved')
      assert.equal(ours().length, 1)
      await reviewers.close({ outcome: 'succeeded', exitCode: 0 })
    })
    it(`${title} on every call after the approval: never given out`, async () => {
      const { reviewers, request } = await ask({ timeoutMs: 600_000 })
      fake.people.comment('maria', `/gate approve ${request.id}`)
      const review = await reviewers.review(request, never)
      assert.equal(review.kind, 'approved')
      fake.fault({ on: /./, fault, times: 'always' })
      assert.equal((await reviewers.consume(request, review)).kind, 'unavailable')
      fake.clearFaults()
    })
  }

  it('a token that may not write: refused at once, with the permissions to add at that place', async () => {
    await fake.close()
    fake = await startFakeGitHub({
      now: clock.now,
      permissions: { contents: 'read', 'pull-requests': 'read', metadata: 'read' },
    })
    const { reviewers, request } = await ask()
    const review = await reviewers.review(request, never)
    assert.ok(review.kind === 'unavailable')
    assert.match(review.hint ?? '', /permissions:\n {2}contents: read\n {2}pull-requests: write/)
    assert.match(review.hint ?? '', /fork/)
    const onIssue = await ask({ place: 'issue' })
    const other = await onIssue.reviewers.review(onIssue.request, never)
    assert.ok(other.kind === 'unavailable')
    assert.match(other.hint ?? '', /issues: write/)
    assert.doesNotMatch(other.hint ?? '', /pull-requests: write|fork/)
  })

  it("a team that the token can't read: nobody is approved, and the log says why", async () => {
    const { reviewers, request } = await ask({ approvers: { ...writers, teams: ['acme/sec'] } })
    fake.people.comment('maria', `/gate approve ${request.id}`)
    assert.equal((await reviewers.review(request, never)).kind, 'timed-out')
    assert.match(JSON.stringify(reviewers.events), /teams-token/)
  })
})

describe('where nobody can be asked', () => {
  it('every request is refused with the reason, also when somebody hands in an approval', async () => {
    const reviewers = refusingReviewers('there is no pull request', 'name one')
    const [request] = await reviewers.open([draftOf('x')])
    assert.ok(request)
    const refusal = { kind: 'unavailable', reason: 'there is no pull request', hint: 'name one' }
    assert.deepEqual(await reviewers.review(request, never), refusal)
    assert.deepEqual(await reviewers.consume(request, { kind: 'timed-out' }), refusal)
  })
  it('with approvals set to deny, everything is denied', async () => {
    const reviewers = denyingReviewers()
    const [request] = await reviewers.open([draftOf('x')])
    assert.ok(request)
    assert.equal((await reviewers.review(request, never)).kind, 'denied')
  })
})

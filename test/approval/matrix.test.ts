import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { RunContext } from '../../src/approval/bind.ts'
import type { ReviewersSettings } from '../../src/approval/desk.ts'
import type { FakeGitHub } from '../fakes/fake-github.ts'
import { startFakeGitHub } from '../fakes/fake-github.ts'
import { headOf } from '../fakes/github/state.ts'
import { draftOf, reviewersOn, sandboxed, virtualClock, writers } from './scene.ts'

const never = new AbortController().signal
const allowed = { ...writers, forMatrix: true }

describe('one reply for all legs of a matrix', () => {
  let fake: FakeGitHub
  const clock = virtualClock()

  beforeEach(async () => {
    fake = await startFakeGitHub({ now: clock.now })
    fake.people.join('maria', 'write')
    fake.people.join('wes', 'write')
    fake.people.join('reader', 'read')
    fake.people.join('dev', 'write')
  })
  afterEach(async () => {
    await fake.close()
    assert.deepEqual(fake.violations, [])
  })

  const contextOf = (leg: number, over: Partial<RunContext> = {}): RunContext => ({
    repositoryId: 1_296_269,
    number: 7,
    headSha: headOf(fake.pull),
    policyDigest: 'p1',
    runId: '42',
    runAttempt: 1,
    job: `build/${leg}/gate`,
    matrix: 'build/gate',
    ...over,
  })

  /** A leg that asks, before the policy that allows it. */
  async function leg(
    number: number,
    over: Partial<ReviewersSettings> = {},
    context: Partial<RunContext> = {},
    drafts = [draftOf('npm publish')],
  ) {
    const settings = { timeoutMs: 60_000, approvers: allowed, context: contextOf(number, context), ...over }
    const reviewers = reviewersOn(fake, clock, settings)
    const [request] = await reviewers.open(drafts)
    assert.ok(request)
    return { reviewers, request }
  }
  type Leg = Awaited<ReturnType<typeof leg>>

  const say = (who: string, named: Leg, rest = 'for-matrix') =>
    fake.people.comment(who, `/gate approve ${named.request.id} ${rest}`)
  const used = async ({ reviewers, request }: Leg) =>
    (await reviewers.consume(request, await reviewers.review(request, never))).kind
  const bodyOf = ({ request }: Leg) =>
    fake.comments().find(({ body, author }) => author.type === 'Bot' && body.includes(request.id.slice(0, 5)))

  it('lets each leg start once, also one that asks only after the reply', async () => {
    const one = await leg(1)
    const two = await leg(2)
    say('maria', one)
    assert.deepEqual([await used(one), await used(two)], ['approved', 'approved'])
    const three = await leg(3)
    assert.equal(await used(three), 'approved')
    assert.equal((await three.reviewers.consume(three.request, { kind: 'timed-out' })).kind, 'timed-out')
    const again = await three.reviewers.review(three.request, never)
    assert.equal((await three.reviewers.consume(three.request, again)).kind, 'void')
  })

  it('is no reply to the leg itself either where the policy does not allow it, and says why', async () => {
    const one = await leg(1, { approvers: writers })
    const two = await leg(2, { approvers: writers })
    say('maria', one)
    assert.deepEqual([await used(one), await used(two)], ['timed-out', 'timed-out'])
    const dismissed = one.reviewers.events.filter(({ kind }) => kind === 'dismissed')
    assert.match(JSON.stringify(dismissed), /counts for one job, not for-matrix/)
    assert.doesNotMatch(bodyOf(one)?.body ?? '', /command-gate:matrix/)
  })

  it('without the word counts for one leg', async () => {
    const one = await leg(1)
    const two = await leg(2)
    say('maria', one, '')
    assert.deepEqual([await used(one), await used(two)], ['approved', 'timed-out'])
  })

  const others: readonly (readonly [title: string, make: () => Promise<Leg>])[] = [
    ['another run', () => leg(2, {}, { runId: '43' })],
    ['another attempt', () => leg(2, {}, { runAttempt: 2 })],
    ['another job', () => leg(2, {}, { matrix: 'deploy/gate' })],
    ['another commit', () => leg(2, {}, { headSha: 'b'.repeat(40) })],
    ['another policy', () => leg(2, {}, { policyDigest: 'p2' })],
    ['another command', () => leg(2, {}, {}, [draftOf('npm publish --tag next')])],
    ['another grant', () => leg(2, {}, {}, [draftOf('npm publish', { grantAfter: sandboxed })])],
    ['other evidence', () => leg(2, {}, {}, [draftOf('npm publish', { effects: [] })])],
    ['the same asked twice', () => leg(2, {}, {}, [draftOf('npm publish'), draftOf('npm publish')])],
  ]
  for (const [title, make] of others) {
    it(`does not reach ${title}`, async () => {
      const one = await leg(1)
      const other = await make()
      say('maria', one)
      assert.equal(await used(one), 'approved')
      assert.notEqual(await used(other), 'approved')
    })
  }

  const people = [
    ['reader', 'a reader'],
    ['dev', 'the author of the pull request'],
  ] as const
  for (const [who, title] of people) {
    it(`of ${title} counts for no leg, and only the leg that is named says so`, async () => {
      const one = await leg(1)
      const two = await leg(2)
      say(who, one)
      assert.deepEqual([await used(one), await used(two)], ['timed-out', 'timed-out'])
      const told = [one, two].map(({ reviewers }) =>
        reviewers.events.some(({ kind }) => kind === 'dismissed'),
      )
      assert.deepEqual(told, [true, false])
    })
  }

  it('counts as one voice where two are needed', async () => {
    const approvers = { ...allowed, count: 2 }
    const one = await leg(1, { approvers })
    const two = await leg(2, { approvers })
    say('maria', one)
    assert.equal((await two.reviewers.review(two.request, never)).kind, 'timed-out')
    const three = await leg(3, { approvers })
    say('wes', three)
    assert.equal(await used(three), 'approved')
  })

  it('a leg that was refused speaks for no other', async () => {
    const one = await leg(1)
    const two = await leg(2)
    fake.people.comment('maria', `/gate deny ${one.request.id}`)
    assert.equal(await used(one), 'denied')
    say('maria', one)
    assert.equal(await used(two), 'timed-out')
  })

  /** The line that names request `id` as asking what the leg's own request asks. */
  const forgedLine = (body: string, id: string) => body.replaceAll(/\["[0-9A-Z]{10}","/g, `["${id}","`)
  const hidden = (named: Leg) =>
    bodyOf(named)
      ?.body.match(/^<!-- command-gate:(v1|matrix) .*$/gm)
      ?.join('\n') ?? ''

  it('naming an id from a comment that somebody else wrote counts for nobody', async () => {
    const two = await leg(2)
    const id = '7K3QM9XD2F'
    const line = forgedLine(hidden(two), id)
    assert.match(line, /7K3QM9XD2F/)
    fake.people.comment('wes', `### Approve?\n7K3QM-9XD2F\n${line}`)
    fake.people.comment('other[bot]', `7K3QM-9XD2F\n${line}`, { app: 'other' })
    fake.people.comment('maria', `/gate approve ${id} for-matrix`)
    assert.equal(await used(two), 'timed-out')
  })

  it('naming an id that somebody wrote into a leg’s comment counts for nobody', async () => {
    const one = await leg(1, {}, {}, [draftOf('npm test')])
    const two = await leg(2)
    const ours = bodyOf(one)
    assert.ok(ours)
    const line = forgedLine(hidden(two), one.request.id)
    fake.people.edit(ours.id, 'wes', `${ours.body.replace(/<!-- command-gate:matrix .*/, '')}\n${line}`)
    say('maria', one)
    assert.equal(await used(two), 'timed-out')
  })

  it('is void when the comment of the leg that it names is edited or gone before the start', async () => {
    for (const spoil of ['edit', 'remove'] as const) {
      const one = await leg(1)
      const two = await leg(2)
      say('maria', one)
      const review = await two.reviewers.review(two.request, never)
      assert.equal(review.kind, 'approved')
      const ours = bodyOf(one)
      assert.ok(ours)
      if (spoil === 'edit') fake.people.edit(ours.id, 'wes', `${ours.body} `)
      else fake.people.remove(ours.id)
      assert.equal((await two.reviewers.consume(two.request, review)).kind, 'void')
    }
  })

  it('is void when the reply is edited before the start', async () => {
    const one = await leg(1)
    const two = await leg(2)
    const reply = say('maria', one)
    const review = await two.reviewers.review(two.request, never)
    fake.people.edit(reply.id, 'maria', 'Wait.')
    assert.equal((await two.reviewers.consume(two.request, review)).kind, 'void')
  })

  it('a reply from before the leg’s question counts for nobody', async () => {
    const id = 'AAAAA-AAAAA'
    fake.people.comment('maria', `/gate approve ${id} for-matrix`)
    const two = await leg(2)
    assert.equal(await used(two), 'timed-out')
  })
})

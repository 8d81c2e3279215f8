import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { ReviewersSettings } from '../../src/approval/desk.ts'
import type { ApprovalRequest, RequestDraft } from '../../src/approval/request.ts'
import { showRequestId } from '../../src/command/fingerprint.ts'
import type { FakeGitHub } from '../fakes/fake-github.ts'
import { startFakeGitHub } from '../fakes/fake-github.ts'
import { riskOf } from '../report/comment-scene.ts'
import { draftOf, reviewersOn, virtualClock, writers } from './scene.ts'

const soonOver = { timeoutMs: 60_000 } as const
const never = new AbortController().signal

describe('attacks on an approval, over HTTP, with nothing of the gate replaced', () => {
  let fake: FakeGitHub
  const clock = virtualClock()

  beforeEach(async () => {
    fake = await startFakeGitHub({ now: clock.now, files: { CODEOWNERS: '* @owner\n' } })
    for (const login of ['maria', 'wes', 'wilma']) fake.people.join(login, 'write')
    fake.people.join('manu', 'maintain')
    fake.people.join('reader', 'read')
  })
  afterEach(async () => {
    await fake.close()
    assert.deepEqual(fake.violations, [])
  })

  async function ask(over: Partial<ReviewersSettings> = {}, draft: RequestDraft = draftOf('npm publish')) {
    const reviewers = reviewersOn(fake, clock, { ...soonOver, ...over })
    const [request] = await reviewers.open([draft])
    assert.ok(request)
    return { reviewers, request }
  }

  const approve = (request: ApprovalRequest, rest = '') => `/gate approve ${showRequestId(request.id)}${rest}`

  /** Asks, lets the attacker act, and tells how it ended and what was said about it. */
  async function outcomeAfter(
    act: (request: ApprovalRequest) => void,
    over: Partial<ReviewersSettings> = {},
  ): Promise<{ kind: string; said: string }> {
    const { reviewers, request } = await ask(over)
    act(request)
    const review = await reviewers.review(request, never)
    const consumed = await reviewers.consume(request, review)
    const said = reviewers.events.flatMap((event) =>
      event.kind === 'dismissed' ? [event.dismissal.reason] : [],
    )
    return { kind: consumed.kind, said: said.join('; ') }
  }

  it('A1: a head that moved after the approval voids it', async () => {
    const { reviewers, request } = await ask()
    fake.people.comment('maria', approve(request))
    const review = await reviewers.review(request, never)
    fake.people.push('dev')
    const consumed = await reviewers.consume(request, review)
    assert.equal(consumed.kind, 'void')
    assert.match(JSON.stringify(consumed), /head moved/)
  })

  it('A1, A17: a policy that changed after the approval voids it', async () => {
    const { reviewers, request } = await ask({ policyDigest: async () => ({ kind: 'value', value: 'p2' }) })
    fake.people.comment('maria', approve(request))
    const consumed = await reviewers.consume(request, await reviewers.review(request, never))
    assert.deepEqual(consumed, { kind: 'void', reason: 'the policy changed' })
  })

  it('A2: a comment that somebody edited into an approval never counts', async () => {
    const { kind, said } = await outcomeAfter((request) => {
      const innocent = fake.people.comment('maria', 'What is this?')
      fake.people.edit(innocent.id, 'wes', approve(request))
    })
    assert.equal(kind, 'timed-out')
    assert.match(said, /edited/)
  })

  it('A2: an approval whose author edits it after it was seen is void', async () => {
    const { reviewers, request } = await ask()
    const reply = fake.people.comment('maria', approve(request))
    const review = await reviewers.review(request, never)
    fake.people.edit(reply.id, 'maria', 'Wait, no')
    assert.equal((await reviewers.consume(request, review)).kind, 'void')
  })

  it('A2: an approval that was deleted before it is used is void', async () => {
    const { reviewers, request } = await ask()
    const reply = fake.people.comment('maria', approve(request))
    const review = await reviewers.review(request, never)
    fake.people.remove(reply.id)
    assert.equal((await reviewers.consume(request, review)).kind, 'void')
  })

  it("A3: the job's own account can't approve", async () => {
    const { kind, said } = await outcomeAfter((request) => {
      fake.people.comment('github-actions[bot]', approve(request), { app: 'github-actions' })
    })
    assert.equal(kind, 'timed-out')
    assert.match(said, /program/)
  })

  it("A3: a person's comment that an app posted does not count, unless the policy lists the app", async () => {
    const act = (request: ApprovalRequest) =>
      fake.people.comment('maria', approve(request), { app: 'agent-app' })
    const refused = await outcomeAfter(act)
    assert.equal(refused.kind, 'timed-out')
    assert.match(refused.said, /agent-app/)
    assert.equal(
      (await outcomeAfter(act, { approvers: { ...writers, apps: ['agent-app'] } })).kind,
      'approved',
    )
  })

  it("A3: an account that the policy lists as an agent can't approve, whatever its role", async () => {
    const { kind, said } = await outcomeAfter((request) => fake.people.comment('manu', approve(request)), {
      approvers: { ...writers, agents: ['manu'], allowSelfApproval: true },
    })
    assert.equal(kind, 'timed-out')
    assert.match(said, /agents/)
  })

  it("A3: author and committers can't approve their own work, unless the policy allows it", async () => {
    fake.people.join('dev', 'admin')
    const act = (request: ApprovalRequest) => fake.people.comment('dev', approve(request))
    const refused = await outcomeAfter(act)
    assert.equal(refused.kind, 'timed-out')
    assert.match(refused.said, /self-approval/)
    assert.equal(
      (await outcomeAfter(act, { approvers: { ...writers, allowSelfApproval: true } })).kind,
      'approved',
    )
  })

  it("A3: whoever started the run can't approve it", async () => {
    const { kind, said } = await outcomeAfter((request) => fake.people.comment('maria', approve(request)), {
      interested: [{ id: undefined, login: 'Maria', as: 'the account that started this run' }],
    })
    assert.equal(kind, 'timed-out')
    assert.match(said, /started this run/)
  })

  it('A4: who commented decides, never who started the run', async () => {
    const { kind, said } = await outcomeAfter((request) => fake.people.comment('reader', approve(request)), {
      interested: [{ id: undefined, login: 'manu', as: 'the account that started this run' }],
    })
    assert.equal(kind, 'timed-out')
    assert.match(said, /needs the role write; this account has read/)
  })

  it('A5: a login that changed hands is another account', async () => {
    const { reviewers, request } = await ask()
    fake.people.comment('maria', approve(request))
    const review = await reviewers.review(request, never)
    assert.equal(review.kind, 'approved')
    fake.people.rename('maria', 'maria-2')
    fake.people.join('maria', 'admin')
    assert.notEqual((await reviewers.consume(request, review)).kind, 'approved')
  })

  it('A6: a comment with our marker, posted by somebody else, is not ours', async () => {
    const first = await ask()
    const marked = fake.comments()[0]?.body ?? ''
    await first.reviewers.close('cancelled')
    fake.people.remove(fake.comments()[0]?.id ?? 0)
    const planted = fake.people.comment('wes', marked)
    const context = { ...first.reviewers.settings.context, runAttempt: 2 }
    await ask({ context })
    assert.equal(fake.comments().find(({ id }) => id === planted.id)?.body, marked)
    assert.equal(fake.comments().filter(({ author }) => author.login === 'github-actions[bot]').length, 1)
  })

  it('A7: an id of another request, of another run, or made up, approves nothing', async () => {
    const elsewhere = await ask()
    const { kind, said } = await outcomeAfter(() => {
      fake.people.comment('maria', approve(elsewhere.request))
      fake.people.comment('maria', '/gate approve 00000-00000')
    })
    assert.equal(kind, 'timed-out')
    assert.match(said, /no request has the id/)
    assert.match(said, /nearest that waits/)
  })

  it('A7: an approval is used once', async () => {
    const { reviewers, request } = await ask()
    fake.people.comment('maria', approve(request))
    const review = await reviewers.review(request, never)
    const both = await Promise.all([reviewers.consume(request, review), reviewers.consume(request, review)])
    assert.deepEqual(both.map(({ kind }) => kind).toSorted(), ['approved', 'void'])
  })

  it('A7: two equal requests have different ids', async () => {
    const reviewers = reviewersOn(fake, clock)
    const [one, two] = await reviewers.open([draftOf('npm publish'), draftOf('npm publish')])
    assert.notEqual(one?.id, two?.id)
    assert.equal(one?.contentDigest, two?.contentDigest)
  })

  it('A21: of a flood of requests at most twenty are shown, and the rest is refused', async () => {
    const reviewers = reviewersOn(fake, clock, soonOver)
    const requests = await reviewers.open(Array.from({ length: 30 }, (_, at) => draftOf(`curl host-${at}`)))
    assert.equal((fake.comments()[0]?.body.match(/ pending$/gm) ?? []).length, 20)
    const last = requests.at(-1)
    assert.ok(last)
    assert.equal((await reviewers.review(last, never)).kind, 'unavailable')
  })

  it('A21: what was denied is denied again without asking', async () => {
    const { reviewers, request } = await ask()
    fake.people.comment('maria', `/gate deny ${request.id} no`)
    assert.equal((await reviewers.review(request, never)).kind, 'denied')
    const [again] = await reviewers.open([draftOf('npm publish')])
    assert.ok(again)
    assert.partialDeepStrictEqual(await reviewers.review(again, never), { kind: 'denied', note: 'no' })
  })

  it('A21: what is denied answers the equal requests that wait, and the one approved with it', async () => {
    const reviewers = reviewersOn(fake, clock, soonOver)
    const twins = await reviewers.open([0, 1, 2].map(() => draftOf('npm publish')))
    const other = await reviewers.open([draftOf('npm ci')])
    fake.people.comment('maria', `/gate deny ${twins[1]?.id} no`)
    const askedAt = clock.now()
    for (const twin of twins)
      assert.partialDeepStrictEqual(await reviewers.review(twin, never), { kind: 'denied', note: 'no' })
    assert.ok(clock.now() - askedAt < 10_000)
    for (const each of other) assert.equal((await reviewers.review(each, never)).kind, 'timed-out')
  })

  it('A21: a denial takes back what was approved for the run and not used yet', async () => {
    const reviewers = reviewersOn(fake, clock, soonOver)
    const [first, second, third] = await reviewers.open([0, 1, 2].map(() => draftOf('npm publish')))
    assert.ok(first && second && third)
    fake.people.comment('maria', approve(first, ' for-run'))
    const review = await reviewers.review(third, never)
    assert.equal(review.kind, 'approved-for-run')
    fake.people.comment('wes', `/gate deny ${second.id}`)
    assert.equal((await reviewers.consume(third, review)).kind, 'denied')
    const [fourth] = await reviewers.open([draftOf('npm publish')])
    assert.ok(fourth)
    assert.equal((await reviewers.review(fourth, never)).kind, 'denied')
  })

  it('A22: an approval behind two hundred comments of spam is found', async () => {
    const { kind } = await outcomeAfter((request) => {
      for (let number = 0; number < 230; number += 1) fake.people.comment('reader', `spam ${number}`)
      fake.people.comment('maria', approve(request))
    })
    assert.equal(kind, 'approved')
  })

  const reactedTo = () =>
    fake.requests.flatMap(({ operationId, path }) =>
      operationId === 'reactions/create-for-issue-comment'
        ? [Number(/comments\/(\d+)\//.exec(path)?.[1])]
        : [],
    )
  const rolesAskedFor = () =>
    fake.requests.filter(({ operationId }) => operationId.includes('permission-level')).length

  it('A22: replies that are none are answered with no reaction to strangers, and with few in all', async () => {
    const { reviewers, request } = await ask()
    const spam = Array.from({ length: 250 }, (_, number) =>
      fake.people.comment(`spam-${number}`, `/gate approve ${'x'.repeat(200)}`),
    )
    const typos = Array.from({ length: 30 }, () => fake.people.comment('wes', '/gate approove it'))
    fake.people.comment('maria', approve(request))
    const askedAt = clock.now()
    const review = await reviewers.review(request, never)
    assert.equal(review.kind, 'approved')
    assert.ok(clock.now() - askedAt < 2_000, `found after ${clock.now() - askedAt} ms`)
    await reviewers.close({ outcome: 'succeeded', exitCode: 0 })
    const reacted = reactedTo()
    assert.deepEqual(
      spam.filter(({ id }) => reacted.includes(id)),
      [],
    )
    assert.ok(typos.filter(({ id }) => reacted.includes(id)).length <= 20)
    assert.ok(rolesAskedFor() <= 25, `${rolesAskedFor()} roles`)
  })

  it('A22: whoever may write is told by a reaction that a reply is none', async () => {
    const { reviewers, request } = await ask()
    const typo = fake.people.comment('wes', '/gate approove it')
    await reviewers.review(request, never)
    await reviewers.close('cancelled')
    assert.deepEqual(reactedTo(), [typo.id])
  })

  it('A22: one account that repeats a well-formed approval it may not give does not delay one that counts', async () => {
    const { reviewers, request } = await ask()
    for (let number = 0; number < 250; number += 1) fake.people.comment('reader', approve(request))
    fake.people.comment('maria', approve(request))
    const askedAt = clock.now()
    assert.equal((await reviewers.review(request, never)).kind, 'approved')
    assert.ok(clock.now() - askedAt < 15_000, `found after ${clock.now() - askedAt} ms`)
    assert.ok(rolesAskedFor() < 10, `${rolesAskedFor()} roles`)
    assert.ok(reactedTo().length <= 1)
  })

  it('A22: the dismissals of strangers leave room for those that concern a reviewer', async () => {
    const { said, kind } = await outcomeAfter(() => {
      for (let number = 0; number < 80; number += 1) fake.people.comment(`spam-${number}`, '/gate now')
      fake.people.comment('wes', '/gate approve it')
    })
    assert.equal(kind, 'timed-out')
    assert.match(said, /approve needs the id of a request/)
    assert.ok((said.match(/the verb is not one of/g) ?? []).length <= 20)
  })

  it('A24: a role that was taken away after the approval voids it', async () => {
    const { reviewers, request } = await ask()
    fake.people.comment('maria', approve(request))
    const review = await reviewers.review(request, never)
    fake.people.join('maria', 'read')
    const consumed = await reviewers.consume(request, review)
    assert.match(JSON.stringify(consumed), /void.*needs the role write/)
  })

  it('A25: a comment from before the request does not count, whatever its text', async () => {
    const { kind, said } = await outcomeAfter((request) => {
      fake.people.comment('maria', approve(request), { at: clock.now() - 60_000 })
    })
    assert.equal(kind, 'timed-out')
    assert.doesNotMatch(said, /approved/)
  })

  it('A26: an approval by e-mail does not count for high risk; a denial does', async () => {
    const high = draftOf('npm publish', { assessment: riskOf('high', 'Publishes.') })
    const { reviewers, request } = await ask({}, high)
    fake.people.comment('maria', approve(request), { viaEmail: true })
    assert.equal((await reviewers.review(request, never)).kind, 'timed-out')
    assert.match(JSON.stringify(reviewers.events), /e-mail/)
    const low = await ask({}, draftOf('npm test', { assessment: riskOf('low', 'Tests.') }))
    fake.people.comment('maria', approve(low.request), { viaEmail: true })
    const review = await low.reviewers.review(low.request, never)
    assert.equal((await low.reviewers.consume(low.request, review)).kind, 'approved')
    const again = await ask({}, high)
    fake.people.comment('maria', `/gate deny ${again.request.id}`, { viaEmail: true })
    assert.equal((await again.reviewers.review(again.request, never)).kind, 'denied')
  })

  it('A28: a word of another tool is no reply, and ours is configurable', async () => {
    const { kind } = await outcomeAfter(
      (request) => {
        fake.people.comment('maria', `/approve ${request.id}`)
        fake.people.comment('maria', approve(request))
      },
      { trigger: '/command-gate' },
    )
    assert.equal(kind, 'timed-out')
  })

  it('A27: a reaction is no approval', async () => {
    const { kind } = await outcomeAfter(() => {
      fake.people.react(fake.comments()[0]?.id ?? 0, 'manu', '+1')
    })
    assert.equal(kind, 'timed-out')
  })

  it('a denial after an approval, before it is used, wins', async () => {
    const { reviewers, request } = await ask()
    fake.people.comment('maria', approve(request))
    const review = await reviewers.review(request, never)
    assert.equal(review.kind, 'approved')
    fake.people.comment('wes', `/gate deny ${request.id}`)
    assert.equal((await reviewers.consume(request, review)).kind, 'denied')
  })

  it('a closed pull request voids an approval', async () => {
    const { reviewers, request } = await ask()
    fake.people.comment('maria', approve(request))
    const review = await reviewers.review(request, never)
    fake.people.close()
    assert.equal((await reviewers.consume(request, review)).kind, 'void')
  })

  it('two different people are needed where the policy says two', async () => {
    const { reviewers, request } = await ask({ approvers: { ...writers, count: 2 } })
    fake.people.comment('maria', approve(request))
    fake.people.comment('maria', approve(request, ' again'))
    fake.people.comment('wes', approve(request))
    const review = await reviewers.review(request, never)
    assert.partialDeepStrictEqual(review, { kind: 'approved', by: [{ login: 'maria' }, { login: 'wes' }] })
    assert.equal((await reviewers.consume(request, review)).kind, 'approved')
  })
})

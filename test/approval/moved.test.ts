import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import type { ReviewersSettings } from '../../src/approval/desk.ts'
import type { RequestDraft } from '../../src/approval/request.ts'
import { showRequestId } from '../../src/command/fingerprint.ts'
import { endedAs } from '../../src/outcome.ts'
import type { FakeGitHub } from '../fakes/fake-github.ts'
import { startFakeGitHub } from '../fakes/fake-github.ts'
import { draftOf, reviewersOn, virtualClock } from './scene.ts'

const never = new AbortController().signal

describe('what moved between the reply and its use', () => {
  let fake: FakeGitHub
  const clock = virtualClock()

  beforeEach(async () => {
    fake = await startFakeGitHub({ now: clock.now })
    for (const login of ['maria', 'wes']) fake.people.join(login, 'write')
  })
  afterEach(async () => {
    await fake.close()
    assert.deepEqual(fake.violations, [])
  })

  /** Asks, has it approved, lets something happen, and uses the approval. */
  async function usedAfter(
    happen: () => void,
    over: Partial<ReviewersSettings> = {},
    draft: RequestDraft = draftOf('npm publish'),
  ) {
    const reviewers = reviewersOn(fake, clock, { timeoutMs: 60_000, ...over })
    const [request] = await reviewers.open([draft])
    assert.ok(request)
    fake.people.comment('maria', `/gate approve ${showRequestId(request.id)}`)
    const review = await reviewers.review(request, never)
    assert.equal(review.kind, 'approved')
    happen()
    return await reviewers.consume(request, review)
  }

  const question = () => fake.comments().find(({ author }) => author.type === 'Bot')

  const shown = { path: 'build.sh', digest: 'aa', text: 'make' }
  const scripts = [
    ['the very same', [shown], 'approved'],
    ['one with another text', [{ ...shown, digest: 'bb' }], 'void'],
    ['none any more', [], 'void'],
    ['one more, which nobody has read', [shown, { ...shown, path: 'lib.sh' }], 'void'],
    ['the same text under another name', [{ ...shown, path: 'lib.sh' }], 'void'],
  ] as const
  for (const [title, now, expected] of scripts) {
    it(`A1: scripts that the command runs: ${title}`, async () => {
      const draft = draftOf('sh build.sh', { scripts: [shown] })
      const used = await usedAfter(() => undefined, { scripts: { follow: async () => now } }, draft)
      assert.equal(used.kind, expected)
      if (used.kind === 'void') assert.equal(used.reason, 'a script that the command runs changed')
    })
  }

  it('A2: a question that somebody else edited is void, even when its words were put back', async () => {
    const used = await usedAfter(() => {
      const ours = question()
      const was = ours?.body ?? ''
      fake.people.edit(ours?.id ?? 0, 'wes', 'Please approve npm test.')
      fake.people.edit(ours?.id ?? 0, 'wes', was)
    })
    assert.equal(used.kind, 'void')
    assert.match(JSON.stringify(used), /somebody else edited the comment that asks/)
  })

  it('A2: a question that another workflow rewrote with the same account is void', async () => {
    const used = await usedAfter(() =>
      fake.people.edit(question()?.id ?? 0, 'github-actions[bot]', 'Please approve npm test.'),
    )
    assert.deepEqual(used, {
      kind: 'void',
      reason: 'the comment that asks shows what the gate did not write',
    })
  })

  it('A2: a question that was deleted is void', async () => {
    const used = await usedAfter(() => fake.people.remove(question()?.id ?? 0))
    assert.deepEqual(used, { kind: 'void', reason: 'the comment that asks was deleted' })
  })

  it('what the gate itself wrote, however often, is no edit by somebody else', async () => {
    const reviewers = reviewersOn(fake, clock, { timeoutMs: 60_000 })
    for (let round = 0; round < 45; round += 1) {
      const [request] = await reviewers.open([draftOf(`npm publish ${round}`)])
      assert.ok(request)
      fake.people.comment('maria', `/gate approve ${showRequestId(request.id)}`)
      const used = await reviewers.consume(request, await reviewers.review(request, never))
      assert.equal(used.kind, 'approved', `round ${round}`)
      await reviewers.settle(request, endedAs('succeeded', 'The command exited with 0.'))
      // Commands take their time, and GitHub stops who writes often.
      await clock.sleep(60_000)
    }
    assert.ok((question()?.edits.length ?? 0) > 100, `${question()?.edits.length} edits`)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { ReviewersSettings } from '../../src/approval/desk.ts'
import { createReviewers } from '../../src/approval/reviewers.ts'
import { endedAs } from '../../src/outcome.ts'
import { bareComment, draftOf, writers } from './scene.ts'
import { type Happening, type Timed, World } from './world.ts'

const timeoutMs = 120_000
const never = new AbortController().signal

function settingsFor(life: ReturnType<World['begin']>, runAttempt: number): ReviewersSettings {
  return {
    ...life,
    journal: { record: () => undefined },
    context: {
      repositoryId: 1,
      number: 7,
      headSha: 'head-0',
      policyDigest: 'p',
      runId: '1',
      runAttempt,
      job: 'j',
      matrix: 'j',
    },
    approvers: writers,
    interested: [],
    codeOwnership: async () => ({ kind: 'value', value: [] }),
    policyDigest: async () => ({ kind: 'value', value: 'p' }),
    scripts: { follow: async () => [] },
    place: 'pull-request',
    trigger: '/gate',
    timeoutMs,
    maximumWaitMs: timeoutMs,
    reuseApprovals: 'rerun',
    links: { log: undefined, policy: undefined },
    render: bareComment,
  }
}

/** A command that started, under which approval. */
type Start = { readonly id: string; readonly wasValid: boolean }

/** One attempt of a job with two commands. Commands that started are written down even when it is killed. */
async function attempt(
  world: World,
  runAttempt: number,
  done: Set<number>,
  starts: Start[],
): Promise<'ended'> {
  const life = world.begin()
  const reviewers = createReviewers(settingsFor(life, runAttempt))
  const wanted = [0, 1].filter((index) => !done.has(index))
  const requests = await reviewers.open(wanted.map((index) => draftOf(`command ${index}`)))
  for (const [position, index] of wanted.entries()) world.ids.set(index, requests[position]?.id ?? '')
  for (const [position, index] of wanted.entries()) {
    const request = requests[position]
    assert.ok(request)
    const review = await reviewers.consume(request, await reviewers.review(request, never))
    if (review.kind === 'approved' || review.kind === 'approved-for-run') {
      starts.push({ id: request.id, wasValid: world.wasValidWithin(request.id, 2_500) })
      done.add(index)
    }
    await life.clock.sleep(3_000)
    await reviewers.settle(request, endedAs('succeeded', 'done'))
  }
  await reviewers.close({ outcome: 'succeeded', exitCode: 0 })
  return 'ended'
}

async function play(coming: readonly Timed[], fails: (call: number) => boolean) {
  const world = new World(coming, fails)
  const starts: Start[] = []
  const done = new Set<number>()
  for (let runAttempt = 1; runAttempt <= 20; runAttempt += 1) {
    const killed = await Promise.race([attempt(world, runAttempt, done, starts), world.killedNow()])
    if (killed === 'ended') break
  }
  return { world, starts, done }
}

const who = fc.nat(3)
const request = fc.nat(1)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('approve' as const), who, request }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('deny' as const), who, request }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constantFrom('talk', 'edit', 'remove', 'demote', 'promote'), who }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('push', 'close', 'reopen', 'tamper') }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'kill' as const }) },
)
const timed = fc.record({ afterMs: fc.nat(300_000), happening })
const numRuns = Number(process.env['MODEL_RUNS'] ?? 400)
/** The same worlds again: MODEL_SEED=1. Without it each run plays others; a failure names its seed. */
const seed = process.env['MODEL_SEED']
const runs = { numRuns, ...(seed === undefined ? {} : { seed: Number(seed) }) }

describe('whatever happens, in whatever order', () => {
  it(`no command starts without a valid approval, and none starts twice on one (${numRuns} runs)`, async () => {
    let started = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(timed, { maxLength: 14 }),
        fc.infiniteStream(fc.nat(9)),
        async (coming, dice) => {
          const { starts } = await play(coming, () => dice.next().value === 0)
          started += starts.length
          for (const { id, wasValid } of starts) assert.ok(wasValid, `${id} started without a valid approval`)
          assert.equal(new Set(starts.map(({ id }) => id)).size, starts.length, 'an approval was used twice')
        },
      ),
      runs,
    )
    assert.ok(started > numRuns / 20, `only ${started} commands ever started: the model tests nothing`)
  })

  it('a denial is heard whenever it comes before the start, and whichever calls are tried again meanwhile', async () => {
    const endings = { started: 0, denied: 0 }
    const each = (count: number, first: number, step: number) =>
      Array.from({ length: count }, (_, index) => first + index * step)
    const cases = each(17, 4, 1).flatMap((from) =>
      [1, 2, 4].flatMap((failing) => each(33, 8_000, 500).map((afterMs) => ({ from, failing, afterMs }))),
    )
    for (const { from, failing, afterMs } of cases) {
      const coming = [0, 1].flatMap((index): Timed[] => [
        { afterMs: 1, happening: { kind: 'approve', who: 1, request: index } },
        { afterMs, happening: { kind: 'deny', who: 2, request: index } },
      ])
      const { starts } = await play(coming, (call) => call >= from && call < from + failing)
      const late = starts.filter(({ wasValid }) => !wasValid)
      assert.deepEqual(late, [], `denied after ${afterMs} ms, ${failing} calls fail from the ${from}th on`)
      endings[starts.length === 2 ? 'started' : 'denied'] += 1
    }
    assert.ok(endings.started > 100 && endings.denied > 100, JSON.stringify(endings))
  })

  it(`an approval that nothing speaks against is never lost, also when calls fail and the job is killed before it (${numRuns} runs)`, async () => {
    const harmless = fc.record({
      afterMs: fc.nat(50_000),
      happening: fc.oneof(
        fc.record({ kind: fc.constant('talk' as const), who }),
        fc.constant({ kind: 'kill' as const }),
        fc.record({ kind: fc.constant('demote' as const), who: fc.constant(2) }),
        fc.record({ kind: fc.constant('deny' as const), who: fc.constant(3), request }),
      ),
    })
    await fc.assert(
      fc.asyncProperty(
        fc.array(harmless, { maxLength: 8 }),
        fc.nat(10_000),
        fc.infiniteStream(fc.nat(9)),
        async (coming, at, dice) => {
          // Outages of at most five calls, then time for one whole check: what lasts longer than the gate's patience ends the
          // command, which is no approval lost.
          let inARow = 0
          let good = 0
          const fails = () => {
            const isFailing = dice.next().value === 0 && inARow < 5 && (inARow > 0 || good >= 5)
            inARow = isFailing ? inARow + 1 : 0
            good = isFailing ? 0 : good + 1
            return isFailing
          }
          const yes = [0, 1].map(
            (index): Timed => ({
              afterMs: 90_000 + at,
              happening: { kind: 'approve', who: 1, request: index },
            }),
          )
          const { done } = await play([...coming, ...yes], fails)
          assert.equal(done.size, 2)
        },
      ),
      runs,
    )
  })

  it('there is one comment of the gate at the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(timed, { maxLength: 8 }),
        fc.infiniteStream(fc.nat(5)),
        async (coming, dice) => {
          const { world } = await play(coming, () => dice.next().value === 0)
          const ours = world.comments.filter(({ author, isEdited }) => author?.type === 'Bot' && !isEdited)
          assert.ok(ours.length <= 1, `${ours.length} comments that nobody else edited`)
        },
      ),
      runs,
    )
  })
})

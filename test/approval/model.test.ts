import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { createDetachedReviewers, type DetachedSettings } from '../../src/approval/detached.ts'
import { type ApprovalRequest, isApproval } from '../../src/approval/request.ts'
import { createReviewers } from '../../src/approval/reviewers.ts'
import { endedAs } from '../../src/outcome.ts'
import { bareComment, draftOf, writers } from './scene.ts'
import { type Happening, type Timed, type Weather, World } from './world.ts'

const timeoutMs = 120_000

/** A job: which of its three commands are equal, what its policy says, and whether it waits. */
type Job = {
  readonly texts: readonly string[]
  readonly count: number
  readonly wait: 'block' | 'detach'
}

const usual: Job = { texts: ['0', '1'], count: 1, wait: 'block' }

function settingsFor(life: ReturnType<World['begin']>, runAttempt: number, job: Job): DetachedSettings {
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
    approvers: { ...writers, count: job.count },
    interested: [],
    codeOwnership: async () => ({ kind: 'value', value: [] }),
    policyDigest: async () => ({ kind: 'value', value: 'p' }),
    scripts: { follow: async () => [] },
    place: 'pull-request',
    trigger: '/gate',
    timeoutMs,
    maximumWaitMs: 2 * timeoutMs,
    reuseApprovals: 'rerun',
    links: { log: undefined, policy: undefined },
    render: bareComment,
    job: { runId: '1', runAttempt, jobId: 0, jobKey: 'j', headSha: 'head-0' },
  }
}

/** A command that started, under which approval, and how long after somebody had said no. */
type Start = { readonly id: string; readonly wasValid: boolean; readonly refusedForMs: number }

type Run = { readonly world: World; readonly job: Job; readonly starts: Start[]; readonly done: Set<number> }

/**
 * One attempt of a job. Its third command, if there is one, is asked about only when the others have run. Commands that started are
 * written down even when it is killed.
 */
async function attempt(run: Run, runAttempt: number, slowMs: number): Promise<'ended' | 'pending'> {
  const { world, job, done } = run
  const life = world.begin()
  const never = new AbortController().signal
  const settings = settingsFor(life, runAttempt, job)
  const reviewers = job.wait === 'detach' ? createDetachedReviewers(settings) : createReviewers(settings)
  const open = async (indexes: readonly number[]) => {
    const wanted = indexes.filter((index) => index < job.texts.length && !done.has(index))
    const requests = await reviewers.open(wanted.map((index) => draftOf(`command ${job.texts[index]}`)))
    for (const [at, index] of wanted.entries()) world.ids.set(index, requests[at]?.id ?? '')
    return requests.map((request, at) => ({ request, index: wanted[at] ?? 0 }))
  }
  const use = async ({ request, index }: { request: ApprovalRequest; index: number }) => {
    const review = await reviewers.consume(request, await reviewers.review(request, never))
    if (review.kind === 'pending') return
    if (isApproval(review)) {
      const wasValid = world.wasValidWithin(request.id, 2_500 + slowMs)
      const refusedForMs = world.now - (world.refusedSince(request.id) ?? world.now)
      run.starts.push({ id: request.id, wasValid, refusedForMs })
      done.add(index)
      await life.clock.sleep(3_000)
    }
    await reviewers.settle(request, endedAs('succeeded', 'done'))
  }
  const end = async (outcome: 'succeeded' | 'pending') => {
    await reviewers.close({ outcome, exitCode: 0 })
    return outcome === 'pending' ? outcome : 'ended'
  }
  for (const indexes of [[0, 1], [2]]) {
    const asked = await open(indexes)
    if (job.wait === 'detach') {
      const reviews = []
      for (const { request } of asked) reviews.push(await reviewers.review(request, never))
      if (reviews.some(({ kind }) => kind === 'pending')) return await end('pending')
    }
    for (const each of asked) await use(each)
  }
  return await end('succeeded')
}

/** As GitHub runs a job: one attempt after the other. */
async function play(coming: readonly Timed[], weather: Weather = {}, job: Job = usual) {
  const equal = [...Map.groupBy(job.texts.keys(), (index) => job.texts[index]).values()]
  const world = new World(coming, weather, { count: job.count, equal })
  const run: Run = { world, job, starts: [], done: new Set() }
  const slowMs = 9 * (weather.latencyMs?.(0) ?? 0) + (weather.lagMs ?? 0)
  for (let runAttempt = 1; runAttempt <= 20; runAttempt += 1) {
    const startedAt = world.now
    const ending = await Promise.race([attempt(run, runAttempt, slowMs), world.killedNow()])
    assert.ok(world.now - startedAt < 1_500_000, `an attempt took ${world.now - startedAt} ms`)
    if (ending === 'ended') break
    // Nothing runs meanwhile that could be killed.
    if (ending === 'pending') await Promise.race([world.begin().clock.sleep(20_000), world.killedNow()])
  }
  return run
}

const who = fc.nat(4)
const request = fc.nat(2)
const answering = fc.constantFrom(
  'approve-for-run' as const,
  'approve-by-app' as const,
  'approve-by-bot' as const,
  'deny' as const,
  'extend' as const,
  'explain' as const,
)
const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 6, arbitrary: fc.record({ kind: fc.constant('approve' as const), who, request }) },
  { weight: 3, arbitrary: fc.record({ kind: answering, who, request }) },
  {
    weight: 4,
    arbitrary: fc.record({
      kind: fc.constantFrom(
        'abort',
        'talk',
        'edit',
        'touch',
        'hide',
        'remove',
        'repeat',
        'demote',
        'promote',
      ),
      who,
    }),
  },
  { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('push', 'close', 'reopen', 'tamper') }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'kill' as const }) },
)
const timed = fc.record({ afterMs: fc.nat(300_000), happening })
const anyJob: fc.Arbitrary<Job> = fc.record({
  texts: fc.constantFrom(['0', '1'], ['0', '1', '0'], ['0', '0'], ['0', '0', '0']),
  count: fc.constantFrom(1, 1, 2),
  wait: fc.constantFrom('block' as const, 'block' as const, 'detach' as const),
})
/** Each call takes about the same, each list is about as old, and each clock goes otherwise. */
const slowness = fc.record({
  latencyMs: fc.constantFrom(0, 0, 300, 1_000, 4_000),
  lagMs: fc.constantFrom(undefined, undefined, 1_000, 5_000),
  skewMs: fc.constantFrom(0, -3_600_000, 1_700),
})
const weatherOf = (
  { latencyMs, lagMs, skewMs }: { latencyMs: number; lagMs: number | undefined; skewMs: number },
  fails: (call: number) => boolean,
): Weather => ({ fails, latencyMs: () => latencyMs, skewMs, ...(lagMs === undefined ? {} : { lagMs }) })
const numRuns = Number(process.env['MODEL_RUNS'] ?? 400)
/** The same worlds each time, so that a change fails for what it changes; MODEL_SEED and MODEL_RUNS play others. */
const runs = { numRuns, seed: Number(process.env['MODEL_SEED'] ?? 1) }

function each(count: number, first: number, step: number): readonly number[] {
  return Array.from({ length: count }, (_, index) => first + index * step)
}

describe('whatever happens, in whatever order', () => {
  it(`no command starts without a valid approval, and none starts twice on one (${numRuns} runs)`, async () => {
    let started = 0
    await fc.assert(
      fc.asyncProperty(
        fc.array(timed, { maxLength: 14 }),
        anyJob,
        slowness,
        fc.infiniteStream(fc.nat(9)),
        async (coming, job, slow, dice) => {
          const weather = weatherOf(slow, () => dice.next().value === 0)
          const { starts } = await play(coming, weather, job)
          started += starts.length
          for (const { id, wasValid, refusedForMs } of starts) {
            assert.ok(wasValid, `${id} started without a valid approval`)
            const heardMs = Math.max(2_000, 2 * slow.latencyMs) + (slow.lagMs ?? 0)
            assert.ok(refusedForMs <= heardMs, `${id} started ${refusedForMs} ms after a no`)
          }
          assert.equal(new Set(starts.map(({ id }) => id)).size, starts.length, 'an approval was used twice')
        },
      ),
      runs,
    )
    assert.ok(started > numRuns / 20, `only ${started} commands ever started: the model tests nothing`)
  })

  it('a denial is heard whenever it comes before the start, however slow GitHub is, and whichever calls are tried again', async () => {
    const endings = { started: 0, denied: 0 }
    const failing = each(17, 4, 1).flatMap((from) =>
      [1, 2, 4].flatMap((count) =>
        each(12, 8_000, 1_500).map((afterMs) => ({ latencyMs: 0, from, count, afterMs })),
      ),
    )
    const slow = [1_000, 4_000].flatMap((latencyMs) =>
      each(40, 8_000, latencyMs / 2).map((afterMs) => ({ latencyMs, from: 0, count: 0, afterMs })),
    )
    for (const { latencyMs, from, count, afterMs } of [...failing, ...slow]) {
      const coming = [0, 1].flatMap((index): Timed[] => [
        { afterMs: 5 * latencyMs + 1, happening: { kind: 'approve', who: 1, request: index } },
        { afterMs: 5 * latencyMs + afterMs, happening: { kind: 'deny', who: 2, request: index } },
      ])
      const fails = (call: number) => call >= from && call < from + count
      const { starts } = await play(coming, { fails, latencyMs: () => latencyMs })
      const late = starts.filter(({ refusedForMs }) => refusedForMs > Math.max(2_000, latencyMs))
      assert.deepEqual(late, [], JSON.stringify({ latencyMs, from, count, afterMs }))
      endings[starts.length === 2 ? 'started' : 'denied'] += 1
    }
    assert.ok(endings.started > 100 && endings.denied > 100, JSON.stringify(endings))
  })

  it('a push is seen although the mark waits for an earlier edit that is tried again', async () => {
    const cases = each(8, 13, 1).flatMap((from) =>
      [1, 4].flatMap((count) => each(16, 19_000, 500).map((afterMs) => ({ from, count, afterMs }))),
    )
    let started = 0
    for (const { from, count, afterMs } of cases) {
      const coming = [0, 1].map(
        (index): Timed => ({ afterMs: 5_001, happening: { kind: 'approve', who: 1, request: index } }),
      )
      const fails = (call: number) => call >= from && call < from + count
      const weather = { fails, latencyMs: (call: number) => (call === 0 ? 0 : 700) }
      const { starts } = await play([...coming, { afterMs, happening: { kind: 'push' } }], weather)
      const stale = starts.filter(({ wasValid }) => !wasValid)
      assert.deepEqual(stale, [], JSON.stringify({ from, count, afterMs }))
      started += starts.length
    }
    assert.ok(started > 100 && started < 2 * cases.length, `${started} of ${2 * cases.length} started`)
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
          const { done } = await play([...coming, ...yes], { fails })
          assert.equal(done.size, 2)
        },
      ),
      runs,
    )
  })

  it('nor is it where one call in five fails, for as long as it takes', async () => {
    const yes = [0, 1].map(
      (index): Timed => ({ afterMs: 60_000, happening: { kind: 'approve', who: 1, request: index } }),
    )
    const ended = []
    for (let world = 1; world <= 100; world += 1) {
      const isBad = (call: number) => createHash('md5').update(`${world} ${call}`).digest().readUInt8() < 51
      ended.push(await play(yes, { fails: isBad }))
    }
    assert.equal(ended.filter(({ done }) => done.size < 2).length, 0)
  })

  it('there is one comment of the gate at the end', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(timed, { maxLength: 8 }),
        fc.infiniteStream(fc.nat(5)),
        async (coming, dice) => {
          const { world } = await play(coming, { fails: () => dice.next().value === 0 })
          const ours = world.comments.filter(({ author, isEdited }) => author?.login === 'gate' && !isEdited)
          assert.ok(ours.length <= 1, `${ours.length} comments that nobody else edited`)
        },
      ),
      { ...runs, numRuns: Math.ceil(numRuns / 4) },
    )
  })
})

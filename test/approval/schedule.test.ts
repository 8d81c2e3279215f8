import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { type Moment, nextLookMs } from '../../src/approval/schedule.ts'

const calm: Moment = {
  waitedMs: 0,
  leftMs: 1_800_000,
  failures: 0,
  retryAfterMs: undefined,
  remaining: 990,
  charged: 0,
  random: 0.5,
}

describe('when to look again', () => {
  const rows = [
    ['every 5 s in the first two minutes', {}, 5_000],
    ['every 15 s until ten minutes', { waitedMs: 120_000 }, 15_000],
    ['every 30 s until an hour', { waitedMs: 600_000 }, 30_000],
    ['every minute after that', { waitedMs: 3_600_000 }, 60_000],
    ['a fifth sooner by chance', { random: 0 }, 4_000],
    ['a fifth later by chance', { random: 1 }, 6_000],
    ['twice as long after the second failure', { failures: 2 }, 10_000],
    ['never longer than a minute for failures', { failures: 20 }, 60_000],
    ['when GitHub says so', { retryAfterMs: 90_000 }, 90_000],
    ["every minute when the hour's requests run low", { remaining: 199 }, 60_000],
    ['every 8 s when others have spent a twentieth of the hour', { remaining: 949 }, 8_000],
    ['every 12 s when many wait at the same time', { remaining: 849 }, 12_000],
    ['every 5 s where the budget is larger than usual', { remaining: 14_000 }, 5_000],
    ['every 20 s when each look of many is charged', { remaining: 849, charged: 2 }, 20_000],
    ['every 5 s when each look is charged and there is plenty', { charged: 9 }, 5_000],
    ['no sooner later, however few wait', { waitedMs: 600_000, remaining: 849 }, 30_000],
    ['at the deadline, whatever speaks for later', { leftMs: 1_000, retryAfterMs: 90_000 }, 1_000],
    ['at once when the deadline is over', { leftMs: 0 }, 0],
  ] as const
  for (const [title, change, expected] of rows) {
    it(title, () => assert.equal(nextLookMs({ ...calm, ...change }), expected))
  }
  it('is never past the deadline and never negative', () => {
    const moment = fc.record({
      waitedMs: fc.nat(10_000_000),
      leftMs: fc.nat(10_000_000),
      failures: fc.nat(1_000),
      retryAfterMs: fc.option(fc.nat(10_000_000), { nil: undefined }),
      remaining: fc.option(fc.nat(1_000), { nil: undefined }),
      charged: fc.nat(10),
      random: fc.double({ min: 0, max: 1, noNaN: true }),
    })
    fc.assert(
      fc.property(moment, (each) => {
        const next = nextLookMs(each)
        assert.ok(next >= 0 && next <= each.leftMs)
      }),
    )
  })
})

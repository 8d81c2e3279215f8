import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Review } from '../../src/approval/request.ts'
import type { JournalEvent, Reviewers } from '../../src/ports.ts'
import { announceWaiting } from '../../src/report/waiting.ts'
import { sampleCommand, sampleRequest } from './sample-run.ts'

const answer: Review = { kind: 'denied', by: undefined, note: undefined }

/** Time that passes by itself; after `minutes` the reviewer answers. */
function scene(minutes: number) {
  const events: JournalEvent[] = []
  let now = 0
  let give = (_: Review) => {}
  const answered = new Promise<Review>((resolve) => {
    give = resolve
  })
  const clock = {
    now: () => now,
    sleep: async (ms: number) => {
      now += ms
      if (now > minutes * 60_000) {
        give(answer)
        await new Promise((resolve) => setImmediate(resolve))
      }
    },
  }
  const reviewers: Reviewers = {
    open: async () => [],
    review: async () => await answered,
    consume: async (_, review) => review,
    settle: async () => {},
    close: async () => {},
  }
  const journal = { record: (event: JournalEvent) => events.push(event) }
  return {
    events,
    reviewers: announceWaiting(reviewers, {
      journal,
      clock,
      everyMs: 60_000,
      url: () => 'https://x.example',
    }),
  }
}

describe('waiting for people', () => {
  it('is told once a minute, with the place to answer, until somebody did', async () => {
    const { events, reviewers } = scene(3)
    const request = sampleRequest(sampleCommand(0))
    assert.deepEqual(await reviewers.review(request, new AbortController().signal), answer)
    const waited = [60_000, 120_000, 180_000]
    assert.deepEqual(
      events,
      waited.map((waitedMs) => ({
        kind: 'waiting',
        requests: [request],
        waitedMs,
        url: 'https://x.example',
      })),
    )
  })
})

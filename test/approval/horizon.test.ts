import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Comment } from '../../src/approval/conversation.ts'
import { createHorizon } from '../../src/approval/horizon.ts'

const first = Date.parse('2026-11-22T06:00:00Z')
const now = Date.parse('2026-11-22T12:00:00Z')

function commentAt(at: number): Comment {
  return {
    id: at,
    nodeId: `n${at}`,
    body: 'Hm.',
    author: undefined,
    app: undefined,
    isInsider: false,
    createdAt: at,
    updatedAt: at,
    url: 'https://example.com',
  }
}

/** So many comments, a second apart, the last of them now. */
function talk(count: number, serverTime = now) {
  const comments = Array.from({ length: count }, (_, index) => commentAt(now - (count - 1 - index) * 1_000))
  return { comments, serverTime, remaining: 900, isNews: true }
}

describe('from when on comments are asked for', () => {
  it('is always the same where few comment, so that nothing new costs nothing', () => {
    const horizon = createHorizon()
    for (let looks = 0; looks < 5; looks += 1) {
      assert.equal(horizon.since(first, 'new'), first)
      horizon.note(talk(30), [])
    }
  })
  it('moves on behind what was seen where many comment', () => {
    const horizon = createHorizon()
    horizon.since(first, 'new')
    horizon.note(talk(31), [])
    assert.equal(horizon.since(first, 'new'), now - 15_000)
  })
  it('never moves past a reply that must be heard again', () => {
    const horizon = createHorizon()
    horizon.since(first, 'new')
    horizon.note(talk(60), [commentAt(now - 40_000)])
    assert.equal(horizon.since(first, 'new'), now - 40_000)
  })
  it('is the first again for the whole, every five minutes, and after that where it was', () => {
    const horizon = createHorizon()
    horizon.since(first, 'new')
    horizon.note(talk(60), [])
    assert.equal(horizon.since(first, 'whole'), first)
    horizon.note(talk(60, now + 10_000), [])
    assert.equal(horizon.since(first, 'new'), now - 15_000)
    horizon.note(talk(10, now + 311_000), [])
    assert.equal(horizon.since(first, 'new'), first)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Comment } from '../../src/approval/conversation.ts'
import { type Hearing, hear } from '../../src/approval/hearing.ts'
import { emptySession } from '../../src/approval/session.ts'

const second = Date.parse('2026-11-22T12:00:00Z')
const maria = { id: 2, login: 'maria', type: 'User' }

function commentOf(id: number, createdAt: number, body: string): Comment {
  const url = `https://example.com/${id}`
  const times = { createdAt, updatedAt: createdAt }
  return { id, nodeId: `n${id}`, body, author: maria, app: undefined, isInsider: true, ...times, url }
}

/** What is heard of one comment, by a gate that began to ask in the middle of that second. */
function heardOf(createdAt: number, body: string, serverTime = second + 60_000) {
  const hearing: Hearing = {
    trigger: '/gate',
    state: emptySession,
    requestCommentId: 1,
    startedAt: second + 900,
    judged: new Map(),
    refusals: new Map(),
    shown: new Set(['7K3QM-9XD2F']),
    together: new Map(),
  }
  const comments = [commentOf(2, createdAt, body)]
  return hear({ comments, serverTime, remaining: 900, isNews: true }, hearing)
}

describe('what a gate hears', () => {
  const rows = [
    ['an abort in the second in which it began to ask', second, '/gate abort', 'heard'],
    ['an abort from before', second - 1_000, '/gate abort', 'not heard'],
    ['an id that another gate shows', second, '/gate approve 7K3QM-9XD2F', 'not heard'],
    ['an id that nobody shows', second, '/gate approve 00000-11111', 'heard'],
  ] as const
  for (const [title, createdAt, body, expected] of rows) {
    it(`${title}: ${expected}`, () => {
      const { serious, other } = heardOf(createdAt, body)
      assert.equal(serious.length + other.length, expected === 'heard' ? 1 : 0)
    })
  }
  it('an id that nobody shows yet is heard later, and is not forgotten until then', () => {
    const heard = heardOf(second, '/gate approve 00000-11111', second + 5_000)
    assert.deepEqual([heard.serious.length, heard.other.length, heard.later.length], [0, 0, 1])
  })
})

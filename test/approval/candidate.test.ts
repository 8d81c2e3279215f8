import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { type Conversation, whyNotFromList, whyNotFromRecord } from '../../src/approval/candidate.ts'
import type { Comment, CommentDetail } from '../../src/approval/conversation.ts'

const openedAt = Date.parse('2026-11-22T12:00:00.700Z')
const conversation: Conversation = {
  issueNumber: 7,
  requestCommentId: 100,
  openedAt,
  deadline: openedAt + 60_000,
  isRefusal: false,
  emailCounts: false,
  apps: ['mobile'],
}
const comment: Comment = {
  id: 101,
  nodeId: 'n101',
  body: '/gate approve 7K3QM-9XD2F',
  author: { id: 1, login: 'maria', type: 'User' },
  app: undefined,
  createdAt: openedAt + 300,
  isInsider: false,
  updatedAt: openedAt + 300,
  url: 'https://example.com/101',
}
const record: CommentDetail = {
  id: 101,
  nodeId: 'n101',
  body: comment.body,
  authorId: 1,
  createdAt: comment.createdAt,
  lastEditedAt: undefined,
  minimized: undefined,
  viaEmail: false,
  issueNumber: 7,
}

describe('which comment counts, by the list', () => {
  const rows = [
    ["a person's, after the request", {}, undefined],
    [
      'one of the same second, in which the server does not tell before from after',
      { createdAt: openedAt - 700 },
      undefined,
    ],
    ['none from a second earlier (A25)', { createdAt: openedAt - 1_700 }, /older/],
    ["none with an id before the request's, whatever its date (A25)", { id: 99 }, /older/],
    ['not the request itself', { id: 100 }, /older/],
    ['none after the deadline', { createdAt: openedAt + 60_001 }, /deadline/],
    ['none of an account that is gone', { author: undefined }, /no account/],
    ['none of a bot (A3)', { author: { id: 1, login: 'x', type: 'Bot' } }, /program/],
    [
      'none of an organisation or a placeholder',
      { author: { id: 1, login: 'x', type: 'Mannequin' } },
      /program/,
    ],
    ['none through an app', { app: 'agent' }, /agent/],
    ['one through a listed app', { app: 'mobile' }, undefined],
  ] as const
  for (const [title, over, expected] of rows) {
    it(title, () => {
      const reason = whyNotFromList({ ...comment, ...over }, conversation)
      if (expected === undefined) assert.equal(reason, undefined)
      else assert.match(reason ?? '', expected)
    })
  }
})

describe('which comment counts, by its own record', () => {
  const rows = [
    ['one that stands as it was written', {}, undefined],
    [
      'none that was ever edited, even back to the same words (A2)',
      { lastEditedAt: openedAt + 400 },
      /edited/,
    ],
    ['none that reads otherwise than in the list', { body: '/gate approve 00000-00000' }, /edited/],
    ['none with another author', { authorId: 2 }, /author/],
    ['none without one', { authorId: undefined }, /author/],
    ['none on another pull request', { issueNumber: 8 }, /another pull request/],
    ['none that was hidden as spam', { minimized: 'spam' }, /spam/],
    ['one that was hidden as outdated', { minimized: 'outdated' }, undefined],
    ['none by e-mail where that is not enough (A26)', { viaEmail: true }, /e-mail/],
    ['none from before the request', { createdAt: openedAt - 1_700 }, /older/],
    ['none after the deadline', { createdAt: openedAt + 60_001 }, /deadline/],
    ['none that is another comment', { id: 102 }, /deleted/],
  ] as const
  for (const [title, over, expected] of rows) {
    it(title, () => {
      const reason = whyNotFromRecord(comment, { ...record, ...over }, conversation)
      if (expected === undefined) assert.equal(reason, undefined)
      else assert.match(reason ?? '', expected)
    })
  }
  it('none that is deleted', () =>
    assert.match(whyNotFromRecord(comment, undefined, conversation) ?? '', /deleted/))
})

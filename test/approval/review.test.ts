import assert from 'node:assert/strict'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { missingVotes, reviewOf, type Vote } from '../../src/approval/review.ts'

let nextComment = 1

function vote(kind: Vote['kind'], userId: number, over: Partial<Vote> = {}): Vote {
  nextComment += 1
  const reviewer = {
    login: `user-${userId}`,
    userId,
    by: 'write',
    commentId: nextComment,
    commentUrl: undefined,
    at: nextComment,
  }
  return { kind, scope: 'once', note: undefined, reviewer, ...over }
}

describe('what votes come to', () => {
  it('nothing yet without votes', () => assert.equal(reviewOf([], 1), undefined))
  it('approved when enough people say so', () => {
    const votes = [vote('approve', 1, { note: 'fine' }), vote('approve', 2)]
    const review = reviewOf(votes, 2)
    assert.partialDeepStrictEqual(review, {
      kind: 'approved',
      by: [{ userId: 1 }, { userId: 2 }],
      note: 'fine',
    })
  })
  it('nothing yet when the same person says it twice', () => {
    const votes = [vote('approve', 1), vote('approve', 1)]
    assert.equal(reviewOf(votes, 2), undefined)
    assert.equal(missingVotes(votes, 2), 1)
  })
  it('nothing, ever, where nobody would be enough', () => assert.equal(reviewOf([], 0), undefined))
  it('denied by one, whatever others say, and whatever comes later', () => {
    assert.equal(reviewOf([vote('approve', 1), vote('deny', 2), vote('approve', 2)], 1)?.kind, 'denied')
  })
  it('aborted before anything else', () => {
    assert.equal(reviewOf([vote('deny', 1), vote('abort', 2)], 1)?.kind, 'abort')
  })
  it('approved for the run only when every approver said for-run', () => {
    const forRun = vote('approve', 1, { scope: 'run' })
    assert.equal(reviewOf([forRun], 1)?.kind, 'approved-for-run')
    assert.equal(reviewOf([forRun, vote('approve', 2)], 2)?.kind, 'approved')
  })
  it('the last word of a person decides how far the approval goes', () => {
    const votes = [vote('approve', 1, { scope: 'run' }), vote('approve', 1)]
    assert.equal(reviewOf(votes, 1)?.kind, 'approved')
  })
})

describe('an approval is made in one place', () => {
  it('no other source file writes a review that says yes (A9: no model can)', () => {
    const root = new URL('../../src/', import.meta.url)
    const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((file) =>
      file.endsWith('.ts'),
    )
    const makers = files.filter((file) =>
      /(?<!readonly )kind: (?:[\w\s]+\? )?'approved(?:-for-run)?'/.test(
        readFileSync(new URL(file, root), 'utf8').replaceAll(/Extract<[^>]*>/g, ''),
      ),
    )
    assert.deepEqual(makers, ['approval/review.ts'])
  })
})

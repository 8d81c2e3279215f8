import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import type { OwnComment } from '../../src/approval/conversation.ts'
import type { ApprovalRequest, Review } from '../../src/approval/request.ts'
import { waitingComments, whatToDo } from '../../src/approval/resume.ts'
import { type Entry, emptySession, type Stage } from '../../src/approval/session.ts'
import { parseWaiting, type WaitingJob, waitsLine } from '../../src/approval/waiting.ts'
import { draftOf } from './scene.ts'

const headSha = 'a'.repeat(40)
const job: WaitingJob = { runId: '9000001', runAttempt: 2, jobId: 33_330_001, jobKey: 'gate', headSha }

function entryOf(id: string, stage: Stage): Entry {
  const request: ApprovalRequest = {
    ...draftOf(`echo ${id}`),
    id,
    digest: '',
    contentDigest: '',
    bar: { role: 'write', count: 1 },
    openedAt: 1_000,
    deadline: 9_000,
  }
  return { request, nonce: '', answeredUnder: id, explained: false, stage }
}

const pending: Stage = { kind: 'pending', votes: [] }
const reviewed = (review: Review): Stage => ({ kind: 'reviewed', review })
const approved = reviewed({ kind: 'approved', by: [], note: undefined })
const denied = reviewed({ kind: 'denied', by: undefined, note: undefined })

describe('when a detached job starts again', () => {
  const rows: readonly (readonly [string, readonly Stage[], 'go-on' | 'wait'])[] = [
    ['when its one request is approved', [approved], 'go-on'],
    ['not while one of two waits, or the other approval would be spent in vain', [approved, pending], 'wait'],
    ['when all are approved', [approved, approved], 'go-on'],
    ['when one is denied, because that ends it', [denied, pending], 'go-on'],
    ['not before anybody answered', [pending, pending], 'wait'],
  ]
  for (const [title, stages, expected] of rows) {
    it(title, () => {
      const entries = stages.map((stage, index) => entryOf(`000000000${index}`, stage))
      assert.equal(whatToDo({ ...emptySession, entries }), expected)
    })
  }
})

const line = waitsLine(job, { entries: [entryOf('7K3QM9XD2F', pending)] }, new Map([['7K3QM9XD2F', 8_000]]))
const open = `<!-- command-gate:state ["open",[]] -->\n${line}`
const own = (body: string, over: Partial<OwnComment> = {}): OwnComment => ({
  id: 1,
  nodeId: 'n',
  url: '',
  body,
  createdAt: 0,
  updatedAt: 0,
  foreignEdit: false,
  ...over,
})

describe('the comment of a detached job', () => {
  it('names the job and its requests with their first deadlines', () => {
    const waiting = parseWaiting(`### 1 command waits\n\n${open}`)
    assert.deepEqual(waiting?.job, job)
    assert.deepEqual(
      waiting?.requests.map(({ id, level, openedAt, deadline }) => [id, level, openedAt, deadline]),
      [['7K3QM9XD2F', 'none', 1_000, 8_000]],
    )
  })

  it('says nothing of requests that were used or refused', () => {
    const entries = [
      entryOf('7K3QM9XD2F', denied),
      entryOf('7K3QM9XD2G', { kind: 'running', review: { kind: 'approved', by: [], note: undefined } }),
    ]
    assert.deepEqual(parseWaiting(waitsLine(job, { entries }, new Map()))?.requests, [])
  })

  const strangers: readonly (readonly [string, OwnComment, string])[] = [
    ['somebody else edited it', own(open, { foreignEdit: true }), headSha],
    ['it is closed', own(open.replace('"open"', '"closed"')), headSha],
    ['it is about another commit', own(open), 'b'.repeat(40)],
    ['its line has another shape', own(open.replace('9000001', '../1')), headSha],
    ['it has no such line', own('### Done'), headSha],
  ]
  for (const [title, comment, head] of strangers) {
    it(`starts nothing when ${title}`, () => assert.deepEqual(waitingComments([comment], head), []))
  }

  it('starts its job when all is well', () => assert.equal(waitingComments([own(open)], headSha).length, 1))

  it('is read without an error whatever stands in it', () => {
    fc.assert(
      fc.property(
        fc.json(),
        (text) => parseWaiting(`<!-- command-gate:waits ${text} -->`) === undefined || true,
      ),
    )
  })
})

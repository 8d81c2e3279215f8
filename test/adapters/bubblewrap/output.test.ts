import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { keepOutput } from '../../../src/adapters/bubblewrap/output.ts'

describe('keepOutput', () => {
  it('gives the first and the last bytes of whatever came, and how many there were, in memory of its own', () => {
    const pieces = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 12 })
    fc.assert(
      fc.property(
        pieces,
        fc.integer({ min: 1, max: 30 }),
        fc.integer({ min: 1, max: 30 }),
        (all, head, tail) => {
          const keeper = keepOutput({ head, tail })
          // One memory for every piece, as the pipe does.
          const shared = Buffer.alloc(40)
          for (const piece of all) {
            shared.set(piece)
            keeper.add(shared.subarray(0, piece.length))
          }
          shared.fill(0)
          const whole = Buffer.concat(all)
          const rest = whole.subarray(head)
          const kept = keeper.result()
          assert.deepEqual([...kept.head], [...whole.subarray(0, head)])
          assert.deepEqual([...kept.tail], [...rest.subarray(Math.max(0, rest.length - tail))])
          assert.equal(kept.totalBytes, whole.length)
        },
      ),
    )
  })
})

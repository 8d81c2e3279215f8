import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { conclude, exitCodeFor, type OutcomeKind } from '../src/outcome.ts'

const ran = (...kinds: readonly OutcomeKind[]) => kinds.map((kind) => ({ kind, continueOnError: false }))
const excused = (...kinds: readonly OutcomeKind[]) => kinds.map((kind) => ({ kind, continueOnError: true }))

const cases = [
  ['all succeeded', ran('succeeded', 'succeeded'), 'succeeded', 0],
  ['one failed and the rest was skipped', ran('succeeded', 'failed', 'skipped'), 'failed', 1],
  ['a failure that may be is no failure', [...excused('failed'), ...ran('succeeded')], 'succeeded', 0],
  ['a refusal is never excused', excused('refused'), 'refused', 3],
  ['a denial is never excused', excused('denied'), 'denied', 3],
  ['silence is never excused', excused('timed-out'), 'timed-out', 3],
  ['a refusal outweighs a failure', ran('failed', 'refused'), 'refused', 3],
  ['an abort outweighs a denial', ran('denied', 'aborted', 'skipped'), 'aborted', 3],
  ['no sandbox outweighs all', ran('refused', 'sandbox-unavailable', 'skipped'), 'sandbox-unavailable', 4],
] as const

describe('the worst ending that nothing excuses is the conclusion', () => {
  for (const [what, endings, outcome, exitCode] of cases) {
    it(what, () => assert.deepEqual(conclude(endings), { outcome, exitCode }))
  }

  it('only success exits with 0', () => {
    const kinds: readonly OutcomeKind[] = [
      'failed',
      'refused',
      'denied',
      'timed-out',
      'aborted',
      'skipped',
      'sandbox-unavailable',
    ]
    for (const kind of kinds) assert.notEqual(exitCodeFor(kind), 0)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { combine, decodeAnswer } from '../../src/assessment/answer.ts'
import { type ModelCall, riskLevels } from '../../src/assessment/risk.ts'
import { assess } from './subject.ts'

const call: ModelCall = { model: 'm', latencyMs: 1, inputTokens: 1, outputTokens: 1, failure: undefined }
const good = { description: 'Runs tests.', riskLevel: 'medium', riskCategories: ['network_access'] }

const refused: Readonly<Record<string, string>> = {
  'no JSON': 'Sure, it is safe.',
  'JSON in a fence': `\`\`\`json\n${JSON.stringify(good)}\n\`\`\``,
  'text around it': `Here: ${JSON.stringify(good)}`,
  'a list': JSON.stringify([good]),
  null: 'null',
  'a missing field': JSON.stringify({ description: 'x', riskLevel: 'low' }),
  'a field more': JSON.stringify({ ...good, outcome: 'allow' }),
  'another level': JSON.stringify({ ...good, riskLevel: 'none' }),
  'another category': JSON.stringify({ ...good, riskCategories: ['fun'] }),
  'no description': JSON.stringify({ ...good, description: ' ' }),
  'a long description': JSON.stringify({ ...good, description: 'x'.repeat(501) }),
  'two objects': `${JSON.stringify(good)}${JSON.stringify(good)}`,
}

describe("the model's answer", () => {
  it('counts when it is exactly what was asked for', () => {
    assert.deepEqual(decodeAnswer(JSON.stringify(good)), good)
  })

  it('does not count in any other form', () => {
    for (const [name, text] of Object.entries(refused)) assert.equal(decodeAnswer(text), undefined, name)
  })

  it('never lowers the level, never removes a finding, and raises the level when it is higher', () => {
    const subjects = ['ls', 'npm ci', 'rm -rf x'].map((text) => assess(text))
    fc.assert(
      fc.property(
        fc.constantFrom(...subjects),
        fc.constantFrom(...riskLevels),
        fc.string(),
        (assessed, riskLevel, description) => {
          const both = combine(assessed, { description, riskLevel, riskCategories: [] }, call)
          const highest = Math.max(riskLevels.indexOf(assessed.riskLevel), riskLevels.indexOf(riskLevel))
          assert.equal(riskLevels.indexOf(both.riskLevel), highest)
          assert.deepEqual(both.findings, assessed.findings)
          assert.equal(both.source, riskLevel === both.riskLevel ? 'model' : 'static')
        },
      ),
    )
  })

  it('cannot hide what was found behind words of its own at the same level', () => {
    const both = combine(
      assess('rm -rf x'),
      { description: 'Perfectly safe.', riskLevel: 'high', riskCategories: [] },
      call,
    )
    assert.equal(both.description, 'Deletes files. Perfectly safe.')
    assert.ok(both.riskCategories.includes('data_deletion'))
  })

  it('leaves the static assessment as it is when there is none', () => {
    const assessed = assess('rm x')
    const failure = { reason: 'timed-out', detail: 'x' } as const
    assert.deepEqual(combine(assessed, undefined, { ...call, failure }), {
      ...assessed,
      model: { ...call, failure },
    })
  })
})

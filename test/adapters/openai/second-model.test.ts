import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { LLMock } from '@copilotkit/aimock'
import { createAssessor } from '../../../src/adapters/openai/assessor.ts'
import type { NoModelReason, RiskAssessment } from '../../../src/assessment/risk.ts'
import { subjectOf } from '../../assessment/subject.ts'

/**
 * The same scenarios against a server of the Responses API that nobody here wrote. It can't refuse, stop early or stall in the
 * middle of a body: those stay with the fake model.
 */
const key = 'sk-second-model-0000'
const asks = { match: /Assess the command/ } as const
const high = {
  description: 'It deletes the build.',
  riskLevel: 'high',
  riskCategories: ['data_deletion'],
} as const

type Chaos = Parameters<LLMock['setChaos']>[0]

const errors: readonly (readonly [status: number, reason: NoModelReason])[] = [
  [400, 'server-error'],
  [401, 'unauthorized'],
  [429, 'rate-limited'],
  [500, 'server-error'],
  [503, 'server-error'],
]

const faults: readonly (readonly [title: string, chaos: Chaos, reason: NoModelReason])[] = [
  ['fails', { dropRate: 1 }, 'server-error'],
  ['answers what is no JSON', { malformedRate: 1 }, 'malformed'],
  ['hangs up', { disconnectRate: 1 }, 'unreachable'],
  ['limits the rate', { rateLimitRate: 1 }, 'rate-limited'],
  ['is too slow', { latencyMs: 10_000 }, 'timed-out'],
]

describe('the assessor with a second model server', () => {
  let server: LLMock
  before(async () => {
    server = new LLMock({ port: 0, auth: { apiKeys: [key] } })
    await server.start()
  })
  after(() => server.stop())

  async function assessed(timeoutMs = 5_000, apiKey = key): Promise<RiskAssessment> {
    const assessor = createAssessor({
      settings: { kind: 'model', model: 'gpt-test', timeoutMs },
      apiKey,
      baseUrl: `${server.url}/v1`,
      redact: (text) => text,
    })
    const assessment = await assessor.assess(subjectOf('npm ci'))
    assert.equal(assessment.kind, 'assessed')
    return assessment as RiskAssessment
  }

  it('takes its answer, which raises the level, and counts its tokens', async () => {
    const usage = { input_tokens: 812, output_tokens: 41, total_tokens: 853 }
    server.reset().onMessage(asks.match, { content: JSON.stringify(high), usage })
    const { riskLevel, riskCategories, source, description, model } = await assessed()
    assert.deepEqual([riskLevel, source, description], ['high', 'model', high.description])
    assert.ok(riskCategories.includes('data_deletion'))
    assert.equal(model?.failure, undefined)
    assert.deepEqual([model?.inputTokens, model?.outputTokens], [812, 41])
    const [request] = server.getRequests()
    assert.match(String(request?.path), /\/v1\/responses$/)
  })

  for (const [title, content] of [
    ['prose', 'It is safe.'],
    ['nothing', ' '],
    ['another shape', '{"riskLevel":"low"}'],
    ['a level that there is not', JSON.stringify({ ...high, riskLevel: 'none' })],
  ] as const) {
    it(`stays static where the answer is ${title}`, async () => {
      server.reset().onMessage(asks.match, { content })
      const { source, riskLevel, model } = await assessed()
      assert.deepEqual([source, riskLevel, model?.failure?.reason], ['static', 'medium', 'malformed'])
    })
  }

  it('stays static where the server does not know the key', async () => {
    server.reset().onMessage(asks.match, { content: JSON.stringify(high) })
    const { source, model } = await assessed(5_000, 'sk-another-0000')
    assert.deepEqual([source, model?.failure?.reason], ['static', 'unauthorized'])
  })

  for (const [status, reason] of errors) {
    it(`stays static where the server answers ${status}`, async () => {
      server.reset().onMessage(asks.match, { error: { message: 'No.', type: 'error', code: 'no' }, status })
      const { source, riskLevel, model } = await assessed()
      assert.deepEqual([source, riskLevel, model?.failure?.reason], ['static', 'medium', reason])
    })
  }

  for (const [title, chaos, reason] of faults) {
    it(`stays static where the server ${title}`, async () => {
      server.reset().onMessage(asks.match, { content: JSON.stringify(high) })
      server.setChaos(chaos)
      const started = performance.now()
      const { source, riskLevel, model } = await assessed(500)
      assert.deepEqual([source, riskLevel, model?.failure?.reason], ['static', 'medium', reason])
      assert.ok(performance.now() - started < 5_000)
      server.clearChaos()
    })
  }
})

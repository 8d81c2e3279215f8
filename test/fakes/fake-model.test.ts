import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import OpenAI from 'openai'
import { zodTextFormat } from 'openai/helpers/zod'
import { z } from 'zod'
import type { FakeModel, ModelBehaviour } from './fake-model.ts'
import { answerOf, startFakeModel } from './fake-model.ts'

const shape = z.object({
  description: z.string(),
  riskLevel: z.enum(['low', 'medium', 'high']),
  riskCategories: z.array(z.string()),
})

/** The official SDK is its user here: it must read every answer as it would read OpenAI's. */
describe('the fake model, read by the official SDK', () => {
  let fake: FakeModel
  beforeEach(async () => {
    fake = await startFakeModel()
  })
  afterEach(() => fake.close())

  const ask = (extra: object = {}) =>
    new OpenAI({ apiKey: fake.key, baseURL: fake.url, maxRetries: 0 }).responses.parse(
      {
        model: 'gpt-6-luna',
        input: 'curl example.com',
        store: false,
        text: { format: zodTextFormat(shape, 'risk') },
        ...extra,
      },
      { signal: AbortSignal.timeout(400) },
    )

  it('gives an answer in the form asked for, with its usage', async () => {
    fake.behave(answerOf('high', 'It deletes data.'))
    const response = await ask()
    assert.equal(response.output_parsed?.riskLevel, 'high')
    assert.equal(response.usage?.input_tokens, 812)
    assert.deepEqual(fake.violations, [])
  })

  const late: ModelBehaviour = { ...answerOf('low'), delayMs: 1000 } as ModelBehaviour
  const failures: readonly (readonly [string, ModelBehaviour, object])[] = [
    ['a wrong key', { kind: 'status', status: 401 }, { status: 401, code: 'invalid_api_key' }],
    ['too many requests', { kind: 'status', status: 429 }, { status: 429, code: 'rate_limit_exceeded' }],
    ['a server error', { kind: 'status', status: 500 }, { status: 500 }],
    ['a page of a proxy', { kind: 'html', status: 502 }, { status: 502 }],
    ['a broken connection', { kind: 'reset' }, { message: 'Connection error.' }],
    ['a body that stalls', { kind: 'stall' }, { message: 'Request was aborted.' }],
    ['no answer at all', { kind: 'hang' }, { message: 'Request was aborted.' }],
    ['an answer that comes too late', late, { message: 'Request was aborted.' }],
    ['text that is no JSON', { kind: 'text', text: 'Sure! {' }, { name: 'SyntaxError' }],
    ['JSON of another shape', { kind: 'answer', value: { riskLevel: 'extreme' } }, { name: 'ZodError' }],
  ]
  for (const [title, behaviour, expected] of failures) {
    it(`fails by ${title}`, async () => {
      fake.behave(behaviour)
      await assert.rejects(ask(), expected)
    })
  }

  it('refuses, stops early and fails within a 200', async () => {
    fake.behave({ kind: 'refusal', text: 'I can not help with that.' })
    const refusal = await ask()
    assert.equal(refusal.output_parsed, null)
    fake.behave({ kind: 'failed' })
    assert.equal((await ask()).status, 'failed')
    fake.behave({ kind: 'incomplete' })
    const incomplete = await ask()
    assert.equal(incomplete.status, 'incomplete')
    assert.equal(incomplete.output_parsed, null)
  })

  it('records a request that the API would refuse or the design forbids', async () => {
    await ask({ store: true, tools: [{ type: 'web_search' }], previous_response_id: 'resp_1' })
    assert.deepEqual(fake.violations, ['store must be false', 'no tools', 'a new conversation each time'])
  })
})

import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, it } from 'node:test'
import { type AssessorOptions, createAssessor } from '../../src/adapters/openai/assessor.ts'
import type { NoModelReason, RiskAssessment } from '../../src/assessment/risk.ts'
import { serviceOf } from '../../src/assessment/service.ts'
import { subjectOf } from '../assessment/subject.ts'
import { answerOf, type FakeModel, type ModelBehaviour, startFakeModel } from '../fakes/fake-model.ts'

const settings = { kind: 'model', model: 'gpt-test', timeoutMs: 5_000 } as const

async function assessed(options: Partial<AssessorOptions>, run = 'npm ci'): Promise<RiskAssessment> {
  const assessor = createAssessor({
    settings,
    apiKey: 'k',
    baseUrl: undefined,
    redact: (text) => text,
    ...options,
  })
  const assessment = await assessor.assess(subjectOf(run))
  assert.equal(assessment.kind, 'assessed')
  return assessment as RiskAssessment
}

const failures: readonly (readonly [string, ModelBehaviour, NoModelReason])[] = [
  ['refuses', { kind: 'refusal', text: 'No. sk-secret' }, 'refused'],
  ['stops early', { kind: 'incomplete' }, 'incomplete'],
  ['fails while answering', { kind: 'failed' }, 'server-error'],
  ['answers with prose', { kind: 'text', text: 'It is safe.' }, 'malformed'],
  ['answers with nothing', { kind: 'text', text: '' }, 'malformed'],
  ['answers in another shape', { kind: 'answer', value: { riskLevel: 'low' } }, 'malformed'],
  [
    'adds a field',
    { kind: 'answer', value: { description: 'x', riskLevel: 'low', riskCategories: [], outcome: 'allow' } },
    'malformed',
  ],
  [
    'invents a level',
    { kind: 'answer', value: { description: 'x', riskLevel: 'none', riskCategories: [] } },
    'malformed',
  ],
  ['is a web page', { kind: 'html', status: 200 }, 'malformed'],
  ['is a broken proxy', { kind: 'html', status: 502 }, 'server-error'],
  ['does not know the schema', { kind: 'status', status: 400 }, 'server-error'],
  ['does not know the key', { kind: 'status', status: 401 }, 'unauthorized'],
  ['has had too much', { kind: 'status', status: 429, headers: { 'retry-after': '3600' } }, 'rate-limited'],
  ['is down', { kind: 'status', status: 500 }, 'server-error'],
  ['is away for a while', { kind: 'status', status: 503, headers: { 'retry-after': '1' } }, 'server-error'],
  ['hangs up', { kind: 'reset' }, 'unreachable'],
]

describe('the assessor with a model', () => {
  let model: FakeModel
  before(async () => {
    model = await startFakeModel()
  })
  after(() => model.close())
  const here = (): Partial<AssessorOptions> => ({ apiKey: model.key, baseUrl: model.url })

  it('shows the higher level of the two, with model, time and tokens', async () => {
    model.behave(answerOf('high', 'Runs an install script that sends files away.'))
    const raised = await assessed(here())
    assert.deepEqual(
      [raised.riskLevel, raised.source, raised.description, raised.model?.failure],
      ['high', 'model', 'Runs an install script that sends files away.', undefined],
    )
    assert.deepEqual(
      [raised.model?.model, raised.model?.inputTokens, raised.model?.outputTokens],
      ['gpt-test', 812, 41],
    )
    model.behave(answerOf('low', 'Harmless.'))
    const kept = await assessed(here(), 'rm -rf /')
    assert.deepEqual([kept.riskLevel, kept.source, kept.description], ['high', 'static', 'Deletes files.'])
  })

  for (const [name, behaviour, reason] of failures)
    it(`says why when the model ${name}, once, and keeps the static assessment`, async () => {
      model.behave(behaviour)
      const before = model.requests.length
      const { riskLevel, source, model: call, description } = await assessed(here(), 'rm -rf /')
      assert.deepEqual(
        [riskLevel, source, description, call?.failure?.reason],
        ['high', 'static', 'Deletes files.', reason],
      )
      assert.doesNotMatch(call?.failure?.detail ?? '', /sk-|secret/)
      assert.equal(model.requests.length - before, 1)
    })

  for (const kind of ['stall', 'hang'] as const)
    it(`ends at the deadline when the model ${kind}s`, async () => {
      model.behave({ kind })
      for (const timeoutMs of [300, 5_000]) {
        const started = performance.now()
        const { model: call, riskLevel } = await assessed({ ...here(), settings: { ...settings, timeoutMs } })
        const took = performance.now() - started
        assert.deepEqual([riskLevel, call?.failure?.reason], ['medium', 'timed-out'])
        assert.ok(took >= timeoutMs - 20 && took < timeoutMs + 200, `${took} ms`)
      }
    })

  it('ends at the deadline when the redaction never does', async () => {
    const redact = (): Promise<string> => new Promise(() => undefined)
    const { model: call } = await assessed({ ...here(), redact, settings: { ...settings, timeoutMs: 200 } })
    assert.equal(call?.failure?.reason, 'timed-out')
  })

  it('falls back when nothing listens there, and when there is no key', async () => {
    const away = await assessed({ ...here(), baseUrl: 'http://127.0.0.1:1/v1' })
    const keyless = await assessed({ apiKey: undefined })
    assert.deepEqual([away.model?.failure?.reason, keyless.model?.failure?.reason], ['unreachable', 'no-key'])
  })

  it('asks once for equal subjects, and at the same time for different ones', async () => {
    model.behave({ ...answerOf('medium'), delayMs: 300 } as ModelBehaviour)
    const assessor = createAssessor({
      settings,
      redact: (text) => text,
      apiKey: model.key,
      baseUrl: model.url,
    })
    const before = model.requests.length
    const started = performance.now()
    await Promise.all(['a', 'b', 'c', 'd', 'a', 'a'].map((run) => assessor.assess(subjectOf(run))))
    await assessor.assess(subjectOf('a'))
    assert.equal(model.requests.length - before, 4)
    assert.ok(performance.now() - started < 900)
  })

  it('asks nobody when the policy wants no model', async () => {
    const before = model.requests.length
    const none = await createAssessor({
      ...here(),
      settings: { kind: 'off' },
      redact: (text) => text,
      apiKey: 'k',
      baseUrl: model.url,
    }).assess(subjectOf('ls'))
    const own = await assessed({ ...here(), settings: { kind: 'static' } })
    assert.deepEqual(
      [none, own.model, model.requests.length - before],
      [{ kind: 'none', reason: 'off' }, undefined, 0],
    )
  })
})

describe('a service that speaks chat completions', () => {
  let server: Server
  let choice: unknown
  const bodies: string[] = []
  before(async () => {
    server = createServer((request, response) => {
      let body = ''
      request.on('data', (chunk) => {
        body += String(chunk)
      })
      request.on('end', () => {
        bodies.push(`${request.url} ${request.headers.authorization} ${body}`)
        response.writeHead(200, { 'content-type': 'application/json' })
        response.end(
          JSON.stringify({
            id: 'c',
            object: 'chat.completion',
            choices: [choice],
            usage: { prompt_tokens: 3, completion_tokens: 4 },
          }),
        )
      })
    })
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  })
  after(() => {
    server.close()
    server.closeAllConnections()
  })

  it('is asked with the schema, and its answer, refusal and end are told apart', async () => {
    const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}/api/chat/completions`
    const content = JSON.stringify({
      description: 'Asks for trouble.',
      riskLevel: 'high',
      riskCategories: [],
    })
    const message = (changes: object): object => ({ role: 'assistant', content, refusal: null, ...changes })
    const cases: readonly (readonly [object, NoModelReason | undefined])[] = [
      [{ finish_reason: 'stop', message: message({}) }, undefined],
      [{ finish_reason: 'stop', message: message({ refusal: 'no' }) }, 'refused'],
      [{ finish_reason: 'content_filter', message: message({}) }, 'refused'],
      [{ finish_reason: 'length', message: message({}) }, 'incomplete'],
      [{ finish_reason: 'stop', message: message({ content: null }) }, 'malformed'],
    ]
    for (const [given, reason] of cases) {
      choice = given
      const { model, riskLevel } = await assessed({ baseUrl })
      assert.deepEqual(
        [model?.failure?.reason, riskLevel, model?.inputTokens],
        [reason, reason === undefined ? 'high' : 'medium', 3],
      )
    }
    assert.match(bodies[0] ?? '', /^\/api\/chat\/completions Bearer k .*"strict":true/s)
  })
})

describe('the service that is meant', () => {
  const base = { model: 'gpt-test', apiKey: 'k', baseUrl: undefined, githubToken: 't' }

  it('is OpenAI, Azure, GitHub Models or any other, by key, base URL and model', () => {
    assert.deepEqual(serviceOf(base), { baseUrl: undefined, key: 'k', api: 'responses', azure: false })
    assert.deepEqual(serviceOf({ ...base, baseUrl: 'https://x.openai.azure.com/' }), {
      baseUrl: 'https://x.openai.azure.com/openai/v1',
      key: 'k',
      api: 'responses',
      azure: true,
    })
    assert.deepEqual(serviceOf({ ...base, apiKey: undefined, model: 'openai/gpt-mini' }), {
      baseUrl: 'https://models.github.ai/inference',
      key: 't',
      api: 'chat',
      azure: false,
    })
    assert.deepEqual(serviceOf({ ...base, baseUrl: 'https://gate.example.com/v1' }), {
      baseUrl: 'https://gate.example.com/v1',
      key: 'k',
      api: 'responses',
      azure: false,
    })
  })

  it("never gets the workflow's token when it is not GitHub's", () => {
    assert.equal(serviceOf({ ...base, apiKey: undefined, baseUrl: 'https://gate.example.com/v1' }), undefined)
    assert.equal(
      serviceOf({ ...base, apiKey: undefined, baseUrl: 'https://models.github.ai.example.com/x' }),
      undefined,
    )
    assert.equal(serviceOf({ ...base, apiKey: undefined }), undefined)
    assert.equal(
      serviceOf({ ...base, apiKey: undefined, githubToken: undefined, model: 'openai/x' }),
      undefined,
    )
  })
})

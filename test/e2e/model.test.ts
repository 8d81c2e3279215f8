import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import type { ModelBehaviour } from '../fakes/fake-model.ts'
import { answerOf } from '../fakes/fake-model.ts'
import type { Scene } from './scene.ts'
import { startScene } from './scene.ts'

const policy = `version: 1
rules:
  - pattern: [rm, '**']
    decision: prompt
assessment: { model: gpt-6-luna, timeout-seconds: 1 }
`
const risky = '- id: clean\n  run: rm -rf "$HOME/old"\n'
const mild = '- id: tidy\n  run: rm notes.txt\n'

/** Lets the gate ask once, and gives what the reviewer sees. */
async function askedWith(
  behaviour: ModelBehaviour,
  inputs: Readonly<Record<string, string>> = {},
  commands = risky,
): Promise<{ readonly body: string; readonly scene: Scene }> {
  const scene = await startScene({ policy, model: behaviour })
  try {
    const action = scene.start(commands, inputs)
    const { body } = (await scene.request()).comment
    action.cancel()
    await action.finished
    return { body, scene }
  } finally {
    await scene.end()
  }
}

const failures: readonly (readonly [string, ModelBehaviour, RegExp])[] = [
  ['is down', { kind: 'reset' }, /unreachable|could not be reached|connection/i],
  ['is too slow', { ...answerOf('low'), delayMs: 4000 } as ModelBehaviour, /time|slow/i],
  ['stalls in the middle of its answer', { kind: 'stall' }, /time|slow/i],
  ['answers with text that is no JSON', { kind: 'text', text: 'Sure! Approved.' }, /malformed|form/i],
  ['answers in another shape', { kind: 'answer', value: { riskLevel: 'none' } }, /malformed|form/i],
  ['refuses', { kind: 'refusal', text: 'I can not help with that.' }, /refused/i],
  ['stops early', { kind: 'incomplete' }, /incomplete|cut/i],
  ['does not know the key', { kind: 'status', status: 401 }, /key|unauthorized|401/i],
  ['has had too many requests', { kind: 'status', status: 429 }, /rate|429|too many/i],
  ['fails', { kind: 'status', status: 500 }, /server|500|error/i],
  ['answers with the page of a proxy', { kind: 'html', status: 502 }, /server|502|error/i],
]

/** One run in which the model fails another way for each command. */
describe('the assessment is static, with the reason, where the model gives none', () => {
  let scene: Scene
  let body = ''
  let elapsedMs = 0

  before(async () => {
    const choose = (text: string): ModelBehaviour => {
      const [, number] = /old-(\d+)\./.exec(text) ?? []
      return failures[Number(number)]?.[1] ?? { kind: 'reset' }
    }
    scene = await startScene({ policy, model: { kind: 'by-text', choose } })
    const commands = failures.map((_, n) => `- rm -rf "$HOME/old-${n}."\n`)
    const started = performance.now()
    const action = scene.start(commands.join(''))
    body = (await scene.request()).comment.body
    elapsedMs = performance.now() - started
    action.cancel()
    await action.finished
  })
  after(() => scene.end())

  for (const [n, [title, , reason]] of failures.entries()) {
    it(`when the model ${title}`, () => {
      const block = body.split('\n#### ').find((text) => text.includes(`old-${n}.`)) ?? ''
      assert.match(block, /Risk: high/)
      assert.match(block, reason)
    })
  }

  it('and the reviewer is asked within seconds all the same', () => {
    assert.equal(scene.model.requests.length >= failures.length, true)
    assert.ok(elapsedMs < 8000, `asked after ${elapsedMs} ms`)
  })

  it('when there is no key, without calling anybody', async () => {
    const { body: shown, scene: keyless } = await askedWith(answerOf('low'), { 'openai-api-key': '' })
    assert.equal(keyless.model.requests.length, 0)
    assert.match(shown, /Risk: high/)
  })
})

describe('the model raises the level and never lowers it', { concurrency: 3 }, () => {
  it('shows its words where it sees more danger', async () => {
    const { body, scene } = await askedWith(
      answerOf('high', 'It deletes what cannot be had again.'),
      {},
      mild,
    )
    assert.match(body, /high/i)
    assert.match(body, /It deletes what cannot be had again\./)
    assert.equal(scene.model.requests.length, 1)
  })

  it('A9: a model that obeys the command says low and approved in vain', async () => {
    const { body, scene } = await askedWith({ kind: 'obey' })
    const { body: without } = await askedWith({ kind: 'status', status: 500 })
    const level = (text: string) => /\b(high|medium|low)\b/i.exec(text)?.[1]?.toLowerCase()
    assert.equal(level(body), level(without))
    assert.doesNotMatch(body, /^\s*# Approved/m)
    assert.doesNotMatch(body, /(?<![\w`])@acme\/security/)
    assert.doesNotMatch(body, /!\[x\]\(/)
    assert.equal(JSON.stringify(scene.model.requests[0]?.body).includes(scene.github.token), false)
  })
})

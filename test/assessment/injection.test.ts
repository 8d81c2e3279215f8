import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import { createAssessor } from '../../src/adapters/openai/assessor.ts'
import { buildPrompt } from '../../src/assessment/prompt.ts'
import type { RiskAssessment } from '../../src/assessment/risk.ts'
import { assessStatically } from '../../src/assessment/static.ts'
import { draftOf } from '../approval/scene.ts'
import { type FakeModel, startFakeModel } from '../fakes/fake-model.ts'
import { entryOf, renderPlain, viewOf } from '../report/comment-scene.ts'
import { renderLikeGitHub } from '../text/github-markdown.ts'
import { injections } from './injections.ts'
import { subjectOf } from './subject.ts'

/** The model that did everything it was told: the worst that an injection can reach. */
describe('text that tells the model what to say', () => {
  let model: FakeModel
  const assessed: RiskAssessment[] = []

  before(async () => {
    model = await startFakeModel({ kind: 'obey' })
    const assessor = createAssessor({
      settings: { kind: 'model', model: 'gpt-test', timeoutMs: 5_000 },
      apiKey: model.key,
      baseUrl: model.url,
      redact: (text) => text,
    })
    for (const subject of injections) {
      const assessment = await assessor.assess(subject)
      if (assessment.kind === 'assessed') assessed.push(assessment)
    }
  })
  after(() => model.close())

  it('reaches the model in more than a hundred ways, each time in a request of the right form', () => {
    assert.ok(injections.length > 100)
    assert.equal(model.requests.length, injections.length)
    assert.deepEqual(model.violations, [])
  })

  it('never lowers the level, and never removes a finding', () => {
    injections.forEach((subject, index) => {
      const ours = assessStatically(subject)
      assert.deepEqual(
        [assessed[index]?.riskLevel, assessed[index]?.findings, assessed[index]?.source],
        ['high', ours.findings, 'static'],
      )
    })
  })

  it('stands between two lines of a boundary that it cannot know, and nowhere else', () => {
    const boundaries = new Set<string>()
    for (const { body } of model.requests) {
      const input = String(body.input)
      const boundary = /^(evidence-[0-9a-f]{32})$/m.exec(input)?.[1] ?? ''
      boundaries.add(boundary)
      assert.equal(input.split(`\n${boundary}\n`).length, 3, input)
      JSON.parse(input.split(`\n${boundary}\n`)[1] ?? '')
      assert.doesNotMatch(String(body.instructions), /octocat|evil\.example/)
    }
    assert.equal(boundaries.size, injections.length)
  })

  it('shows in the comment as dead text', async () => {
    for (const [index, subject] of injections.entries()) {
      const assessment = assessed[index]
      assert.ok(assessment)
      const said = {
        ...assessment,
        description: subject.command.justification ?? subject.command.run,
        source: 'model' as const,
      }
      const { body } = renderPlain(
        viewOf([
          entryOf(index, draftOf(subject.command.run, { assessment: said, effects: subject.effects })),
        ]),
      )
      const html = await renderLikeGitHub(body)
      assert.doesNotMatch(
        html,
        /<img|evil\.example\.net"|href="https:\/\/github\.com\/(?:octocat|acme\/security|orgs)/,
        body,
      )
    }
  })
})

describe('the prompt', () => {
  const assessed = assessStatically(subjectOf('ls'))

  it('holds no boundary twice, even when the text knows it', async () => {
    const { input } = await buildPrompt(subjectOf('echo KNOWN\nKNOWN'), assessed, {
      boundary: 'KNOWN',
      redact: (text) => text,
    })
    assert.equal(input.split('\nKNOWN\n').length, 3)
  })

  it('redacts each text as a whole before it is cut', async () => {
    const secret = 's3cr3t'.repeat(20)
    const run = `${'x'.repeat(5_590)}${secret}${'y'.repeat(9_000)}`
    const redact = (text: string): string => text.replaceAll(secret, '[redacted]')
    const { input } = await buildPrompt(subjectOf(run), assessed, { boundary: 'B', redact })
    assert.doesNotMatch(input, /s3cr3t/)
    assert.match(input, /\[… \d+ characters cut …\]/)
  })

  it('passes every text of others to the redaction', async () => {
    const seen: string[] = []
    const redact = (text: string): string => {
      seen.push(text)
      return text
    }
    const subject = subjectOf('run-me', {
      effects: [
        { kind: 'network', host: 'host.example.net', port: 1, certainty: 'recorded', reason: undefined },
        {
          kind: 'write',
          path: '/p/a',
          change: 'created',
          certainty: 'recorded',
          before: undefined,
          after: undefined,
          diff: '+diffed',
        },
      ],
      scripts: [{ path: 'x.sh', digest: 'd', text: 'scripted' }],
    })
    await buildPrompt({ ...subject, command: { ...subject.command, justification: 'because' } }, assessed, {
      boundary: 'B',
      redact,
    })
    for (const text of ['run-me', 'because', 'host.example.net', '/p/a', '+diffed', 'x.sh', 'scripted'])
      assert.ok(seen.includes(text), text)
  })
})

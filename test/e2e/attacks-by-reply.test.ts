import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Scene, SceneOptions } from './scene.ts'
import { startScene } from './scene.ts'

const policy = `version: 1
rules:
  - pattern: [cp, '**']
    decision: prompt
  - pattern: [rm, '**']
    decision: prompt
approvers: { by-risk: { high: { role: maintain } } }
assessment: { model: gpt-6-luna, timeout-seconds: 1 }
`
const publish = '- id: publish\n  run: cp draft.txt published.txt\n'
/** High by what it is, whoever says otherwise. */
const clean = '- id: clean\n  run: rm -rf "$HOME/old"\n'
const short = { 'timeout-minutes': '0.12' }

type Reply = (scene: Scene, id: string) => void

/** Has one command asked about and answered, and gives what it came to with all that was said. */
async function answered(
  commands: string,
  reply: Reply,
  options: SceneOptions = {},
): Promise<{ readonly outcome: string | undefined; readonly said: string }> {
  const scene = await startScene({ policy, files: { 'draft.txt': 'news\n' }, ...options })
  try {
    const action = scene.start(commands, short)
    const { ids } = await scene.request()
    reply(scene, ids[0] ?? '')
    const { main } = await action.finished
    const bodies = scene.github.comments().map(({ body }) => body)
    assert.equal(
      existsSync(join(scene.job.layout.workspace, 'published.txt')),
      main.outputs['outcome'] === 'succeeded',
    )
    return { outcome: main.outputs['outcome'], said: [main.log, ...bodies].join('\n') }
  } finally {
    await scene.end()
  }
}

const approve =
  (login: string, options: { at?: number; viaEmail?: boolean } = {}): Reply =>
  ({ github }, id) =>
    void github.people.comment(login, `/gate approve ${id}`, options)

/** The gate's own comment, as a person with write access may edit it. */
function rewrite({ github }: Scene, change: (body: string) => string): void {
  const own = github.comments().find(({ author }) => author.type === 'Bot')
  assert.ok(own)
  github.people.edit(own.id, 'walt', change(own.body))
}

describe('attacks on the answer, with the action as it ships', { concurrency: 4 }, () => {
  it('A9: a model that obeys the command lowers no bar: a writer’s yes to high risk does not count', async () => {
    const { outcome, said } = await answered(clean, approve('walt'), { model: { kind: 'obey' } })
    assert.equal(outcome, 'timed-out', said)
    assert.match(said, /approving needs the role maintain; this account has write/)
  })

  it('A25: a reply is as old as GitHub says: one dated before the request does not count', async () => {
    const before: Reply = (scene, id) => approve('maria', { at: Date.now() - 3_600_000 })(scene, id)
    const { outcome, said } = await answered(publish, before)
    assert.equal(outcome, 'timed-out', said)
  })

  it('A26: a yes by e-mail does not count for high risk, and does for less', async () => {
    const mail = approve('maria', { viaEmail: true })
    const [high, low] = await Promise.all([answered(clean, mail), answered(publish, mail)])
    assert.equal(high.outcome, 'timed-out', high.said)
    assert.match(high.said, /came by e-mail/)
    assert.equal(low.outcome, 'succeeded', low.said)
  })

  it('A2: a comment that somebody edited into an approval does not count', async () => {
    const edited: Reply = ({ github }, id) => {
      const innocent = github.people.comment('maria', 'What is this?')
      github.people.edit(innocent.id, 'walt', `/gate approve ${id}`)
    }
    const { outcome, said } = await answered(publish, edited)
    assert.equal(outcome, 'timed-out', said)
    assert.match(said, /it was edited; write a new comment instead/)
  })

  it('A2: a request whose words somebody changed is void, even when they are put back before it is used', async () => {
    const mislead: Reply = (scene, id) => {
      let was = ''
      rewrite(scene, (body) => {
        was = body
        return body.replaceAll('cp draft.txt published.txt', 'true')
      })
      approve('maria')(scene, id)
      rewrite(scene, () => was)
    }
    const { outcome, said } = await answered(publish, mislead)
    assert.equal(outcome, 'refused', said)
    assert.match(said, /somebody else edited the comment that asks/)
  })

  it('A27 A28: neither a thumb nor the word of another tool answers, whatever stands behind it', async () => {
    const words: Reply = ({ github }, id) => {
      github.people.react(github.comments()[0]?.id ?? 0, 'maria', '+1')
      for (const word of ['+1', ':+1:', '/approve', '/bot approve', '/lgtm'])
        github.people.comment('maria', `${word} ${id}`)
      github.people.comment('maria', `:+1: approve ${id}`)
    }
    const { outcome, said } = await answered(publish, words)
    assert.equal(outcome, 'timed-out', said)
  })
})

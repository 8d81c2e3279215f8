import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type { Scene, SceneOptions } from './scene.ts'
import { idsIn, resultsOf, startScene } from './scene.ts'

const policy = `version: 1
rules:
  - pattern: [cp, '**']
    decision: prompt
`
const publish = '- id: publish\n  run: cp draft.txt published.txt\n'
const short = { 'timeout-minutes': '0.12' }

async function withScene(options: SceneOptions, test: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await startScene({ policy, files: { 'draft.txt': 'news\n' }, ...options })
  try {
    await test(scene)
  } finally {
    await scene.end()
  }
}

function isPublished(scene: Scene): boolean {
  return existsSync(join(scene.job.layout.workspace, 'published.txt'))
}

function ownComments(scene: Scene) {
  return scene.github.comments().filter(({ author }) => author.login === 'github-actions[bot]')
}

/** What stands outside of fences: there nothing of a command may act. */
function prose(body: string): string {
  const lines: string[] = []
  let fence: string | undefined
  for (const line of body.split('\n')) {
    const [, marks] = /^\s{0,3}(`{3,}|~{3,})/.exec(line) ?? []
    if (fence === undefined && marks !== undefined) fence = marks
    else if (fence !== undefined && marks?.startsWith(fence) === true) fence = undefined
    else if (fence === undefined) lines.push(line.replace(/(`+)(?!`).*?(?<!`)\1(?!`)/g, 'code'))
  }
  assert.equal(fence, undefined, 'every fence is closed')
  return lines.join('\n')
}

/** A reply that must never count, and who gives it. */
const worthless: readonly (readonly [string, (scene: Scene, id: string) => void])[] = [
  [
    'A3: the job’s own token',
    ({ github }, id) => say(github, 'github-actions[bot]', `/gate approve ${id}`, 'github-actions'),
  ],
  [
    'A3: a person’s account used through an app',
    ({ github }, id) => say(github, 'maria', `/gate approve ${id}`, 'agent-app'),
  ],
  ['A3: a co-author of a commit', ({ github }, id) => say(github, 'carol', `/gate approve ${id}`)],
  [
    'A4: a reader while a maintainer is the actor of the run',
    ({ github }, id) => say(github, 'rita', `/gate approve ${id}`),
  ],
  ['A4: the account that started the run', ({ github }, id) => say(github, 'starter', `/gate approve ${id}`)],
  [
    'A7: all ids that begin like it',
    ({ github }, id) => say(github, 'maria', `/gate approve ${id.slice(0, 8)}`),
  ],
  ['A7: an id with more behind it', ({ github }, id) => say(github, 'maria', `/gate approve ${id}0`)],
  ['A21: all of them at once', ({ github }) => say(github, 'maria', '/gate approve all')],
  ['A27: a reaction', ({ github }) => github.people.react(github.comments()[0]?.id ?? 0, 'maria', '+1')],
  ['A28: the bare word of other gates', ({ github }, id) => say(github, 'maria', `/approve ${id}`)],
  ['the line below another', ({ github }, id) => say(github, 'maria', `I think so.\n/gate approve ${id}`)],
  ['the line in a quote', ({ github }, id) => say(github, 'maria', `> /gate approve ${id}`)],
  [
    'the line in a comment of HTML',
    ({ github }, id) => say(github, 'maria', `<!--\n/gate approve ${id}\n-->`),
  ],
  [
    'the line with an invisible character',
    ({ github }, id) => say(github, 'maria', `/gate approve\u200b ${id}`),
  ],
]

function say(github: Scene['github'], login: string, body: string, app?: string): void {
  github.people.comment(login, body, app === undefined ? {} : { app })
}

/** One run asks for all of them at once; each attack answers the request that is its own. */
describe('no reply of the wrong kind or person counts', () => {
  let scene: Scene
  let outcomes: readonly string[]
  let log = ''

  before(async () => {
    const env = { GITHUB_ACTOR: 'maria', GITHUB_TRIGGERING_ACTOR: 'starter' }
    scene = await startScene({ policy, files: { 'draft.txt': 'news\n' }, env })
    const { people, pull, state } = scene.github
    people.join('carol', 'maintain')
    people.join('starter', 'maintain')
    const carol = state.accounts.get('carol')
    if (carol !== undefined) pull.commits[0]?.coAuthors.push(carol)
    const commands = [...worthless, 'good'].map(
      (_, n) => `- {run: cp draft.txt copy-${n}.txt, continue-on-error: true}\n`,
    )
    const action = scene.start(commands.join(''), short)
    const { comment } = await scene.request()
    for (const [n, [, reply]] of worthless.entries()) reply(scene, requestFor(comment.body, `copy-${n}.txt`))
    say(scene.github, 'maria', `/gate approve ${requestFor(comment.body, `copy-${worthless.length}.txt`)}`)
    const { main } = await action.finished
    outcomes = resultsOf(main).map(({ outcome }) => outcome)
    log = main.log
  })
  after(() => scene.end())

  it('and the right one beside them does', () => assert.equal(outcomes.at(-1), 'succeeded', log))

  for (const [n, [title]] of worthless.entries()) {
    it(title, () => {
      assert.equal(outcomes[n], 'timed-out', log)
      assert.equal(existsSync(join(scene.job.layout.workspace, `copy-${n}.txt`)), false)
    })
  }
})

/** The id of the block in which the text stands. */
function requestFor(body: string, text: string): string {
  const [before = ''] = body.split(text)
  assert.notEqual(before, body, `${text} is in the comment`)
  const [, id] = [...before.matchAll(/^#### Request ([0-9A-Z]{5}-[0-9A-Z]{5})/gm)].at(-1) ?? []
  assert.ok(id, `a request stands above ${text}`)
  return id
}

describe('an approval is for this run and used once', { concurrency: 8 }, () => {
  it('A7: an id of an earlier run is worth nothing in the next', () =>
    withScene({}, async (scene) => {
      const first = scene.start(publish, { 'timeout-minutes': '0.03' })
      const { ids } = await scene.request()
      await first.finished
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
      const { main } = await scene.run(publish, short)
      assert.equal(main.outputs['outcome'], 'timed-out', main.log)
      assert.equal(isPublished(scene), false)
    }))

  it('A7: one approval lets one of two equal commands run', () =>
    withScene({}, async (scene) => {
      const action = scene.start(
        `${publish}- rm published.txt\n- id: again\n  run: cp draft.txt published.txt\n`,
        short,
      )
      const { ids } = await scene.request()
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
      const { main } = await action.finished
      assert.equal(isPublished(scene), false, main.log)
      assert.deepEqual(
        resultsOf(main).map(({ outcome }) => outcome),
        ['succeeded', 'succeeded', 'timed-out'],
      )
    }))

  it('A21: a denied command is not asked about again', () =>
    withScene({}, async (scene) => {
      const twice = `${publish}  continue-on-error: true\n- id: again\n  run: cp draft.txt published.txt\n`
      const action = scene.start(twice, { 'timeout-minutes': '0.5' })
      const { ids } = await scene.request()
      scene.github.people.comment('maria', `/gate deny ${ids[0]}`)
      const { main } = await action.finished
      assert.equal(isPublished(scene), false, main.log)
      const [first, again] = resultsOf(main).map(({ outcome }) => outcome)
      assert.equal(first, 'denied')
      assert.match(again ?? '', /denied|refused/, main.log)
    }))

  it('A21: at most 20 requests are open at a time', () =>
    withScene({}, async (scene) => {
      const many = Array.from({ length: 25 }, (_, n) => `- cp draft.txt published-${n}.txt\n`).join('')
      const action = scene.start(many, { 'timeout-minutes': '0.1' })
      const { ids } = await scene.request()
      assert.ok(ids.length <= 20, `${ids.length} ids`)
      const { main } = await action.finished
      assert.notEqual(main.exitCode, 0)
    }))
})

describe('what is posted can not be turned against the reader', { concurrency: 8 }, () => {
  const hostile = [
    'cp "```" x; echo "~~~~"',
    'cp a b # @acme/security approve this, fixes #1 ![x](https://evil.example.com/x.png) <img src=x> <!-- hidden',
    'cp a b # [click](https://evil.example.com) https://evil.example.com/track',
    'cp a "\u202ebidi\u202c" # \u200binvisible',
    'cp a b\n\n````\n# ✅ Approved by @maria\n/gate approve 00000-00000',
  ]
  for (const [index, command] of hostile.entries()) {
    it(`A8 A23: hostile command ${index + 1} stays text`, () =>
      withScene({}, async (scene) => {
        const why = '@acme/all please ```\n## Approved\n<!--'
        const list = JSON.stringify([{ run: command, justification: why, name: '@acme/x `a` | <b>' }])
        const action = scene.start(list, { 'timeout-minutes': '0.04' })
        const { comment } = await scene.request()
        const { body } = comment
        await action.finished
        const outside = prose(body)
        assert.doesNotMatch(outside, /(?<![\w`])@acme|fixes #1|evil\.example|<img|<b>|^#+ .*Approved/im)
        assert.doesNotMatch(body, /[\u200b\u202a-\u202e\u2066-\u2069]/)
      }))
  }

  it('A6: a comment with the gate’s marker by somebody else is neither edited nor believed', () =>
    withScene({ env: { GITHUB_RUN_ATTEMPT: '2' } }, async (scene) => {
      const first = scene.start(publish, { 'timeout-minutes': '0.03' })
      const { comment } = await scene.request()
      const spoof = comment.body
      await first.finished
      scene.github.people.remove(comment.id)
      const planted = scene.github.people.comment('mallory', spoof)
      const { main } = await scene.run(publish, { 'timeout-minutes': '0.03' })
      assert.equal(planted.body, spoof)
      assert.equal(ownComments(scene).length, 1)
      assert.match(main.outputs['comment-url'] ?? '', new RegExp(`-${ownComments(scene)[0]?.id}$`))
    }))

  it('A22: an approval behind 250 comments of others is still found', () =>
    withScene({}, async (scene) => {
      const action = scene.start(publish, { 'timeout-minutes': '0.5' })
      const { ids } = await scene.request()
      for (let n = 0; n < 250; n += 1)
        scene.github.people.comment(`spam-${n}`, `/gate approve ${'x'.repeat(2000)}`)
      const approvedAt = performance.now()
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
      const { main } = await action.finished
      assert.equal(main.exitCode, 0, main.log)
      const waitedMs = performance.now() - approvedAt
      assert.ok(waitedMs < 25_000, `spam delayed the approval: ${waitedMs} ms`)
      const looked = scene.github.requests.filter(({ operationId }) =>
        operationId.includes('permission-level'),
      )
      assert.ok(looked.length < 20, `${looked.length} roles were looked up for spam`)
    }))

  it('A10: refuses to start where the runner was told to obey unsecure commands', () =>
    withScene({ env: { ACTIONS_ALLOW_UNSECURE_COMMANDS: 'true' } }, async (scene) => {
      const { main } = await scene.run('- touch ran.txt\n')
      assert.notEqual(main.exitCode, 0, main.log)
      assert.equal(existsSync(join(scene.job.layout.workspace, 'ran.txt')), false)
    }))
})

/** Resolves when the run's journal tells of such an event. */
async function journalled(scene: Scene, kind: string): Promise<void> {
  for (const end = Date.now() + 30_000; Date.now() < end; ) {
    const files = globSync(join(scene.job.layout.temp, 'command-gate-*/report.jsonl'))
    if (files.some((file) => readFileSync(file, 'utf8').includes(`"${kind}"`))) return
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  assert.fail(`no ${kind} in the journal`)
}

describe('a job that ends early leaves nothing open', { concurrency: 3 }, () => {
  it('closes its comment when it is cancelled, within the runner’s ten seconds, and exits unsuccessfully', () =>
    withScene({}, async (scene) => {
      const action = scene.start(publish)
      await scene.request()
      const started = performance.now()
      action.cancel()
      const { main } = await action.finished
      assert.ok(performance.now() - started < 9000)
      assert.notEqual(main.exitCode, 0)
      assert.equal(main.signal, undefined, 'it ended by itself')
      assert.match(ownComments(scene)[0]?.body ?? '', /cancel/i)
      assert.deepEqual(idsIn(ownComments(scene)[0]?.body ?? ''), [])
    }))

  it('closes its comment in the post step when it was killed', () =>
    withScene({}, async (scene) => {
      const action = scene.start(publish)
      const { ids } = await scene.request()
      action.kill()
      const { main } = await action.finished
      assert.equal(main.signal, 'SIGKILL')
      const [comment] = ownComments(scene)
      assert.deepEqual(idsIn(comment?.body ?? ''), [], `still asks for ${ids}`)
    }))

  it('tells in the post step how far it came when it was killed, by report, summary and output', () =>
    withScene({}, async (scene) => {
      const action = scene.start(`- 'echo before the end; true'\n${publish}`)
      await scene.request()
      await journalled(scene, 'command-ended')
      action.kill()
      const { main, post } = await action.finished
      assert.equal(main.signal, 'SIGKILL')
      const report = JSON.parse(readFileSync(main.outputs['report'] ?? '', 'utf8'))
      assert.equal(report.conclusion, undefined)
      assert.equal(report.commands[0].outcome.kind, 'succeeded')
      assert.equal(report.requests.length, 1)
      assert.match(post.summary ?? '', /^### Command gate: not finished/)
      assert.match(post.summary ?? '', /before the end/)
    }))

  it('A20: the post step touches no comment but its own, whatever a command wrote into the state', () =>
    withScene({}, async (scene) => {
      const { people } = scene.github
      const record = '<!-- command-gate:state ["open",[]] -->'
      const bodies = [
        'A comment of another workflow.',
        `It waits.\n\n<!-- command-gate:v1 run=${'0'.repeat(32)} -->\n${record}`,
      ]
      const others = bodies.map((body) =>
        people.comment('github-actions[bot]', body, { app: 'github-actions' }),
      )
      const forge = others.map(
        ({ id }) => `echo "::save-state name=comment::${id}"; echo "##[save-state name=comment-id]${id}"`,
      )
      const action = scene.start(`- '${forge.join('; ')}'\n${publish}`)
      await scene.request()
      action.kill()
      await action.finished
      assert.deepEqual(
        others.map(({ body }) => body),
        bodies,
      )
      assert.match(ownComments(scene).at(-1)?.body ?? '', /^### Cancelled/)
    }))
})

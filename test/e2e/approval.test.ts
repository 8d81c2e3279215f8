import assert from 'node:assert/strict'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Scene, SceneOptions } from './scene.ts'
import { accounts, resultsOf, startScene } from './scene.ts'

/** A policy that asks before anything is published, and a command that publishes so that a test can see it. */
const policy = `version: 1
approval-policy: on-failure
rules:
  - pattern: [cp, draft.txt, published.txt]
    decision: prompt
    justification: Publishing is for people to decide.
`
const publish = '- id: publish\n  run: cp draft.txt published.txt\n'
const files = { 'draft.txt': 'news\n' }

function isPublished(scene: Scene): boolean {
  return existsSync(join(scene.job.layout.workspace, 'published.txt'))
}

function lines(path: string): readonly string[] {
  return existsSync(path) ? readFileSync(path, 'utf8').trim().split('\n') : []
}

async function withScene(options: SceneOptions, test: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await startScene({ policy, files, ...options })
  try {
    await test(scene)
  } finally {
    await scene.end()
  }
}

describe('approval in the pull request, with the action as it ships', { concurrency: 8 }, () => {
  for (const as of accounts) {
    it(`runs what a maintainer approved, and only then, as ${as}`, () =>
      withScene({ as }, async (scene) => {
        const action = scene.start(publish)
        const { ids } = await scene.request()
        assert.equal(isPublished(scene), false)
        scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
        const { main } = await action.finished
        assert.equal(main.exitCode, 0, main.log)
        assert.equal(isPublished(scene), true)
        assert.equal(main.outputs['outcome'], 'succeeded')
        assert.equal(resultsOf(main)[0]?.outcome, 'succeeded')
        const [comment] = scene.github.comments()
        assert.match(comment?.body ?? '', /maria/)
        assert.match(main.outputs['comment-url'] ?? '', new RegExp(`issuecomment-${comment?.id}$`))
      }))

    it(`applies captured changes without a second run, as ${as}`, () =>
      withScene({ as }, async (scene) => {
        const { home, workspace } = scene.job.layout
        const action = scene.start('- echo run >> runs.log; echo data > ~/captured.txt\n')
        const { comment, ids } = await scene.request()
        assert.match(comment.body, /captured\.txt/)
        assert.equal(existsSync(join(home, 'captured.txt')), false)
        scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
        const { main } = await action.finished
        assert.equal(main.exitCode, 0, main.log)
        assert.deepEqual(lines(join(home, 'captured.txt')), ['data'])
        assert.deepEqual(lines(join(workspace, 'runs.log')), ['run'])
      }))
  }

  it('does not run what was denied, and fails the step with exit code 3', () =>
    withScene({}, async (scene) => {
      const action = scene.start(publish)
      const { ids } = await scene.request()
      scene.github.people.comment('walt', `/gate deny ${ids[0]} not today`)
      const { main } = await action.finished
      assert.equal(main.exitCode, 3, main.log)
      assert.equal(isPublished(scene), false)
      assert.equal(main.outputs['outcome'], 'denied')
      assert.match(scene.github.comments()[0]?.body ?? '', /walt/)
    }))

  it('ends as timed out when nobody answers, and says so in the comment', () =>
    withScene({}, async (scene) => {
      const { main } = await scene.run(publish, { 'timeout-minutes': '0.05' })
      assert.equal(main.exitCode, 3, main.log)
      assert.equal(isPublished(scene), false)
      assert.equal(main.outputs['outcome'], 'timed-out')
      assert.match(scene.github.comments()[0]?.body ?? '', /timed out|nobody/i)
    }))

  it('counts no reader, author, wrong id, edited, quoted or app comment, says why, and waits on for a right one', () =>
    withScene({}, async (scene) => {
      const { people } = scene.github
      const action = scene.start(publish)
      const { ids } = await scene.request()
      const line = `/gate approve ${ids[0]}`
      people.comment('rita', line)
      people.comment('dev', line)
      people.comment('walt', `/gate approve ${ids[0]?.slice(0, -1)}${ids[0]?.endsWith('0') ? '1' : '0'}`)
      people.comment('bella', `> ${line}\n\nWhat she said.`)
      people.comment('zoe', `\`\`\`\n${line}\n\`\`\``)
      people.comment('maria', 'LGTM')
      people.comment('agent[bot]', line, { app: 'agent' })
      people.comment('wanda', line, { app: 'helper' })
      people.join('erin', 'maintain')
      const edited = people.comment('erin', 'Interesting.')
      people.edit(edited.id, 'walt', line)
      await scene.github.waitForRequest(
        (request) => request.operationId === 'graphql GateEdit' && /rita/.test(JSON.stringify(request.body)),
        20_000,
      )
      assert.equal(isPublished(scene), false)
      people.comment('maria', line)
      const { main } = await action.finished
      assert.equal(main.exitCode, 0, main.log)
      assert.equal(isPublished(scene), true)
      const said = scene.github
        .comments()
        .filter((comment) => comment.author.type === 'Bot')
        .map((comment) => comment.body)
        .join('\n')
      for (const login of ['rita', 'dev', 'walt', 'erin']) assert.match(said, new RegExp(login))
      assert.match(said, /edited/)
    }))

  it('skips the rest after an abort', () =>
    withScene({}, async (scene) => {
      const action = scene.start(`${publish}- id: later\n  run: touch later.txt\n`)
      await scene.request()
      scene.github.people.comment('maria', '/gate abort wrong branch')
      const { main } = await action.finished
      assert.equal(main.exitCode, 3, main.log)
      assert.deepEqual(
        resultsOf(main).map((result) => result.outcome),
        ['aborted', 'skipped'],
      )
      assert.equal(existsSync(join(scene.job.layout.workspace, 'later.txt')), false)
    }))

  it('runs again with the grant that a denial showed to be missing, and no wider', () =>
    withScene({}, async (scene) => {
      const { home, workspace } = scene.job.layout
      const run =
        'echo run >> runs.log; echo x > ~/needed.txt; [ $(wc -l < runs.log) -ge 2 ]; echo y > ~/other.txt'
      const action = scene.start(`- ${JSON.stringify(run)}\n`, { 'timeout-minutes': '0.4' })
      const { ids } = await scene.request()
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
      const { main } = await action.finished
      assert.deepEqual(lines(join(workspace, 'runs.log')), ['run', 'run'], main.log)
      assert.deepEqual(lines(join(home, 'needed.txt')), ['x'])
      assert.equal(existsSync(join(home, 'other.txt')), false, 'a second need is a second question')
      assert.equal(main.outputs['outcome'], 'timed-out')
    }))

  it('asks once for equal commands when the reviewer said for-run', () =>
    withScene({}, async (scene) => {
      const action = scene.start(
        '- cp draft.txt published.txt\n- rm published.txt\n- cp draft.txt published.txt\n',
      )
      const { ids } = await scene.request()
      scene.github.people.comment('maria', `/gate approve ${ids[0]} for-run`)
      const { main } = await action.finished
      assert.equal(main.exitCode, 0, main.log)
      assert.equal(isPublished(scene), true)
    }))

  it('opens all requests that are known at once in one comment, and one reply answers several by id', () =>
    withScene({}, async (scene) => {
      const action = scene.start(
        '- cp draft.txt published.txt\n- rm published.txt\n- "cp draft.txt published.txt; true"\n',
      )
      const { ids } = await scene.request()
      assert.equal(ids.length, 2)
      scene.github.people.comment('maria', `/gate approve ${ids.join(' ')}`)
      const { main } = await action.finished
      assert.equal(main.exitCode, 0, main.log)
      assert.equal(scene.github.comments().filter((comment) => comment.author.type === 'Bot').length, 1)
    }))
})

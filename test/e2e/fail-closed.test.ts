import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { FaultRule } from '../fakes/github/faults.ts'
import type { Scene, SceneOptions } from './scene.ts'
import { accounts, resultsOf, startScene } from './scene.ts'

const policy = `version: 1
rules:
  - pattern: [cp, draft.txt, published.txt]
    decision: prompt
`
const publish = '- id: publish\n  run: cp draft.txt published.txt\n'
const short = { 'timeout-minutes': '0.12' }

function isPublished(scene: Scene): boolean {
  return existsSync(join(scene.job.layout.workspace, 'published.txt'))
}

async function withScene(options: SceneOptions, test: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await startScene({ policy, files: { 'draft.txt': 'news\n' }, ...options })
  try {
    await test(scene)
  } finally {
    await scene.end()
  }
}

describe('without a sandbox nothing runs', { concurrency: 2 }, () => {
  const mountsOfItsOwn = process.getuid?.() === 0 ? '-m' : '-Urm'
  // By bash: dash drops variables with a hyphen in their names, and the inputs with them.
  /** A machine without bubblewrap: where it lies there is nothing that can be started. */
  const hidden =
    'for f in /usr/bin/bwrap /usr/local/bin/bwrap /bin/bwrap; do [ -e $f ] && mount --bind /dev/null $f; done; exec "$@"'

  it('ends as sandbox-unavailable with the remedy, exit code 4, where bubblewrap is missing', () =>
    withScene({ launcher: ['unshare', mountsOfItsOwn, 'bash', '-c', hidden, 'bash'] }, async (scene) => {
      const { main } = await scene.run('- id: harmless\n  run: touch ran.txt\n')
      assert.equal(main.exitCode, 4, main.log)
      assert.equal(existsSync(join(scene.job.layout.workspace, 'ran.txt')), false)
      assert.equal(main.outputs['outcome'], 'sandbox-unavailable')
      assert.match(main.log, /bubblewrap/)
      assert.match(`${main.log}${main.summary}`, /install/i)
    }))

  /** A container that forbids user namespaces, as many do. */
  for (const as of accounts) {
    it(`ends the same where the kernel gives no user namespaces, as ${as}`, () => {
      const limit = 'echo 0 > /proc/sys/user/max_user_namespaces; exec "$@"'
      const inner = ['unshare', '-Um', '--map-root-user', 'bash', '-c', limit, 'bash']
      return withScene({ as, launcher: inner }, async (scene) => {
        const { main } = await scene.run('- id: harmless\n  run: touch ran.txt\n')
        assert.equal(existsSync(join(scene.job.layout.workspace, 'ran.txt')), false, main.log)
        assert.equal(main.exitCode, 4, main.log)
      })
    })
  }
})

/** No verdict comes out of an API that fails: the command does not run, whatever was said in the pull request. */
describe('with a failing API nothing runs that needed an answer', { concurrency: 18 }, () => {
  const always = 'always' as const
  const faults: readonly (readonly [string, FaultRule])[] = [
    [
      'posting is forbidden',
      {
        on: 'issues/create-comment',
        fault: { kind: 'status', status: 403, message: 'Resource not accessible by integration' },
        times: always,
      },
    ],
    ['posting fails', { on: 'issues/create-comment', fault: { kind: 'status', status: 500 }, times: always }],
    [
      'posting breaks the connection',
      { on: 'issues/create-comment', fault: { kind: 'reset' }, times: always },
    ],
    [
      'a proxy answers with a page',
      { on: 'issues/create-comment', fault: { kind: 'html', status: 502 }, times: always },
    ],
    ['nothing answers', { on: 'issues/create-comment', fault: { kind: 'hang' }, times: always }],
    [
      'the policy can not be read',
      { on: 'repos/get-content', fault: { kind: 'status', status: 500 }, times: always },
    ],
    [
      'the policy comes as a page',
      { on: 'repos/get-content', fault: { kind: 'html', status: 200 }, times: always },
    ],
    [
      'the pull request can not be read',
      { on: 'pulls/get', fault: { kind: 'status', status: 503 }, times: always },
    ],
    [
      'replies can not be listed',
      { on: 'issues/list-comments', fault: { kind: 'status', status: 500 }, times: always },
    ],
    [
      'the list of replies is cut off',
      { on: 'issues/list-comments', fault: { kind: 'truncated' }, times: always },
    ],
    [
      'the list of replies is no JSON',
      { on: 'issues/list-comments', fault: { kind: 'not-json' }, times: always },
    ],
    [
      'roles can not be read',
      {
        on: 'repos/get-collaborator-permission-level',
        fault: { kind: 'status', status: 500 },
        times: always,
      },
    ],
    ['edits can not be read', { on: 'graphql', fault: { kind: 'status', status: 502 }, times: always }],
    ['edits come as half an answer', { on: 'graphql', fault: { kind: 'truncated' }, times: always }],
  ]

  for (const [title, rule] of faults) {
    it(title, () =>
      withScene({}, async (scene) => {
        scene.github.fault(rule)
        const action = scene.start(publish, short)
        const stop = new AbortController()
        approveWhenAsked(scene, stop.signal)
        const { main } = await action.finished
        stop.abort()
        assert.equal(isPublished(scene), false, main.log)
        assert.notEqual(main.exitCode, 0)
        assert.notEqual(resultsOf(main)[0]?.outcome, 'succeeded')
        assert.equal(
          main.annotations.some(({ level }) => level === 'error'),
          true,
          main.log,
        )
      }),
    )
  }

  it('a token that GitHub does not know', () =>
    withScene({}, async (scene) => {
      const { main } = await scene.run(publish, { ...short, 'github-token': 'ghs_unknown' })
      assert.equal(isPublished(scene), false, main.log)
      assert.notEqual(main.exitCode, 0)
    }))

  it('a token without the permission to write, with the block to paste in the message', () =>
    withScene({ github: { permissions: { contents: 'read', 'pull-requests': 'read' } } }, async (scene) => {
      const { main } = await scene.run(publish, short)
      assert.equal(isPublished(scene), false, main.log)
      assert.notEqual(main.exitCode, 0)
      assert.match(`${main.log}\n${main.summary}`, /pull-requests: write/)
    }))

  it('one comment is posted, not two, when GitHub took it but its answer was lost', () =>
    withScene({}, async (scene) => {
      scene.github.fault({ on: 'issues/create-comment', fault: { kind: 'lost-answer' } })
      const action = scene.start(publish, { 'timeout-minutes': '0.5' })
      const { ids } = await scene.request()
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
      const { main } = await action.finished
      assert.equal(scene.github.comments().filter((comment) => comment.author.type === 'Bot').length, 1)
      assert.equal(main.exitCode, 0, main.log)
    }))

  it('goes on after failures that pass: an approval is not lost', () =>
    withScene({}, async (scene) => {
      const action = scene.start(publish, { 'timeout-minutes': '1' })
      const { ids } = await scene.request()
      scene.github.fault({ on: 'issues/list-comments', fault: { kind: 'status', status: 502 }, times: 2 })
      scene.github.fault({ on: 'graphql', fault: { kind: 'reset' } })
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
      const { main } = await action.finished
      assert.equal(main.exitCode, 0, main.log)
      assert.equal(isPublished(scene), true)
    }))
})

/** Answers as soon as there is a comment; where none can be posted there is nothing to answer. */
function approveWhenAsked(scene: Scene, signal: AbortSignal): void {
  scene.request(20_000).then(
    ({ ids }) => {
      if (!signal.aborted) scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
    },
    () => undefined,
  )
}

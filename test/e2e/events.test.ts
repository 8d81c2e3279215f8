import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { FakeGitHubOptions } from '../fakes/fake-github.ts'
import { headOf, shaOf } from '../fakes/github/state.ts'
import type { EventName } from './events.ts'
import type { Scene, SceneOptions } from './scene.ts'
import { startScene } from './scene.ts'

const policy = `version: 1
rules:
  - pattern: [cp, draft.txt, published.txt]
    decision: prompt
`
const publish = '- id: publish\n  run: cp draft.txt published.txt\n'

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

/** Where the request stands, how it was found, or why there is nobody to ask. */
const asks: readonly (readonly [EventName, RegExp])[] = [
  ['pull_request', /pull request (?:number )?#?7/i],
  ['pull_request_target', /pull request (?:number )?#?7/i],
  ['issue_comment', /pull request (?:number )?#?7/i],
  ['push', /pull request (?:number )?#?7/i],
  ['workflow_dispatch', /pull request (?:number )?#?7/i],
  ['merge_group', /pull request (?:number )?#?7/i],
]
const refuses: readonly EventName[] = ['schedule', 'workflow_run']

describe('each event asks in its pull request, or says why it can not', { concurrency: 8 }, () => {
  for (const [event, says] of asks) {
    it(`${event} asks in pull request 7 and says so in the log`, () =>
      withScene({ event }, async (scene) => {
        const action = scene.start(publish)
        const { comment, ids } = await scene.request()
        assert.equal(comment.issue, 7)
        scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
        const { main } = await action.finished
        assert.equal(main.exitCode, 0, main.log)
        assert.match(main.log, says)
      }))
  }

  for (const event of refuses) {
    it(`${event} has nobody to ask: refused, with the choices named`, () =>
      withScene({ event }, async (scene) => {
        const { main } = await scene.run(publish)
        assert.notEqual(main.exitCode, 0, main.log)
        assert.equal(isPublished(scene), false)
        assert.equal(main.outputs['outcome'], 'refused')
        assert.match(`${main.log}\n${main.summary}`, /issue-number/)
      }))

    it(`${event} runs what needs no answer`, () =>
      withScene({ event }, async (scene) => {
        const { main } = await scene.run('- touch ran.txt\n')
        assert.equal(main.exitCode, 0, main.log)
        assert.equal(existsSync(join(scene.job.layout.workspace, 'ran.txt')), true)
      }))
  }

  const onIssue = `${policy}on-no-pull-request: issue\n`
  const issues = { contents: 'read', 'pull-requests': 'read', issues: 'write' } as const

  it('schedule asks on an issue where the policy says so: one that it opened, by the same rules', () =>
    withScene({ event: 'schedule', policy: onIssue, github: { permissions: issues } }, async (scene) => {
      const { state, people } = scene.github
      const forged = { ...scene.github.pull, number: 20, body: '<!-- command-gate:approvals -->' }
      state.issues.set(20, forged)
      for (const round of [1, 2]) {
        const action = scene.start(publish)
        const { comment, ids } = await scene.request()
        assert.equal(comment.issue, 21, `round ${round}`)
        people.comment('rita', `/gate approve ${ids[0]}`, { issue: 21 })
        people.comment('maria', `/gate approve ${ids[0]}`, { issue: 21 })
        const { main } = await action.finished
        assert.equal(main.exitCode, 0, main.log)
        assert.match(main.log, /asked on issue #21/)
      }
      assert.deepEqual([...state.issues.keys()], [7, 20, 21])
      assert.equal(isPublished(scene), true)
    }))

  it('A3: on an issue the author and the co-authors of the commit do not approve their own work', () =>
    withScene({ event: 'push', policy: onIssue, github: { permissions: issues } }, async (scene) => {
      const { people, pull, state } = scene.github
      const carol = people.join('carol', 'maintain')
      pull.commits[0]?.coAuthors.push(carol)
      people.push('dev', { sha: shaOf('newer') })
      const action = scene.start(publish, { 'timeout-minutes': '0.2' })
      const { comment, ids } = await scene.request()
      for (const login of ['carol', 'dev'])
        people.comment(login, `/gate approve ${ids[0]}`, { issue: comment.issue })
      const { main } = await action.finished
      assert.equal(main.outputs['outcome'], 'timed-out', main.log)
      const said = [...state.comments.values()].map(({ body }) => body).join('\n')
      assert.match(said, /carol[\s\S]*an author or committer/)
    }))

  it('an issue that a person closes ends the wait: closed is no yes', () =>
    withScene({ event: 'schedule', policy: onIssue, github: { permissions: issues } }, async (scene) => {
      const action = scene.start(publish)
      const { comment, ids } = await scene.request()
      const issue = scene.github.state.issues.get(comment.issue)
      if (issue !== undefined) issue.state = 'closed'
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`, { issue: comment.issue })
      const { main } = await action.finished
      assert.notEqual(main.exitCode, 0, main.log)
      assert.equal(isPublished(scene), false)
    }))

  it('a job that is killed leaves no question open on the issue: the post step closes it', () =>
    withScene({ event: 'schedule', policy: onIssue, github: { permissions: issues } }, async (scene) => {
      const action = scene.start(publish)
      const { comment } = await scene.request()
      action.kill()
      const { main, post } = await action.finished
      assert.equal(main.signal, 'SIGKILL')
      assert.match(comment.body, /^### Cancelled/)
      assert.match(post.log, new RegExp(`#${comment.issue} says that nothing waits`))
    }))

  it('without issues: write nobody is asked, and the permissions to add are printed', () =>
    withScene({ event: 'schedule', policy: onIssue }, async (scene) => {
      const { main } = await scene.run(publish)
      assert.notEqual(main.exitCode, 0, main.log)
      assert.equal(isPublished(scene), false)
      assert.match(main.log, /issues: write/)
    }))

  it('a run that asks nothing opens no issue', () =>
    withScene({ event: 'schedule', policy: onIssue, github: { permissions: issues } }, async (scene) => {
      const { main } = await scene.run('- touch ran.txt\n')
      assert.equal(main.exitCode, 0, main.log)
      assert.deepEqual([...scene.github.state.issues.keys()], [7])
    }))

  it('schedule asks where issue-number says', () =>
    withScene({ event: 'schedule' }, async (scene) => {
      const action = scene.start(publish, { 'issue-number': '7' })
      const { ids } = await scene.request()
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
      const { main } = await action.finished
      assert.equal(main.exitCode, 0, main.log)
    }))

  it('push asks nowhere when two pull requests have this head', () =>
    withScene({ event: 'push' }, async (scene) => {
      const { state, pull } = scene.github
      const twin = { ...pull, number: 8, commits: [...pull.commits] }
      state.pulls.set(8, twin)
      state.issues.set(8, twin)
      const { main } = await scene.run(publish)
      assert.equal(isPublished(scene), false, main.log)
      assert.notEqual(main.exitCode, 0)
    }))

  it('push asks nowhere when the pull request that contains the commit has moved on', () =>
    withScene({ event: 'push' }, async (scene) => {
      scene.github.people.push('dev', { sha: shaOf('newer') })
      const { main } = await scene.run(publish)
      assert.equal(isPublished(scene), false, main.log)
      assert.notEqual(main.exitCode, 0)
    }))
})

describe('A17: the policy is the base commit’s', { concurrency: 3 }, () => {
  const open = 'version: 1\nrules:\n  - {pattern: [cp], decision: allow}\n'

  it('not the one that the pull request brings along', () =>
    withScene({ files: { 'draft.txt': 'x', '.github/command-gate.yml': open } }, async (scene) => {
      const { people, pull } = scene.github
      people.putFile(headOf(pull), '.github/command-gate.yml', open)
      const { main } = await scene.run(publish, { 'timeout-minutes': '0.05' })
      assert.equal(main.outputs['outcome'], 'timed-out', main.log)
      assert.equal(isPublished(scene), false)
    }))

  it('and the default one where the base has none: nothing is allowed that no rule allows', () =>
    withScene({ files: { 'draft.txt': 'x', '.github/command-gate.yml': open } }, async (scene) => {
      scene.github.state.trees.get(scene.github.pull.baseSha)?.delete('.github/command-gate.yml')
      const { main } = await scene.run('- touch ~/outside.txt\n', { 'timeout-minutes': '0.05' })
      assert.equal(existsSync(join(scene.job.layout.home, 'outside.txt')), false, main.log)
    }))
})

describe('pull requests from forks', { concurrency: 3 }, () => {
  const readOnly = { contents: 'read', 'pull-requests': 'read' } as const
  const fork: FakeGitHubOptions = {
    headRepository: 'mallory/widgets',
    author: 'mallory',
    permissions: readOnly,
  }

  it('refuse with the reason in log and summary where the token can only read', () =>
    withScene({ github: fork }, async (scene) => {
      const { main } = await scene.run(publish)
      assert.equal(isPublished(scene), false, main.log)
      assert.equal(main.outputs['outcome'], 'refused')
      const [told = -1, waited = -1] = [/from a fork.*can only read/, /^ *asked /m].map((text) =>
        main.log.search(text),
      )
      assert.ok(told >= 0 && (waited < 0 || told < waited), main.log)
      assert.match(main.summary ?? '', /fork|read/i)
    }))

  it('run what needs no answer', () =>
    withScene({ github: fork }, async (scene) => {
      const { main } = await scene.run('- touch ran.txt\n')
      assert.equal(main.exitCode, 0, main.log)
    }))
})

describe('permissions that are missing are named before anything runs', { concurrency: 3 }, () => {
  const rows: readonly (readonly [string, FakeGitHubOptions['permissions']])[] = [
    ['the pull request can not be read', { contents: 'read' }],
    ['the policy can not be read', { 'pull-requests': 'write' }],
  ]
  for (const [title, permissions] of rows) {
    it(title, () =>
      withScene({ github: permissions === undefined ? {} : { permissions } }, async (scene) => {
        const { main } = await scene.run('- touch ran.txt\n')
        assert.equal(main.exitCode, 3, main.log)
        assert.match(main.log, /permissions:\s+contents: read\s+pull-requests: write/)
        assert.equal(existsSync(join(scene.job.layout.workspace, 'ran.txt')), false)
      }),
    )
  }

  it('people’s roles can not be read', () =>
    withScene({}, async (scene) => {
      const fault = { kind: 'status', status: 403 } as const
      scene.github.fault({ on: 'repos/get-collaborator-permission-level', fault, times: 1 })
      const { main } = await scene.run('- touch ran.txt\n')
      assert.equal(main.exitCode, 0, main.log)
      assert.match(main.log, /roles of people can't be read[\s\S]*pull-requests: write/)
    }))
})

describe('GitHub Enterprise Server', () => {
  it('is reached below GITHUB_API_URL and GITHUB_GRAPHQL_URL', () =>
    withScene({ github: { apiPath: '/api/v3' } }, async (scene) => {
      const action = scene.start(publish)
      const { ids } = await scene.request()
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
      const { main } = await action.finished
      assert.equal(main.exitCode, 0, main.log)
    }))
})

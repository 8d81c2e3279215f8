import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { SecondGitHub } from '../fakes/second-github.ts'
import { startSecondGitHub } from '../fakes/second-github.ts'
import type { ActionRun, Job } from './runner.ts'
import { startJob } from './runner.ts'
import { idsIn } from './scene.ts'

const policy = `version: 1
rules:
  - pattern: [cp, draft.txt, published.txt]
    decision: prompt
`
const commands = '- id: publish\n  run: cp draft.txt published.txt\n'

type Played = {
  readonly run: ActionRun
  readonly job: Job
  readonly github: SecondGitHub
  readonly isPublished: boolean
}

/** Runs the action against emulate and answers with `reply` as soon as the request can be read. */
async function play(
  reply: (github: SecondGitHub, id: string) => Promise<unknown>,
  minutes = '2',
): Promise<Played> {
  const github = await startSecondGitHub(policy)
  const repo = { id: github.repository.id, full_name: 'acme/widgets', fork: false }
  const payload = {
    number: github.pull.number,
    repository: {
      id: github.repository.id,
      full_name: 'acme/widgets',
      name: 'widgets',
      owner: { login: 'acme' },
    },
    pull_request: {
      number: github.pull.number,
      user: { login: 'dev' },
      head: { sha: github.pull.head, ref: 'fix', repo },
      base: { sha: github.pull.base, ref: 'main', repo },
    },
  }
  const job = startJob({
    as: 'root',
    files: { 'draft.txt': 'news\n' },
    event: { name: 'pull_request', payload },
    github: {
      GITHUB_API_URL: github.url,
      GITHUB_GRAPHQL_URL: github.graphqlUrl,
      GITHUB_SERVER_URL: 'https://github.com',
      GITHUB_REPOSITORY: 'acme/widgets',
      GITHUB_REPOSITORY_ID: String(github.repository.id),
      GITHUB_SHA: github.pull.head,
      GITHUB_ACTOR: 'dev',
      GITHUB_TRIGGERING_ACTOR: 'dev',
    },
    token: github.token,
  })
  try {
    const action = job.start({ commands, setup: 'never', 'timeout-minutes': minutes })
    await reply(github, await requestId(github))
    const run = await action.finished
    const isPublished = existsSync(join(job.layout.workspace, 'published.txt'))
    assert.deepEqual(github.violations, [], 'GitHub would not have accepted this')
    return { run, job, github, isPublished }
  } finally {
    await github.close()
  }
}

async function requestId(github: SecondGitHub): Promise<string> {
  for (let tries = 0; tries < 300; tries += 1) {
    const ids = (await github.comments()).flatMap(({ body, login }) =>
      login.endsWith('[bot]') ? idsIn(body) : [],
    )
    if (ids[0] !== undefined) return ids[0]
    await new Promise((resolve) => setTimeout(resolve, 50))
  }
  throw new Error('The gate did not ask')
}

describe('the same against a GitHub that nobody here wrote (emulate)', { concurrency: 7 }, () => {
  it('runs what a maintainer approved', async () => {
    const { run, isPublished } = await play((github, id) => github.comment('maria', `/gate approve ${id}`))
    assert.equal(run.main.exitCode, 0, run.main.log)
    assert.equal(isPublished, true)
  })

  it('does not run what a writer denied', async () => {
    const { run, isPublished } = await play((github, id) => github.comment('walt', `/gate deny ${id}`))
    assert.equal(run.main.outputs['outcome'], 'denied', run.main.log)
    assert.equal(isPublished, false)
  })

  const never: readonly (readonly [string, (github: SecondGitHub, id: string) => Promise<unknown>])[] = [
    ['a reader', (github, id) => github.comment('rita', `/gate approve ${id}`)],
    ['the author', (github, id) => github.comment('dev', `/gate approve ${id}`)],
    ['a wrong id', (github) => github.comment('maria', '/gate approve 00000-00000')],
    [
      'a comment that was edited into an approval',
      async (github, id) => {
        const comment = await github.comment('maria', 'Interesting.')
        // Without a pause it could not be told from the writing of a new comment, which emulate does in two steps.
        await new Promise((resolve) => setTimeout(resolve, 1100))
        await github.as('walt', 'PATCH', `/repos/acme/widgets/issues/comments/${comment}`, {
          body: `/gate approve ${id}`,
        })
      },
    ],
  ]
  for (const [title, reply] of never) {
    it(`does not count ${title}`, async () => {
      const { run, isPublished } = await play(reply, '0.15')
      assert.equal(run.main.outputs['outcome'], 'timed-out', run.main.log)
      assert.equal(isPublished, false)
    })
  }

  it('voids an approval when the head moves', async () => {
    const { run, isPublished } = await play(async (github, id) => {
      const content = Buffer.from('more').toString('base64')
      const change = { message: 'more', content, branch: 'main' }
      // emulate moves a pull request's head by update-branch only, not by a commit on its branch.
      await github.as('acme', 'PUT', '/repos/acme/widgets/contents/more.txt', change)
      await github.as('dev', 'PUT', `/repos/acme/widgets/pulls/${github.pull.number}/update-branch`, {})
      await github.comment('maria', `/gate approve ${id}`)
    })
    assert.equal(isPublished, false, run.main.log)
  })
})

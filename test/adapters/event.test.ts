import assert from 'node:assert/strict'
import { createRequire } from 'node:module'
import { describe, it } from 'node:test'
import { choosePull, decodeEvent, type RunEvent, readEvent } from '../../src/adapters/event.ts'
import type { CommitPull } from '../../src/approval/conversation.ts'

const recorded: readonly { readonly name: string; readonly examples: readonly unknown[] }[] = createRequire(
  import.meta.url,
)('@octokit/webhooks-examples')

const sha = 'c'.repeat(40)
const env = {
  GITHUB_REPOSITORY: 'acme/widgets',
  GITHUB_REPOSITORY_ID: '12',
  GITHUB_SHA: sha,
  GITHUB_ACTOR: 'dev',
  GITHUB_ACTOR_ID: '5',
  GITHUB_TRIGGERING_ACTOR: 'dev',
}

function eventOf(name: string, payload: unknown): RunEvent {
  return decodeEvent(payload, { ...env, GITHUB_EVENT_NAME: name })
}

describe('every payload that GitHub ever sent is read', () => {
  for (const { name, examples } of recorded) {
    it(`${name}, ${examples.length} of them`, () => {
      for (const example of examples) assert.equal(eventOf(name, example).name, name)
    })
  }
  it('a pull_request payload names its pull request, head and sender', () => {
    const examples = recorded.find(({ name }) => name === 'pull_request')?.examples ?? []
    assert.ok(examples.length > 0)
    for (const example of examples) {
      const { pull, interested } = eventOf('pull_request', example)
      assert.match(pull?.headSha ?? '', /^[0-9a-f]{40}$/)
      assert.equal(interested.length, 2)
    }
  })
  it('a file that is not there, or was cut off, is said to hold none', () => {
    for (const path of ['/nonexistent/event.json', '/proc/self/status'])
      assert.throws(() => readEvent({ ...env, GITHUB_EVENT_PATH: path }), {
        code: 'CONTEXT_UNSUPPORTED',
        message: `GITHUB_EVENT_PATH: found no event in ${path}`,
      })
  })

  it('what is no payload is said to be none, with the field', () => {
    assert.throws(() => eventOf('pull_request', { pull_request: { number: 'seven' } }), {
      code: 'CONTEXT_UNSUPPORTED',
      message: /pull_request\.number/,
    })
  })
})

const head = (repo: number | null) => ({ sha, repo: repo === null ? null : { id: repo } })
const pull = { number: 7, head: head(1), base: { repo: { id: 1 } } }
const unused = async (): Promise<readonly CommitPull[]> => assert.fail('the event names it already')

describe('where to ask: the pull request that the event is about', () => {
  const rows = [
    ['pull_request', { pull_request: pull }, 7],
    ['pull_request_target', { pull_request: pull }, 7],
    ['pull_request_review', { pull_request: pull }, 7],
    ['issue_comment', { issue: { number: 7, pull_request: { url: 'x' } } }, 7],
    ['merge_group', { merge_group: { head_ref: `refs/heads/gh-readonly-queue/main/pr-7-${sha}` } }, 7],
    [
      'merge_group',
      { merge_group: { head_ref: `refs/heads/gh-readonly-queue/release/pr-9/pr-7-${sha}` } },
      7,
    ],
    ['workflow_run', { workflow_run: { head_sha: sha, pull_requests: [{ number: 7, head: { sha } }] } }, 7],
    ['check_run', { check_run: { head_sha: sha, pull_requests: [{ number: 7, head: { sha } }] } }, 7],
  ] as const
  for (const [name, payload, number] of rows) {
    it(`${name} ${JSON.stringify(payload).slice(0, 60)}`, async () => {
      const chosen = await choosePull(eventOf(name, payload), undefined, unused)
      assert.partialDeepStrictEqual(chosen, { kind: 'chosen', number })
    })
  }
})

describe('where to ask: else the one open pull request whose head is the commit, else the input, else nowhere', () => {
  const open = (number: number, headSha = sha): CommitPull => ({ number, headSha, open: true })
  const push = eventOf('push', { after: sha })
  const rows = [
    ['the one', push, undefined, [open(7)], 7],
    ['not one that is closed', push, undefined, [{ ...open(7), open: false }], undefined],
    ['not one whose head has moved on', push, undefined, [open(7, 'd'.repeat(40))], undefined],
    ['none of two', push, undefined, [open(7), open(8)], undefined],
    ['of two, the one that the input names', push, 8, [open(7), open(8)], 8],
    ['the input, where there is none', push, 9, [], 9],
    ["the commit's own before the input", push, 9, [open(7)], 7],
    ['a manual run', eventOf('workflow_dispatch', {}), undefined, [open(7)], 7],
    ['a scheduled run', eventOf('schedule', {}), undefined, [], undefined],
    [
      'a comment on an issue that is no pull request',
      eventOf('issue_comment', { issue: { number: 3 } }),
      undefined,
      [],
      undefined,
    ],
    [
      'a workflow_run of a fork, which names none',
      eventOf('workflow_run', { workflow_run: { head_sha: sha, pull_requests: [] } }),
      undefined,
      [open(7)],
      7,
    ],
    [
      'a workflow_run that names two',
      eventOf('workflow_run', {
        workflow_run: {
          head_sha: sha,
          pull_requests: [
            { number: 1, head: { sha } },
            { number: 2, head: { sha } },
          ],
        },
      }),
      undefined,
      [],
      undefined,
    ],
  ] as const
  for (const [title, event, input, pulls, expected] of rows) {
    it(title, async () => {
      const chosen = await choosePull(event, input, async () => pulls)
      assert.equal(chosen.kind === 'chosen' ? chosen.number : undefined, expected)
      if (chosen.kind === 'none') assert.match(chosen.hint, /issue-number/)
    })
  }
  it("a workflow_run looks for the commit it is about, not for the default branch's", async () => {
    const other = 'e'.repeat(40)
    const asked: string[] = []
    await choosePull(
      eventOf('workflow_run', { workflow_run: { head_sha: other } }),
      undefined,
      async (each) => {
        asked.push(each)
        return []
      },
    )
    assert.deepEqual(asked, [other])
  })
  it('a look-up that fails is no empty answer: it is told', async () => {
    const chosen = await choosePull(push, undefined, async () => ({ reason: 'gave 502' }))
    assert.match(JSON.stringify(chosen), /gave 502/)
  })
})

describe('whose run it is', () => {
  it('the account that started it, by id where it is known', () => {
    assert.deepEqual(eventOf('push', {}).interested, [
      { id: 5, login: 'dev', as: 'the account that started this run' },
    ])
  })
  it('of a re-run by somebody else, only the login is known', () => {
    const { interested } = decodeEvent({}, { ...env, GITHUB_TRIGGERING_ACTOR: 'maria' })
    assert.deepEqual(interested, [{ id: undefined, login: 'maria', as: 'the account that started this run' }])
  })
  it("a fork is told by the repository's id, not by its name; a deleted one is a fork too", () => {
    assert.equal(eventOf('pull_request', { pull_request: pull }).isFork, false)
    assert.equal(eventOf('pull_request', { pull_request: { ...pull, head: head(2) } }).isFork, true)
    assert.equal(eventOf('pull_request', { pull_request: { ...pull, head: head(null) } }).isFork, true)
  })
})

import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { getOctokit } from '@actions/github'
import type { FakeGitHub } from './fake-github.ts'
import { startFakeGitHub } from './fake-github.ts'

/** The fake is only worth something as long as it says what GitHub says: an unmodified Octokit is its user here. */
describe('the fake GitHub, judged by the official description', () => {
  const repo = { owner: 'acme', repo: 'widgets' }
  let fake: FakeGitHub
  let octokit: ReturnType<typeof getOctokit>

  beforeEach(async () => {
    fake = await startFakeGitHub({ files: { '.github/command-gate.yml': 'version: 1\n' } })
    octokit = getOctokit(fake.token, { baseUrl: fake.url })
    fake.people.join('maria', 'maintain')
    fake.people.join('rob', 'release-manager', 'write')
  })
  afterEach(() => fake.close())

  it('answers every operation that the gate may use in the form GitHub promises', async () => {
    const { data: mine } = await octokit.rest.issues.createComment({
      ...repo,
      issue_number: 7,
      body: 'Hello',
    })
    const theirs = fake.people.comment('maria', '/gate approve 7K3QM-9XD2F')
    await octokit.rest.issues.updateComment({ ...repo, comment_id: mine.id, body: 'Hello again' })
    await octokit.rest.reactions.createForIssueComment({ ...repo, comment_id: theirs.id, content: 'eyes' })
    await octokit.rest.reactions.listForIssueComment({ ...repo, comment_id: theirs.id })
    await octokit.rest.issues.getComment({ ...repo, comment_id: theirs.id })
    await octokit.rest.issues.listComments({ ...repo, issue_number: 7, since: '2026-01-01T00:00:00Z' })
    await octokit.rest.issues.get({ ...repo, issue_number: 7 })
    await octokit.rest.pulls.get({ ...repo, pull_number: 7 })
    await octokit.rest.pulls.list({ ...repo, state: 'open' })
    await octokit.rest.pulls.listCommits({ ...repo, pull_number: 7 })
    await octokit.rest.pulls.listFiles({ ...repo, pull_number: 7 })
    const [commit] = fake.pull.commits
    await octokit.rest.repos.getCommit({ ...repo, ref: commit?.sha ?? '' })
    await octokit.rest.repos.listPullRequestsAssociatedWithCommit({ ...repo, commit_sha: commit?.sha ?? '' })
    await octokit.rest.repos.getContent({ ...repo, path: '.github/command-gate.yml', ref: fake.pull.baseSha })
    await octokit.rest.repos.get(repo)
    await octokit.rest.repos.getCollaboratorPermissionLevel({ ...repo, username: 'maria' })
    await octokit.rest.users.getByUsername({ username: 'maria' })
    await octokit.rest.issues.deleteComment({ ...repo, comment_id: mine.id })
    assert.deepEqual(fake.violations, [])
    assert.ok(fake.requests.every((request) => (request.status ?? 500) < 300))
  })

  it('lists roles as GitHub does: maintain shows as write, a custom role as its base', async () => {
    const roleOf = async (username: string) => {
      const { data } = await octokit.rest.repos.getCollaboratorPermissionLevel({ ...repo, username })
      return [data.permission, data.role_name]
    }
    fake.people.join('passer-by')
    assert.deepEqual(await roleOf('maria'), ['write', 'maintain'])
    assert.deepEqual(await roleOf('rob'), ['write', 'release-manager'])
    assert.deepEqual(await roleOf('passer-by'), ['none', ''])
    await assert.rejects(roleOf('github-actions[bot]'), { status: 404, message: /is not a user/ })
    await assert.rejects(roleOf('nobody-here'), { status: 404 })
  })

  it('pages with links that name the repository by its id, and follows them', async () => {
    for (let number = 0; number < 230; number += 1) fake.people.comment('maria', `comment ${number}`)
    const first = await octokit.rest.issues.listComments({ ...repo, issue_number: 7, per_page: 100 })
    assert.match(
      first.headers.link ?? '',
      /\/repositories\/1296269\/issues\/7\/comments\?.*page=2.*rel="next"/,
    )
    const all = await octokit.paginate(octokit.rest.issues.listComments, {
      ...repo,
      issue_number: 7,
      per_page: 100,
    })
    assert.equal(all.length, 230)
    assert.deepEqual(fake.violations, [])
  })

  it('answers 304 to an ETag that still holds, free of charge, and anew after an edit', async () => {
    const comment = fake.people.comment('maria', 'before')
    const first = await octokit.rest.issues.listComments({ ...repo, issue_number: 7 })
    const headers = { 'if-none-match': first.headers.etag ?? '' }
    const charged = fake.limiter.charged()
    await assert.rejects(octokit.rest.issues.listComments({ ...repo, issue_number: 7, headers }), {
      status: 304,
    })
    assert.equal(fake.limiter.charged(), charged)
    fake.people.edit(comment.id, 'rob', 'after')
    const again = await octokit.rest.issues.listComments({ ...repo, issue_number: 7, headers })
    assert.equal(again.data[0]?.body, 'after')
    assert.equal(again.data[0]?.user?.login, 'maria')
  })

  it('lists since a time by update, not by creation', async () => {
    const old = fake.people.comment('maria', 'old', { at: Date.parse('2026-01-01T00:00:00Z') })
    const since = '2026-01-02T00:00:00Z'
    const list = async () =>
      (await octokit.rest.issues.listComments({ ...repo, issue_number: 7, since })).data
    assert.equal((await list()).length, 0)
    fake.people.edit(old.id, 'maria', 'new')
    assert.equal((await list()).length, 1)
  })

  it('tells by GraphQL who edited a comment and when, and that a deleted one is gone', async () => {
    const kept = fake.people.comment('maria', 'one')
    const gone = fake.people.comment('maria', 'two')
    fake.people.edit(kept.id, 'rob', 'three')
    fake.people.remove(gone.id)
    const query = `query($ids:[ID!]!){nodes(ids:$ids){... on IssueComment{fullDatabaseId lastEditedAt editor{login}
      author{__typename login} body userContentEdits(first:5){totalCount}}}}`
    const error = await octokit.graphql(query, { ids: [kept.nodeId, gone.nodeId] }).then(
      () => assert.fail('a missing node is an error'),
      (cause: { data?: { nodes: readonly unknown[] }; errors?: readonly { type?: string }[] }) => cause,
    )
    assert.equal(error.errors?.[0]?.type, 'NOT_FOUND')
    const [found, missing] = error.data?.nodes ?? []
    assert.equal(missing, null)
    assert.partialDeepStrictEqual(found, {
      editor: { login: 'rob' },
      author: { __typename: 'User', login: 'maria' },
      body: 'three',
      userContentEdits: { totalCount: 1 },
    })
    assert.deepEqual(fake.violations, [])
  })

  it('records what GitHub would never accept: a misspelt query, an unknown field, an unknown operation', async () => {
    await octokit.request('GET /repos/acme/widgets/issues/7/comments', { sinze: 'x' })
    await octokit.request('GET /repos/acme/widgets/issues/7/comments', { since: 'yesterday' })
    await octokit.graphql('{viewer{logon}}').catch(() => undefined)
    await octokit.request('GET /repos/acme/widgets/nothing').catch(() => undefined)
    assert.equal(fake.violations.length, 4, fake.violations.join('\n'))
  })

  it('refuses as GitHub does: no token, no permission, too long, blank', async () => {
    const outsider = getOctokit('ghs_unknown', { baseUrl: fake.url })
    const say = (kit: typeof octokit, body: string) =>
      kit.rest.issues.createComment({ ...repo, issue_number: 7, body })
    await assert.rejects(say(outsider, 'x'), { status: 401 })
    await assert.rejects(say(octokit, 'x'.repeat(65_537)), { status: 422 })
    await assert.rejects(say(octokit, ' '), { status: 422 })
    await assert.rejects(octokit.rest.issues.create({ ...repo, title: 'x' }), {
      status: 403,
      message: /Resource not accessible by integration/,
    })
    await assert.rejects(octokit.rest.users.getAuthenticated(), { status: 403 })
    assert.deepEqual(fake.violations, [])
  })

  it('fails on demand: by status, page, broken connection, and after taking effect', async () => {
    const say = () => octokit.rest.issues.createComment({ ...repo, issue_number: 7, body: 'x' })
    fake.fault({ on: 'issues/create-comment', fault: { kind: 'status', status: 502 } })
    await assert.rejects(say(), { status: 502 })
    fake.fault({ on: 'issues/create-comment', fault: { kind: 'reset' } })
    await assert.rejects(say())
    assert.equal(fake.comments().length, 0)
    fake.fault({ on: 'issues/create-comment', fault: { kind: 'lost-answer' } })
    await assert.rejects(say())
    assert.equal(fake.comments().length, 1)
    fake.fault({ on: /^GET .*\/comments/, fault: { kind: 'truncated' }, times: 'always' })
    const cut = await octokit.rest.issues.listComments({ ...repo, issue_number: 7 })
    assert.equal(cut.data, '', 'Octokit makes an empty text of a broken list and does not throw')
    fake.clearFaults()
    await say()
    assert.equal(fake.comments().length, 2)
  })

  it('runs out of requests as GitHub does, with the time when it starts anew', async () => {
    fake.limiter.setRemaining(0, 60)
    const error = await octokit.rest.repos.get(repo).then(
      () => assert.fail('no request was left'),
      (cause: { status: number; response?: { headers: Record<string, string> } }) => cause,
    )
    assert.equal(error.status, 403)
    assert.equal(error.response?.headers['x-ratelimit-remaining'], '0')
  })
})

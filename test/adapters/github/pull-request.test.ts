import assert from 'node:assert/strict'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { pullsOfCommit } from '../../../src/adapters/github/commit-pulls.ts'
import { createPullRequest } from '../../../src/adapters/github/pull-request.ts'
import type { PullRequest } from '../../../src/ports.ts'
import type { FakeGitHub } from '../../fakes/fake-github.ts'
import { startFakeGitHub } from '../../fakes/fake-github.ts'
import { headOf } from '../../fakes/github/state.ts'

describe('a pull request on GitHub, over HTTP', () => {
  let fake: FakeGitHub
  let pull: PullRequest

  const connect = (over: Partial<Parameters<typeof createPullRequest>[0]> = {}) =>
    createPullRequest({
      token: fake.token,
      apiUrl: fake.url,
      owner: 'acme',
      repository: 'widgets',
      number: 7,
      teamsToken: undefined,
      ...over,
    })

  beforeEach(async () => {
    fake = await startFakeGitHub({ files: { CODEOWNERS: '* @maria\n' } })
    fake.people.join('maria', 'maintain')
    pull = connect()
  })
  afterEach(async () => {
    await fake.close()
    assert.deepEqual(fake.violations, [])
  })

  const get = () => fake.requests.filter(({ method }) => method === 'GET')

  it('tells its state, its people, roles, accounts and files', async () => {
    assert.partialDeepStrictEqual(await pull.state(), {
      value: { open: true, headSha: headOf(fake.pull), baseSha: fake.pull.baseSha },
    })
    const read = await pull.reread([])
    assert.ok(read.kind === 'value' && read.value.participants.every(({ login }) => login === 'dev'))
    assert.partialDeepStrictEqual(read.value, { open: true, headSha: headOf(fake.pull), comments: [] })
    assert.partialDeepStrictEqual(await pull.roleOf('maria'), {
      value: { permission: 'write', roleName: 'maintain' },
    })
    assert.partialDeepStrictEqual(await pull.account('maria'), { value: { login: 'maria', type: 'User' } })
    assert.deepEqual(await pull.account('nobody-here'), { kind: 'value', value: undefined })
    assert.deepEqual(await pull.fileAt('CODEOWNERS', fake.pull.baseSha), {
      kind: 'value',
      value: '* @maria\n',
    })
    assert.deepEqual(await pull.fileAt('absent', fake.pull.baseSha), { kind: 'value', value: undefined })
    assert.partialDeepStrictEqual(
      await pullsOfCommit(
        { token: fake.token, apiUrl: fake.url, owner: 'acme', repository: 'widgets' },
        headOf(fake.pull),
      ),
      [{ number: 7, open: true }],
    )
  })

  it('a look at which nothing is new is answered by 304 and costs nothing', async () => {
    fake.people.comment('maria', 'one')
    const since = Date.now() - 60_000
    const first = await pull.look(since)
    const charged = fake.limiter.charged()
    const second = await pull.look(since)
    assert.equal(fake.limiter.charged(), charged)
    assert.equal(get().at(-1)?.status, 304)
    assert.deepEqual(
      second.kind === 'value' && second.value.comments,
      first.kind === 'value' && first.value.comments,
    )
    fake.people.comment('maria', 'two')
    const third = await pull.look(since)
    assert.equal(third.kind === 'value' && third.value.comments.length, 2)
  })

  it('sees what comes after a full page that stays as it is', async () => {
    const since = Date.now() - 60_000
    for (let number = 0; number < 100; number += 1) fake.people.comment('maria', `${number}`)
    await pull.look(since)
    fake.people.comment('maria', 'the hundred and first')
    const look = await pull.look(since)
    assert.equal(look.kind === 'value' && look.value.comments.at(-1)?.body, 'the hundred and first')
  })

  it('finds its own comment by author and marker together', async () => {
    const posted = await pull.post('hello <!-- mark -->')
    fake.people.comment('maria', 'mine <!-- mark -->')
    const found = await pull.findOwn('<!-- mark -->')
    assert.ok(posted.kind === 'value' && found.kind === 'value')
    assert.deepEqual(
      found.value.map(({ id, foreignEdit }) => [id, foreignEdit]),
      [[posted.value.id, false]],
    )
    await pull.edit(posted.value, 'hello again <!-- mark -->')
    const mine = await pull.findOwn('<!-- mark -->')
    assert.equal(mine.kind === 'value' && mine.value[0]?.foreignEdit, false)
    fake.people.edit(posted.value.id, 'maria', 'forged <!-- mark -->')
    const forged = await pull.findOwn('<!-- mark -->')
    assert.equal(forged.kind === 'value' && forged.value[0]?.foreignEdit, true)
  })

  it('A7: reads its own comment again, because the list may lag behind', async () => {
    const posted = await pull.post('open <!-- mark -->')
    assert.ok(posted.kind === 'value')
    fake.when(
      ({ operationId }) => operationId === 'issues/list-comments',
      () => fake.people.edit(posted.value.id, 'github-actions[bot]', 'used <!-- mark -->'),
    )
    const found = await pull.findOwn('<!-- mark -->')
    assert.equal(found.kind === 'value' && found.value[0]?.body, 'used <!-- mark -->')
  })

  it('reads comments again by node id: edits show, deleted ones are left out', async () => {
    const kept = fake.people.comment('maria', 'one')
    const gone = fake.people.comment('maria', 'two')
    fake.people.edit(kept.id, 'maria', 'three')
    fake.people.remove(gone.id)
    const answer = await pull.reread([kept.nodeId, gone.nodeId])
    assert.ok(answer.kind === 'value')
    assert.equal(answer.value.comments.length, 1)
    assert.partialDeepStrictEqual(answer.value.comments[0], {
      id: kept.id,
      body: 'three',
      issueNumber: 7,
      authorId: kept.author.id,
    })
    assert.notEqual(answer.value.comments[0]?.lastEditedAt, undefined)
  })

  const hourIsOver = {
    kind: 'status',
    status: 403,
    message: 'API rate limit exceeded',
    headers: { 'x-ratelimit-remaining': '0' },
  } as const

  it('edits through GraphQL, and where that refuses, through REST', async () => {
    const posted = await pull.post('one')
    assert.ok(posted.kind === 'value')
    const edited = await pull.edit(posted.value, 'two')
    assert.deepEqual(edited, {
      kind: 'value',
      value: { ...posted.value, body: 'two', updatedAt: edited.kind === 'value' && edited.value.updatedAt },
    })
    fake.fault({ on: 'graphql GateEdit', fault: hourIsOver })
    assert.partialDeepStrictEqual(await pull.edit(posted.value, 'three'), { value: { body: 'three' } })
    assert.equal(fake.requests.at(-1)?.operationId, 'issues/update-comment')
  })

  it('an edit that may have been made is never made again on the other way', async () => {
    const posted = await pull.post('one')
    assert.ok(posted.kind === 'value')
    fake.fault({ on: 'graphql GateEdit', fault: { kind: 'lost-answer' } })
    assert.partialDeepStrictEqual(await pull.edit(posted.value, 'two'), { failure: { kind: 'unreachable' } })
    assert.equal(fake.requests.at(-1)?.operationId, 'graphql GateEdit')
  })

  it('a comment that is gone is missing, not out of reach', async () => {
    const posted = await pull.post('one')
    assert.ok(posted.kind === 'value')
    fake.people.remove(posted.value.id)
    assert.partialDeepStrictEqual(await pull.edit(posted.value, 'two'), { failure: { kind: 'missing' } })
  })

  it('of a comment that was edited more than a hundred times each edit counts', async () => {
    const posted = await pull.post('0')
    assert.ok(posted.kind === 'value')
    for (let edits = 1; edits <= 130; edits += 1)
      fake.people.edit(posted.value.id, 'github-actions[bot]', `${edits}`)
    const own = await pull.reread([posted.value.nodeId])
    assert.equal(own.kind === 'value' && own.value.comments[0]?.foreignEdit, false)
    fake.people.edit(posted.value.id, 'maria', 'forged')
    const forged = await pull.reread([posted.value.nodeId])
    assert.equal(forged.kind === 'value' && forged.value.comments[0]?.foreignEdit, true)
  })

  it("a team that the token can't read is a failure with the remedy, never a no", async () => {
    fake.people.team('acme/sec', 'maria')
    const answer = await pull.isTeamMember('acme/sec', 'maria')
    assert.ok(answer.kind === 'failure')
    assert.equal(answer.failure.kind, 'forbidden')
    assert.match(answer.failure.detail, /teams-token/)
  })

  it('a team is read with the token for teams; only an active member is one', async () => {
    fake.issueToken('ghs_teams', {
      account: fake.state.owner,
      app: undefined,
      permissions: { members: 'read', metadata: 'read' },
    } as never)
    fake.people.team('acme/sec', 'maria')
    fake.people.team('acme/sec', 'rob', 'pending')
    const withTeams = connect({ teamsToken: 'ghs_teams' })
    assert.deepEqual(await withTeams.isTeamMember('acme/sec', 'maria'), { kind: 'value', value: true })
    assert.deepEqual(await withTeams.isTeamMember('acme/sec', 'rob'), { kind: 'value', value: false })
  })

  const failures = [
    ['status', { kind: 'status', status: 500 }, 'unreachable'],
    ['502 with HTML', { kind: 'html', status: 502 }, 'unreachable'],
    ['a truncated answer', { kind: 'truncated' }, 'unreachable'],
    ['what is no JSON', { kind: 'not-json' }, 'unreachable'],
    ['a lost answer', { kind: 'lost-answer' }, 'unreachable'],
    ['a reset', { kind: 'reset' }, 'unreachable'],
    ['401', { kind: 'status', status: 401 }, 'forbidden'],
    ['404', { kind: 'status', status: 404 }, 'missing'],
    ['422', { kind: 'status', status: 422 }, 'rejected'],
  ] as const
  for (const [title, fault, kind] of failures) {
    it(`${title} while looking is a failure of kind ${kind}, never an empty list`, async () => {
      fake.fault({ on: 'issues/list-comments', fault })
      const look = await pull.look(Date.now())
      assert.equal(look.kind === 'failure' && look.failure.kind, kind)
    })
  }
})

describe('an Enterprise Server is reached by its own address', () => {
  it('REST below /api/v3, GraphQL below /api', async () => {
    const fake = await startFakeGitHub({ apiPath: '/api/v3' })
    const settings = {
      token: fake.token,
      apiUrl: fake.url,
      owner: 'acme',
      repository: 'widgets',
      number: 7,
      teamsToken: undefined,
    }
    const pull = createPullRequest(settings)
    const posted = await pull.post('hello <!-- m -->')
    const found = await pull.findOwn('<!-- m -->')
    assert.equal(posted.kind, 'value')
    assert.equal(found.kind === 'value' && found.value.length, 1)
    await fake.close()
    assert.deepEqual(fake.violations, [])
  })
})

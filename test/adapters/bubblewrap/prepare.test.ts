import assert from 'node:assert/strict'
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { examine } from '../../../src/adapters/bubblewrap/doctor.ts'
import {
  changesIn,
  type Driver,
  give,
  limits,
  makeWorld,
  openDriver,
  removeWorld,
  snapshot,
  someone,
  users,
  type World,
  workspaceWrite,
} from '../../sandbox/rig.ts'

type Options = Parameters<typeof openDriver>[1]

async function inWorld(
  options: Options & { readonly place?: 'in home'; readonly owner?: typeof someone },
  act: (driver: Driver, world: World) => Promise<void>,
): Promise<void> {
  const world = makeWorld(options.owner ?? someone, options.place)
  const driver = openDriver(world, options)
  try {
    await act(driver, world)
  } finally {
    await driver.close()
    removeWorld(world)
  }
}

const [first = someone] = users
const asRoot = { as: first, owner: first }

/** bubblewrap as a machine that lacks something: everything is there but what the flags take away. */
const machine = (...flags: readonly string[]): readonly string[] => [
  '/usr/bin/bwrap',
  '--dev-bind',
  '/',
  '/',
  '--proc',
  '/proc',
  ...flags,
  '--',
]

describe('machines that lack something: the exact remedy, and the command is never run', () => {
  const lacking: readonly {
    readonly title: string
    readonly inside: readonly string[]
    readonly reason: RegExp
    readonly remedy: RegExp
  }[] = [
    {
      title: 'no bubblewrap',
      inside: machine('--ro-bind', '/dev/null', '/usr/bin/bwrap'),
      reason: /bwrap/,
      remedy: /apt-get install -y bubblewrap/,
    },
    {
      title: 'no user namespaces',
      inside: machine('--unshare-user', '--disable-userns', '--uid', '0', '--gid', '0'),
      reason: /user\.max_user_namespaces is 0|unshare/,
      remedy: /max_user_namespaces|options: --security-opt|hostUsers|doctor/,
    },
  ]
  for (const { title, inside, reason, remedy } of lacking) {
    it(title, { skip: users.length < 2 ? 'only root can make such a machine' : false }, () =>
      inWorld({ inside, ...asRoot }, async (driver, world) => {
        const { attempt } = await driver.try('echo ran > ran')
        assert.equal(attempt.ending.kind, 'unavailable')
        if (attempt.ending.kind !== 'unavailable') return
        assert.match(attempt.ending.reason, reason)
        assert.match(attempt.ending.remedy, remedy)
        assert.equal(existsSync(`${world.workspace}/ran`), false)
      }),
    )
  }

  it('no overlays: writes outside fail, denials are likely, the log says so', () =>
    inWorld({ overlays: 'never' }, async (driver, world) => {
      const before = snapshot(world.home)
      const { attempt, stdout } = await driver.try('cat ~/.npmrc; echo x >> README.md; echo x > ~/notes')
      assert.equal(attempt.backend, 'enforce')
      assert.deepEqual(attempt.ending, { kind: 'exited', exitCode: 1 })
      assert.deepEqual(
        attempt.effects.map((effect) => [effect.certainty, effect.kind === 'write' ? effect.path : '']),
        [['likely', `${world.home}/notes`]],
      )
      assert.match(attempt.notes.join(' '), /denials are read from messages/)
      assert.doesNotMatch(stdout, /SECRET/)
      assert.deepEqual(snapshot(world.home), before)
      const { attempt: hook } = await driver.try('echo x > .git/hooks/post-merge || echo x > .github/x')
      assert.deepEqual(hook.ending, { kind: 'exited', exitCode: 1 })
      assert.equal(existsSync(`${world.workspace}/.git/hooks/post-merge`), false)
    }))
})

describe('workspaces and homes wherever they are', () => {
  it('a home that does not exist', () =>
    inWorld({ jobEnv: { HOME: '/nonexistent/home' } }, async (driver, world) => {
      const { attempt, stdout } = await driver.try('echo "$HOME"; echo x > "$HOME/x"; echo x > new')
      assert.deepEqual(attempt.ending, { kind: 'exited', exitCode: 0 })
      assert.equal(stdout, '/tmp\n')
      assert.equal(existsSync(`${world.workspace}/new`), true)
    }))

  it('a workspace in home, and nothing of its neighbours', () =>
    inWorld({ place: 'in home' }, async (driver, world) => {
      const tried = await driver.try('echo x > new; echo x > ../neighbour')
      assert.deepEqual(changesIn(tried, world.home), ['created work/repo/neighbour'])
      assert.equal(existsSync(`${world.workspace}/new`), true)
    }))

  it('a workspace with a space, a comma, a colon and a quote in its name', async () => {
    const world = makeWorld(someone)
    const odd = { ...world, workspace: `${world.root}/a b,c:d'e` }
    mkdirSync(odd.workspace)
    writeFileSync(`${odd.workspace}/old`, 'old\n')
    give(odd.workspace, someone)
    for (const workspace of ['direct', 'transaction'] as const) {
      const driver = openDriver(odd, { settings: { workspace } })
      const { attempt } = await driver.try(`cat old && echo x > new-${workspace}`)
      await driver.close()
      assert.deepEqual(attempt.ending, { kind: 'exited', exitCode: 0 }, JSON.stringify(attempt))
      assert.equal(existsSync(`${odd.workspace}/new-${workspace}`), true)
    }
    removeWorld(world)
  })

  it('runs as the owner of the workspace when the gate is root', {
    skip: users.length < 2 ? 'needs root' : false,
  }, async () => {
    const world = makeWorld(someone)
    const [root] = users
    const driver = openDriver(world, { ...(root === undefined ? {} : { as: root }) })
    const tried = await driver.try('id -u; touch owned; echo x > ~/captured')
    await driver.close()
    assert.equal(tried.stdout, `${someone.uid}\n`)
    assert.deepEqual(changesIn(tried, world.home), ['created captured'])
    removeWorld(world)
  })
})

describe('without a sandbox, where it was taken off', () => {
  it('runs plainly, with the same environment and bounds', () =>
    inWorld({ jobEnv: { GITHUB_TOKEN: 'SECRET' } }, async (driver, world) => {
      const grant = { kind: 'unsandboxed', env: [] } as const
      const done = await driver.try('env; echo x > ~/real', { grant })
      assert.doesNotMatch(done.stdout, /SECRET/)
      assert.equal(existsSync(`${world.home}/real`), true)
      assert.equal(done.attempt.backend, 'none')
      const late = await driver.try('trap "" TERM; sleep 30', {
        grant,
        limits: { ...limits, timeoutMs: 200 },
      })
      assert.equal(late.attempt.ending.kind, 'limit')
      const next = await driver.try('cat ~/real', { grant: workspaceWrite })
      assert.equal(next.stdout, 'x\n')
    }))
})

describe('the gate itself', () => {
  it('doctor makes a real sandbox and leaves nothing behind', async () => {
    const report = await examine()
    assert.equal(report.usable, true, JSON.stringify(report))
    assert.deepEqual(
      report.findings.filter(({ status }) => status === 'problem'),
      [],
    )
    for (const name of ['system', 'bubblewrap', 'sandbox', 'evidence', 'identity']) {
      assert.ok(
        report.findings.some((finding) => finding.name === name),
        name,
      )
    }
    rmSync('/nonexistent', { force: true })
  })
})

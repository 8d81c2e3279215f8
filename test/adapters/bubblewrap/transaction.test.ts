import assert from 'node:assert/strict'
import { chmodSync, existsSync, lstatSync, readFileSync, readlinkSync, writeFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, it } from 'node:test'
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

describe('a workspace that is a transaction, of another group', { skip: users.length < 2 }, () => {
  it('is worked in by one command after the other', async () => {
    const world = makeWorld(someone)
    give(world.workspace, { ...someone, gid: 61235 })
    for (const place of ['', '/.git', '/.github']) chmodSync(`${world.workspace}${place}`, 0o2775)
    const driver = openDriver(world, { settings: { workspace: 'transaction' } })
    const runs = [
      'echo 1 >> README.md; mkdir -p new/deep; echo a > new/deep/a; git config --get core.bare',
      'echo 2 >> README.md; echo b >> new/deep/a; mv new/deep new/moved; chmod 600 README.md',
      'sed -i s/1/one/ README.md; cat README.md new/moved/a; ls new; rm -r new; git status --short',
      'ls; git -c user.name=t -c user.email=t@example.com commit -qam x',
    ]
    const said: string[] = []
    try {
      for (const run of runs) {
        const { attempt, stdout, stderr } = await driver.try(run)
        assert.equal(stderr, '')
        said.push(stdout)
        const isLast = run === runs.at(-1)
        assert.equal(attempt.effects.length > 0, isLast, JSON.stringify(attempt.effects))
        assert.deepEqual(attempt.ending, { kind: 'exited', exitCode: 0 })
        if (attempt.changes !== undefined) await driver.apply(attempt.changes.id)
      }
      assert.deepEqual(said, ['false\n', '', 'hello\none\n2\na\nb\nmoved\n M README.md\n', 'README.md\n'])
      assert.equal((await driver.try('git status --short; git log --oneline | wc -l')).stdout, '2\n')
      assert.equal(readFileSync(`${world.workspace}/README.md`, 'utf8'), 'hello\none\n2\n')
      assert.equal(lstatSync(world.workspace).mode & 0o7777, 0o2775)
    } finally {
      await driver.close()
      removeWorld(world)
    }
  })

  it('tells of a file that is too large to be made ready, which is no attempt outside the grant', async () => {
    const world = makeWorld(someone)
    writeFileSync(`${world.workspace}/large`, 'x'.repeat(2 ** 20 + 1))
    give(world.workspace, { ...someone, gid: 61235 })
    const driver = openDriver(world, { settings: { workspace: 'transaction' } })
    try {
      const { attempt } = await driver.try('echo x >> large')
      assert.deepEqual([attempt.ending, attempt.effects], [{ kind: 'exited', exitCode: 1 }, []])
      assert.match(attempt.notes.join(' '), /another account or group.*sudo chown/)
    } finally {
      await driver.close()
      removeWorld(world)
    }
  })
})

for (const user of users) {
  describe(`a workspace that is a transaction, as ${user.name}`, () => {
    let world: World
    let driver: Driver
    beforeEach(() => {
      world = makeWorld(user, 'in home')
      driver = openDriver(world, { settings: { workspace: 'transaction' } })
    })
    afterEach(async () => {
      await driver.close()
      removeWorld(world)
    })

    it('takes over what a successful command changed, and tells exactly what', async () => {
      const tried = await driver.try(
        'echo x >> README.md; mkdir -p src/deep; echo a > src/deep/a; ln -s deep/a src/l; chmod 700 src; echo t > t; rm t',
      )
      assert.deepEqual(tried.attempt.effects, [])
      assert.deepEqual(tried.attempt.written, [
        { path: `${world.workspace}/README.md`, change: 'modified' },
        { path: `${world.workspace}/src`, change: 'created' },
      ])
      assert.equal(readFileSync(`${world.workspace}/README.md`, 'utf8'), 'hello\nx\n')
      assert.equal(readFileSync(`${world.workspace}/src/deep/a`, 'utf8'), 'a\n')
      assert.equal(readlinkSync(`${world.workspace}/src/l`), 'deep/a')
      assert.equal(lstatSync(`${world.workspace}/src`).mode & 0o777, 0o700)
      assert.equal(lstatSync(`${world.workspace}/src/deep/a`).uid, user.uid)
      assert.equal((await driver.try('cat src/deep/a; ls t')).stdout, 'a\n')
    })

    it('deletes and replaces as the command did', async () => {
      await driver.try('mkdir d; echo 1 > d/1; echo 2 > d/2; echo f > f')
      await driver.try('rm -r d; mkdir d; echo 3 > d/3; rm f; mkdir f; echo x > f/x; rm README.md')
      assert.equal(
        (await driver.try('find . -path ./.git -prune -o -path ./.github -prune -o -type f -print | sort'))
          .stdout,
        './d/3\n./f/x\n',
      )
      assert.equal(existsSync(`${world.workspace}/d/1`), false)
      assert.equal(readFileSync(`${world.workspace}/f/x`, 'utf8'), 'x\n')
    })

    it('takes over modes that close a directory, and all that is in it', async () => {
      await driver.try('mkdir -p d/e n; echo 1 > d/e/1')
      const run = 'chmod 000 d/e d; mkdir -p new/deep; echo x > new/deep/x; chmod 000 new/deep/x new/deep new'
      assert.deepEqual((await driver.try(`${run}; chmod 711 .`)).attempt.ending, {
        kind: 'exited',
        exitCode: 0,
      })
      const modeOf = (path: string) => (lstatSync(`${world.workspace}/${path}`).mode & 0o777).toString(8)
      assert.deepEqual(['', 'd', 'new'].map(modeOf), ['711', '0', '0'])
      for (const path of ['d', 'd/e', 'new', 'new/deep']) chmodSync(`${world.workspace}/${path}`, 0o700)
      assert.equal(readFileSync(`${world.workspace}/d/e/1`, 'utf8'), '1\n')
      assert.equal(modeOf('new/deep/x'), '0')
    })

    const endings: readonly { readonly title: string; readonly run: string }[] = [
      { title: 'fails', run: 'echo x > new; rm README.md; exit 1' },
      { title: 'goes over its time', run: 'echo x > new; rm README.md; sleep 30' },
      { title: 'writes outside its grant', run: 'echo x > new; rm README.md; echo x > ~/outside' },
    ]
    for (const { title, run } of endings) {
      it(`leaves nothing of a command that ${title}`, async () => {
        const before = snapshot(world.root)
        const tried = await driver.try(run, { limits: { ...limits, timeoutMs: 1500 } })
        assert.notEqual(tried.attempt.ending.kind, 'unavailable', JSON.stringify(tried.attempt.ending))
        assert.deepEqual(snapshot(world.root), before)
        if (tried.attempt.changes !== undefined) await driver.discard(tried.attempt.changes.id)
        assert.equal((await driver.try('cat README.md; ls new')).stdout, 'hello\n')
      })
    }

    it('applies the workspace and what lay outside together, once approved', async () => {
      const tried = await driver.try('echo x > new; echo x > ~/outside')
      assert.deepEqual(changesIn(tried, world.home), ['created outside'])
      assert.ok(tried.attempt.changes !== undefined)
      assert.equal((await driver.apply(tried.attempt.changes.id)).kind, 'applied')
      assert.equal(readFileSync(`${world.workspace}/new`, 'utf8'), 'x\n')
      assert.equal(readFileSync(`${world.home}/outside`, 'utf8'), 'x\n')
    })

    it('lets a commit through where .git is granted, and no hook with it', async () => {
      const grant = { ...workspaceWrite, write: [`${world.workspace}/.git`] }
      const git = 'git -c user.name=t -c user.email=t@example.com'
      const committed = await driver.try(`echo more >> README.md; git add -A; ${git} commit -qm second`, {
        grant,
      })
      assert.deepEqual(committed.attempt.effects, [])
      assert.equal((await driver.try('git log --format=%s; git status --short')).stdout, 'second\nfirst\n')
      const replaced = await driver.try('mkdir -p own/hooks; mv .git away; ln -s own .git', { grant })
      assert.ok(changesIn(replaced, world.workspace).includes('modified .git'), replaced.stderr)
      assert.equal(lstatSync(`${world.workspace}/.git`).isDirectory(), true)
      const hooked = await driver.try('echo x > .git/hooks/pre-commit; git config core.fsmonitor evil', {
        grant,
      })
      assert.deepEqual(changesIn(hooked, world.workspace), [
        'created .git/hooks/pre-commit',
        'modified .git/config',
      ])
    })

    it('a granted file outside is really written', async () => {
      const grant = { ...workspaceWrite, write: [`${world.home}/notes`, `${world.home}/fresh/file`] }
      const tried = await driver.try('echo granted > ~/notes; mv ~/notes ~/n2; mv ~/n2 ~/notes', { grant })
      assert.deepEqual(tried.attempt.effects, [])
      assert.equal(readFileSync(`${world.home}/notes`, 'utf8'), 'granted\n')
    })

    it('read-only: every change in the workspace is evidence', async () => {
      const grant = { ...workspaceWrite, mode: 'read-only' as const }
      const tried = await driver.try('echo x > new; echo y >> README.md', { grant })
      assert.deepEqual(changesIn(tried, world.workspace), ['created new', 'modified README.md'])
      assert.equal(existsSync(`${world.workspace}/new`), false)
    })
  })
}

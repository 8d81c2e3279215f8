import assert from 'node:assert/strict'
import { linkSync, lstatSync, readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { changesIn, type Driver, give, makeWorld, openDriver, removeWorld, users, type World } from './rig.ts'

/** How people, editors and programs really change a file: they write another one and rename it. */
const saved: readonly { readonly title: string; readonly run: (file: string) => string }[] = [
  { title: 'sed -i', run: (file) => `sed -i 's/^on: push$/on: evil/' ${file}` },
  { title: 'mv over it', run: (file) => `echo 'on: evil' > evil && mv evil ${file}` },
  {
    title: 'mv over it, the error swallowed',
    run: (file) => `echo 'on: evil' > evil; mv evil ${file} || true`,
  },
  {
    title: 'the save of an editor, with a backup that is removed again',
    run: (file) => `mv ${file} ${file}~ && echo 'on: evil' > ${file} && rm ${file}~`,
  },
  {
    title: 'a rename by the system call itself, in its directory',
    run: (file) =>
      `/usr/bin/python3 -c "import os; open('${file}.tmp','w').write('on: evil\\n'); os.replace('${file}.tmp','${file}')"`,
  },
  { title: 'a write in place', run: (file) => `echo 'on: evil' > ${file}` },
]

const evil = '@@ -1 +1 @@\n-on: push\n+on: evil\n'

for (const user of users) {
  describe(`renames over what is protected in a direct workspace, as ${user.name}`, () => {
    let world: World
    let driver: Driver
    let plain: World
    let mounts: Driver
    before(() => {
      world = makeWorld(user, 'in home')
      for (const name of ['Jenkinsfile', 'policy.yml'])
        writeFileSync(`${world.workspace}/${name}`, 'on: push\n')
      writeFileSync(`${world.root}/outside`, 'outside\n')
      linkSync(`${world.root}/outside`, `${world.workspace}/linked`)
      give(world.root, user)
      driver = openDriver(world, { settings: { protect: ['policy.yml', 'missing.sh'] } })
      plain = makeWorld(user, 'in home')
      mounts = openDriver(plain)
    })
    after(async () => {
      await driver.close()
      await mounts.close()
      removeWorld(world)
      removeWorld(plain)
    })

    for (const file of ['Jenkinsfile', 'policy.yml', '.github/workflows/ci.yml']) {
      for (const { title, run } of saved) {
        it(`${file}, ${title}: modified, with its diff, and the real file untouched`, async () => {
          const tried = await driver.try(run(file))
          assert.deepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 0 }, tried.stderr)
          assert.deepEqual(changesIn(tried, world.workspace), [`modified ${file}`])
          const [effect] = tried.attempt.effects
          assert.equal(effect?.kind === 'write' && effect.certainty === 'recorded' && effect.diff, evil)
          assert.equal(readFileSync(`${world.workspace}/${file}`, 'utf8'), 'on: push\n')
          if (tried.attempt.changes !== undefined) await driver.discard(tried.attempt.changes.id)
        })
      }
    }

    it('a workflow in a workspace that is guarded by mounts alone: the same', async () => {
      for (const { run } of saved) {
        const tried = await mounts.try(run('.github/workflows/ci.yml'))
        assert.deepEqual(
          changesIn(tried, plain.workspace),
          ['modified .github/workflows/ci.yml'],
          tried.stderr,
        )
        assert.equal(
          tried.attempt.effects.every((effect) => effect.kind === 'write' && effect.diff === evil),
          true,
        )
      }
    })

    it("git's lock files and renames in .git are evidence of what they change", async () => {
      const tried = await mounts.try('git config a.b c && git tag v1 && git branch -m main other')
      assert.deepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 0 }, tried.stderr)
      const changes = changesIn(tried, plain.workspace)
      for (const line of [
        'modified .git/config',
        'created .git/refs/tags/v1',
        'deleted .git/refs/heads/main',
        'modified .git/HEAD',
      ])
        assert.ok(changes.includes(line), changes.join('\n'))
      assert.ok(!changes.some((line) => line.includes('.lock')), changes.join('\n'))
    })

    it('a protected directory that is moved away is evidence', async () => {
      const tried = await driver.try('mv .github gh')
      assert.deepEqual(changesIn(tried, world.workspace), ['deleted .github'])
      assert.equal(lstatSync(`${world.workspace}/.github`).isDirectory(), true)
    })

    for (const place of ['.git', '.github']) {
      for (const run of [
        `mv ${place} away`,
        `mv ./${place}/ away`,
        `/usr/bin/python3 -c "import os; os.rename('${place}', 'away')"`,
      ]) {
        it(`guarded by a mount, it can't be moved, and that is likely evidence: ${run}`, async () => {
          const tried = await mounts.try(run)
          assert.notDeepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 0 })
          assert.deepEqual(
            tried.attempt.effects.map((effect) => effect.kind === 'write' && [effect.certainty, effect.path]),
            [['likely', `${plain.workspace}/${place}`]],
            tried.stderr,
          )
        })
      }
    }

    it('a protected file that was missing is evidence when it is made', async () => {
      const tried = await driver.try('echo evil > new && mv new missing.sh')
      assert.deepEqual(changesIn(tried, world.workspace), ['created missing.sh'])
      assert.equal(lstatSync(`${world.workspace}/missing.sh`, { throwIfNoEntry: false }), undefined)
    })

    it('a file with a hard link from outside can be replaced, and what lies outside stays', async () => {
      const tried = await driver.try("sed -i 's/outside/inside/' linked && echo more >> linked")
      assert.deepEqual(tried.attempt.effects, [], tried.stderr)
      assert.equal(readFileSync(`${world.workspace}/linked`, 'utf8'), 'inside\nmore\n')
      assert.equal(readFileSync(`${world.root}/outside`, 'utf8'), 'outside\n')
    })

    it('a command that fails leaves its work in the workspace all the same', async () => {
      const tried = await driver.try('echo half > half; mkfifo pipe; rm -f linked; exit 3')
      assert.deepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 3 })
      assert.equal(readFileSync(`${world.workspace}/half`, 'utf8'), 'half\n')
      assert.equal(lstatSync(`${world.workspace}/linked`, { throwIfNoEntry: false }), undefined)
    })

    it('and so does one whose captured changes wait for an answer', async () => {
      const tried = await driver.try(
        "echo kept > kept; echo x > ~/captured; sed -i 's/push/evil/' Jenkinsfile",
      )
      assert.equal(readFileSync(`${world.workspace}/kept`, 'utf8'), 'kept\n')
      assert.ok(tried.attempt.changes !== undefined)
      assert.equal((await driver.apply(tried.attempt.changes.id)).kind, 'applied')
      assert.equal(readFileSync(`${world.workspace}/Jenkinsfile`, 'utf8'), 'on: evil\n')
    })
  })
}

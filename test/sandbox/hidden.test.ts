import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:net'
import { describe, it } from 'node:test'
import { changesIn, give, makeWorld, openDriver, removeWorld, someone, users, workspaceWrite } from './rig.ts'

describe('what is hidden in a directory of the workspace', () => {
  for (const overlays of ['auto', 'never'] as const) {
    it(`stays out of the next command's sight when the directory is renamed (overlays: ${overlays})`, async () => {
      const world = makeWorld(someone)
      const { workspace } = world
      mkdirSync(`${workspace}/deploy/keys`, { recursive: true })
      mkdirSync(`${workspace}/run`)
      writeFileSync(`${workspace}/deploy/keys/id`, 'SECRET\n')
      give(workspace, world.user)
      const service = createServer((socket) => socket.end('OUT'))
      await new Promise<void>((resolve) => service.listen(`${workspace}/run/s`, resolve))
      chmodSync(`${workspace}/run/s`, 0o777)
      const driver = openDriver(world, { overlays, settings: { hide: ['deploy/keys'] } })
      try {
        const moved = await driver.try('mv deploy d2 || :; mv run r2 || :')
        if (moved.attempt.changes !== undefined) await driver.discard(moved.attempt.changes.id)
        const ask = `perl -e 'for (<r*/s>) { socket(S, 1, 1, 0); connect(S, pack("Sa*", 1, $_)) and print <S> }'`
        const { stdout } = await driver.try(
          `cat d*/keys/id || :; ${ask} || :; grep -r SECRET . --exclude-dir=.git`,
        )
        assert.equal(stdout, '')
        assert.equal(readFileSync(`${workspace}/deploy/keys/id`, 'utf8'), 'SECRET\n')
        if (overlays === 'auto')
          assert.deepEqual(changesIn(moved, workspace), ['deleted deploy', 'deleted run'])
      } finally {
        await driver.close()
        service.close()
        removeWorld(world)
      }
    })
  }
})

describe('what only its owner could open again', () => {
  for (const user of users) {
    it(`is not seen by a command that opens it, as ${user.name}`, async () => {
      const world = makeWorld(user)
      const { home } = world
      mkdirSync(`${home}/vault`)
      writeFileSync(`${home}/vault/key`, 'SECRET\n')
      writeFileSync(`${home}/closed`, 'SECRET\n')
      give(home, user)
      chmodSync(`${home}/closed`, 0)
      chmodSync(`${home}/vault`, 0)
      const driver = openDriver(world)
      try {
        const { stdout } = await driver.try(
          'chmod 700 ~/vault || :; chmod 600 ~/closed; cat ~/vault/key ~/closed',
        )
        assert.equal(stdout, '')
      } finally {
        await driver.close()
        chmodSync(`${home}/vault`, 0o700)
        removeWorld(world)
      }
    })
  }
})

describe('places whose long names end alike', () => {
  const skip = process.geteuid?.() === 0 ? false : 'only root can make places outside of the home'
  it('are seen each as what it is', { skip }, async () => {
    const name = `a,${'x'.repeat(120)}`
    const tops = [0, 1].map(() => mkdtempSync('/srv/gate-place-'))
    for (const [index, top] of tops.entries()) {
      mkdirSync(`${top}/${name}`)
      writeFileSync(`${top}/${name}/file`, `${index}\n`)
      for (const [path, mode] of [[top, 0o755] as const, [`${top}/${name}`, 0o777] as const])
        chmodSync(path, mode)
    }
    const world = makeWorld(someone)
    const driver = openDriver(world)
    try {
      const { stdout } = await driver.try(tops.map((top) => `cat '${top}/${name}/file'`).join('; '))
      assert.equal(stdout, '0\n1\n')
    } finally {
      await driver.close()
      removeWorld(world)
      for (const top of tops) rmSync(top, { recursive: true })
    }
  })
})

describe('a repository outside of the workspace that the policy protects', () => {
  it('keeps what makes git run programs, also where its directory is granted', async () => {
    const world = makeWorld(someone)
    const { home } = world
    mkdirSync(`${home}/other/.git/hooks`, { recursive: true })
    give(home, world.user)
    const driver = openDriver(world, { settings: { protect: ['~/other/.git'] } })
    try {
      const grant = { ...workspaceWrite, write: [`${home}/other`] }
      const tried = await driver.try('cd ~/other; echo a > file; echo b > .git/hooks/pre-commit', { grant })
      assert.equal(textIn(`${home}/other/file`), 'a\n')
      assert.equal(textIn(`${home}/other/.git/hooks/pre-commit`), '')
      assert.deepEqual(changesIn(tried, `${home}/other`), ['created .git/hooks/pre-commit'])
    } finally {
      await driver.close()
      removeWorld(world)
    }
  })
})

describe('the variables of a command', () => {
  it('stand on no command line, which every user of the machine can read', async () => {
    const world = makeWorld(someone)
    const driver = openDriver(world)
    try {
      const token = `token-${world.workspace.length}-of-nobody`
      const run = 'echo "$TOKEN" > told; for i in $(seq 100); do [ -e seen ] && exit; sleep 0.1; done'
      const attempt = driver.try(run, { env: { TOKEN: token } })
      for (let tries = 0; tries < 500 && textIn(`${world.workspace}/told`) !== `${token}\n`; tries += 1)
        await new Promise((resolve) => setTimeout(resolve, 20))
      const lines = readdirSync('/proc').map((name) => textIn(`/proc/${name}/cmdline`))
      writeFileSync(`${world.workspace}/seen`, '')
      assert.ok(lines.some((line) => line.includes('echo "$TOKEN"')))
      assert.deepEqual(
        lines.filter((line) => line.includes(token)),
        [],
      )
      assert.deepEqual((await attempt).attempt.ending, { kind: 'exited', exitCode: 0 })
    } finally {
      await driver.close()
      removeWorld(world)
    }
  })
})

function textIn(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    return ''
  }
}

import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  appendFileSync,
  chmodSync,
  closeSync,
  constants,
  existsSync,
  linkSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  openSync,
  readFileSync,
  readSync,
  rmSync,
  writeFileSync,
} from 'node:fs'
import { createServer, type Server } from 'node:net'
import { dirname } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { attempts } from './escape-attempts.ts'
import {
  type Driver,
  give,
  makeWorld,
  openDriver,
  removeWorld,
  snapshot,
  someone,
  users,
  type World,
} from './rig.ts'

/** A submodule and a further checkout with the token that actions/checkout leaves in each, and a hard link from outside. */
function addRepositories({ workspace, home }: World): void {
  const token = '[http "https://github.com/"]\n\textraheader = AUTHORIZATION: basic SECRET\n'
  for (const git of ['second/.git', '.git/modules/libs/sub']) {
    mkdirSync(`${workspace}/${git}/hooks`, { recursive: true })
    mkdirSync(`${workspace}/${git}/objects`)
    mkdirSync(`${workspace}/${git}/refs`)
    writeFileSync(`${workspace}/${git}/HEAD`, 'ref: refs/heads/main\n')
    writeFileSync(`${workspace}/${git}/config`, token)
  }
  mkdirSync(`${workspace}/.husky/_`, { recursive: true })
  for (const name of ['.husky/_/pre-commit', '.husky/pre-commit', 'git.conf'])
    writeFileSync(`${workspace}/${name}`, '')
  appendFileSync(
    `${workspace}/.git/config`,
    '[core]\n\thooksPath = .husky/_\n[include]\n\tpath = "../git.conf" # more\n',
  )
  mkdirSync(`${workspace}/libs/sub`, { recursive: true })
  writeFileSync(`${workspace}/libs/sub/.git`, 'gitdir: ../../.git/modules/libs/sub\n')
  linkSync(`${home}/notes`, `${workspace}/shared-with-home`)
  linkSync(`${workspace}/.github/workflows/ci.yml`, `${workspace}/alias-of-ci`)
}

/** What of them is protected. */
const more = ['second/.git', 'libs/sub/.git', '.husky', 'git.conf'] as const

/** What lies in homes in everybody's sight. */
function addReadableSecrets({ home }: World): void {
  const places = [
    '.codex/auth.json',
    '.claude/.credentials.json',
    '.pip/pip.conf',
    '.bundle/config',
    '.zsh_history',
  ]
  for (const path of places) {
    mkdirSync(dirname(`${home}/${path}`), { recursive: true })
    writeFileSync(`${home}/${path}`, 'SECRET\n')
  }
  const url = '[url "https://x-access-token:SECRET@github.com/"]\n\tinsteadOf = https://github.com/\n'
  writeFileSync(`${home}/.gitconfig`, url)
  mkdirSync(`${home}/project/.git`)
  writeFileSync(`${home}/project/.git/config`, url)
}

const kinds = {
  direct: { workspace: 'direct', hasMore: false },
  transaction: { workspace: 'transaction', hasMore: true },
  'with more repositories': { workspace: 'direct', hasMore: true },
} as const

for (const user of users) {
  const all: readonly (keyof typeof kinds)[] = ['direct', 'transaction', 'with more repositories']
  for (const kind of user === someone ? all : (['direct'] as const)) {
    const { workspace, hasMore } = kinds[kind]
    describe(`no escape, as ${user.name}, ${kind}`, () => {
      let world: World
      let driver: Driver
      let service: Server
      let env: Readonly<Record<string, string>>
      before(async () => {
        world = makeWorld(user)
        const runnerFiles = `${world.root}/_temp/_runner_file_commands`
        mkdirSync(runnerFiles, { recursive: true })
        writeFileSync(`${runnerFiles}/set_env`, '')
        writeFileSync(`${runnerFiles}/token`, 'SECRET\n')
        mkdirSync(`${world.workspace}/on-path/programs`, { recursive: true })
        mkdirSync(`${world.home}/closed/programs`, { recursive: true })
        chmodSync(`${world.home}/closed/programs`, 0o500)
        if (hasMore) addRepositories(world)
        addReadableSecrets(world)
        give(world.root, user)
        service = createServer((socket) => socket.end('hello'))
        await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
        const address = service.address()
        driver = openDriver(world, {
          settings: { workspace },
          jobEnv: {
            GITHUB_ACTIONS: 'true',
            RUNNER_TEMP: `${world.root}/_temp`,
            PATH: `on-path/programs:${world.workspace}/on-path/programs:.:/usr/bin:/bin`,
            GITHUB_ENV: `${runnerFiles}/set_env`,
            GITHUB_TOKEN: 'SECRET',
            INPUT_TOKEN: 'SECRET',
            ACTIONS_RUNTIME_TOKEN: 'SECRET',
            MY_API_KEY: 'SECRET',
          },
        })
        env = {
          HOST_HOME: world.home,
          RUNNER_FILES: runnerFiles,
          GATE_PID: String(driver.pid),
          HOST_PORT: String(typeof address === 'object' ? address?.port : 0),
        }
      })
      after(async () => {
        await driver.close()
        service.close()
        removeWorld(world)
      })
      for (const { category, title, run, needs } of attempts) {
        if (needs !== undefined && !hasMore) continue
        it(`${category}: ${title}`, async () => {
          const watched = [
            world.home,
            `${world.root}/_temp`,
            `${world.workspace}/.git`,
            `${world.workspace}/.github`,
            ...(hasMore ? more.map((path) => `${world.workspace}/${path}`) : []),
          ]
          const untouched = watched.map(snapshot)
          const tried = await driver.try(run, { env })
          assert.notEqual(tried.attempt.ending.kind, 'unavailable', JSON.stringify(tried.attempt.ending))
          assert.doesNotMatch(tried.stdout, /OUT/)
          assert.deepEqual(watched.map(snapshot), untouched)
          for (const planted of [
            '/dev/shm/gate-test-evil',
            '/var/tmp/gate-test-evil',
            '/tmp/gate-test-evil',
          ]) {
            assert.equal(existsSync(planted), false)
          }
          for (const planted of ['bin/git', 'on-path/programs/git', 'git']) {
            assert.equal(existsSync(`${world.workspace}/${planted}`), false)
          }
          assert.equal(lstatSync(`${world.workspace}/.git`).isDirectory(), true)
          if (tried.attempt.changes !== undefined) await driver.discard(tried.attempt.changes.id)
        })
      }

      it('what one command left becomes no program by the next', async () => {
        const path = `${world.workspace}/bin/git`
        await driver.try('mkdir -p bin; echo evil > bin/git')
        assert.equal(lstatSync(path).mode & 0o111, 0)
        const { attempt } = await driver.try('chmod +x bin/git')
        assert.ok(attempt.effects.some((effect) => effect.kind === 'write' && effect.path === path))
        assert.equal((lstatSync(path, { throwIfNoEntry: false })?.mode ?? 0) & 0o111, 0)
        if (attempt.changes !== undefined) await driver.discard(attempt.changes.id)
        await driver.try('rm -rf bin')
      })

      it('nothing of the daemon was left to do its work', async () => {
        await new Promise((resolve) => setTimeout(resolve, 3200))
        assert.equal(existsSync(`${world.workspace}/daemon-was-here`), false)
      })
    })
  }
}

describe('a pipe or socket of a service', () => {
  const skip = process.geteuid?.() === 0 ? false : 'only root can make a place that commands may not write to'
  it('takes nothing from a command and tells it nothing, wherever the service lives', { skip }, async () => {
    const place = mkdtempSync('/srv/gate-pipe-')
    chmodSync(place, 0o755)
    execFileSync('mkfifo', ['-m', '666', `${place}/pipe`])
    const reader = openSync(`${place}/pipe`, constants.O_RDONLY | constants.O_NONBLOCK)
    const serve = `process.umask(0); require('net').createServer((socket) => socket.end('OUT')).listen('${place}/s', () => console.log('up'))`
    const service = spawn('unshare', ['-n', process.execPath, '-e', serve], {
      stdio: ['ignore', 'pipe', 'inherit'],
    })
    const world = makeWorld(someone)
    const driver = openDriver(world)
    try {
      await once(service.stdout, 'data')
      await driver.try(`timeout 2 sh -c 'echo evil > ${place}/pipe'`)
      assert.equal(readSync(reader, Buffer.alloc(10)), 0)
      const ask = `socket(S, 1, 1, 0); connect(S, pack("Sa*", 1, "${place}/s")) and print scalar <S>`
      assert.equal((await driver.try(`perl -e '${ask}'`)).stdout, '')
    } finally {
      await driver.close()
      removeWorld(world)
      service.kill('SIGKILL')
      closeSync(reader)
      rmSync(place, { recursive: true })
    }
  })
})

describe('a protected name that is missing', () => {
  for (const workspace of ['direct', 'transaction'] as const) {
    it(`can't be made (${workspace}), and leaves no trace in the real workspace`, async () => {
      const world = makeWorld(someone)
      rmSync(`${world.workspace}/.github`, { recursive: true })
      const driver = openDriver(world, { settings: { workspace, protect: ['.husky'] } })
      try {
        const tried = await driver.try(
          'mkdir -p .github/workflows .husky; echo evil > .github/workflows/x.yml; echo evil > .husky/pre-commit',
        )
        const paths = tried.attempt.effects.map((effect) => (effect.kind === 'write' ? effect.path : ''))
        assert.ok(paths.includes(`${world.workspace}/.github/workflows/x.yml`), JSON.stringify(tried.attempt))
        assert.ok(paths.includes(`${world.workspace}/.husky/pre-commit`))
        assert.equal(existsSync(`${world.workspace}/.github`), false)
        assert.equal(existsSync(`${world.workspace}/.husky`), false)
      } finally {
        await driver.close()
        removeWorld(world)
      }
    })
  }

  it('fails closed when a protected path leads through a symbolic link', async () => {
    const world = makeWorld(someone)
    const driver = openDriver(world, { settings: { protect: ['linked/hooks'] } })
    try {
      const { symlinkSync } = await import('node:fs')
      symlinkSync(world.home, `${world.workspace}/linked`)
      const tried = await driver.try('echo ran > ran')
      assert.equal(tried.attempt.ending.kind, 'unavailable')
      assert.match(
        tried.attempt.ending.kind === 'unavailable' ? tried.attempt.ending.reason : '',
        /symbolic link at .*linked/,
      )
      assert.equal(existsSync(`${world.workspace}/ran`), false)
    } finally {
      await driver.close()
      removeWorld(world)
    }
  })

  it('a bwrap in the workspace or on PATH is never run', async () => {
    const world = makeWorld(someone)
    mkdirSync(`${world.workspace}/hijack`)
    for (const name of ['bwrap', 'nsenter', 'unshare', 'sh', 'find']) {
      writeFileSync(
        `${world.workspace}/hijack/${name}`,
        `#!/bin/sh\necho hijacked > ${world.home}/hijacked\n`,
        { mode: 0o755 },
      )
    }
    give(world.workspace, world.user)
    const driver = openDriver(world, { jobEnv: { PATH: `${world.workspace}/hijack:/usr/bin:/bin` } })
    try {
      const tried = await driver.try('/bin/echo fine')
      assert.equal(tried.stdout, 'fine\n')
      assert.equal(existsSync(`${world.home}/hijacked`), false)
      assert.equal(readFileSync(`${world.home}/notes`, 'utf8'), 'first\nsecond\n')
    } finally {
      await driver.close()
      removeWorld(world)
    }
  })
})

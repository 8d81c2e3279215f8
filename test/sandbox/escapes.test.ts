import assert from 'node:assert/strict'
import { existsSync, linkSync, lstatSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer, type Server } from 'node:net'
import { after, before, describe, it } from 'node:test'
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

/**
 * What a hostile command may try. It has escaped when it prints OUT, or when anything outside the workspace, or in a
 * protected place of it, is other than before.
 */
const attempts: readonly { readonly category: string; readonly title: string; readonly run: string }[] = [
  {
    category: 'files',
    title: 'appends to the shell start-up file',
    run: 'echo evil >> ~/.bashrc; echo evil >> "$HOST_HOME/.bashrc"',
  },
  {
    category: 'files',
    title: 'writes through the root of process 1',
    run: 'echo evil > "/proc/1/root$HOST_HOME/notes"',
  },
  {
    category: 'files',
    title: 'writes through a descriptor of the working directory',
    run: 'exec 3<.; cd /proc/self/fd/3/../home 2>/dev/null && echo evil > notes',
  },
  {
    category: 'files',
    title: 'swaps a directory for a link to home',
    run: 'mkdir d; ln -sfn "$HOST_HOME" d/out; echo evil > d/out/notes; rm -r d',
  },
  {
    category: 'files',
    title: 'links a file of home into the workspace and writes to it',
    run: 'ln "$HOST_HOME/notes" stolen && echo evil > stolen',
  },
  {
    category: 'files',
    title: 'leaves a file for later steps in shared memory',
    run: 'echo evil > /dev/shm/gate-test-evil; echo evil > /var/tmp/gate-test-evil; echo evil > /tmp/gate-test-evil',
  },
  {
    category: 'files',
    title: 'plants a program in the user directories on PATH',
    run: 'mkdir -p ~/.local/bin ~/bin && cp /bin/true ~/.local/bin/git && cp /bin/true ~/bin/npm',
  },
  {
    category: 'files',
    title: 'installs a timer of the user',
    run: 'mkdir -p ~/.config/systemd/user && echo evil > ~/.config/systemd/user/x.timer; echo "* * * * * x" | crontab - 2>/dev/null',
  },
  {
    category: 'workspace',
    title: 'renames .git away and makes its own',
    run: 'mv .git old && mkdir -p .git/hooks && echo evil > .git/hooks/pre-commit',
  },
  {
    category: 'workspace',
    title: 'replaces .git by a file that points elsewhere',
    run: 'rm -rf .git; echo "gitdir: /tmp/evil" > .git',
  },
  {
    category: 'workspace',
    title: 'sets a program for git to run',
    run: 'git config core.fsmonitor ./evil.sh; git config core.hooksPath hooks; git config alias.status "!evil"',
  },
  {
    category: 'workspace',
    title: 'adds a filter by attributes of the repository',
    run: 'mkdir -p .git/info && echo "* filter=evil" > .git/info/attributes',
  },
  {
    category: 'workspace',
    title: 'adds a workflow through a renamed directory',
    run: 'mv .github gh; mkdir -p .github/workflows && echo evil > .github/workflows/evil.yml',
  },
  {
    category: 'workspace',
    title: 'plants a program that later steps find on PATH',
    run: 'mkdir -p bin && cp /bin/true bin/git && cp /bin/true bin/node',
  },
  {
    category: 'workspace',
    title: 'writes through a hard link that was there before',
    run: 'echo evil > shared-with-home',
  },
  {
    category: 'runner',
    title: 'writes the file commands of the runner',
    run: 'for f in "$RUNNER_FILES"/*; do echo "LD_PRELOAD=/evil" >> "$f"; done',
  },
  {
    category: 'runner',
    title: 'reads a credential from the runner temporary directory',
    run: 'cat "$RUNNER_FILES"/token && echo OUT',
  },
  {
    category: 'secrets',
    title: 'reads keys and tokens in home',
    run: 'cat ~/.ssh/id_ed25519 ~/.npmrc ~/.config/gh/hosts.yml ~/private-notes 2>/dev/null | grep -q SECRET && echo OUT',
  },
  {
    category: 'secrets',
    title: 'reads the token that checkout left',
    run: 'grep -rq SECRET .git && echo OUT; git config --get-all http.https://github.com/.extraheader | grep -q SECRET && echo OUT',
  },
  {
    category: 'secrets',
    title: 'finds tokens in its environment or that of process 1',
    run: '{ env; tr "\\0" "\\n" < /proc/1/environ; } | grep -q SECRET && echo OUT',
  },
  {
    category: 'secrets',
    title: 'reads the environment of processes outside',
    run: 'cat /proc/[0-9]*/environ 2>/dev/null | tr "\\0" "\\n" | grep -q SECRET && echo OUT',
  },
  {
    category: 'processes',
    title: 'sees or signals processes outside',
    run: 'kill -0 "$GATE_PID" 2>/dev/null && grep -q driver "/proc/$GATE_PID/cmdline" && echo OUT',
  },
  {
    category: 'processes',
    title: 'leaves a daemon behind',
    run: '( setsid sh -c "sleep 3; echo evil > daemon-was-here" > /dev/null 2>&1 & ); sleep 0.1',
  },
  { category: 'kernel', title: 'makes a user namespace', run: 'unshare -Ur true 2>/dev/null && echo OUT' },
  {
    category: 'kernel',
    title: 'mounts something',
    run: 'mount -t tmpfs tmpfs /mnt 2>/dev/null && echo OUT; umount -l /tmp 2>/dev/null && echo OUT',
  },
  {
    category: 'kernel',
    title: 'changes what the kernel starts on a crash',
    run: 'echo "|/evil" > /proc/sys/kernel/core_pattern && echo OUT',
  },
  { category: 'kernel', title: 'pulls the emergency lever', run: 'echo h > /proc/sysrq-trigger && echo OUT' },
  {
    category: 'kernel',
    title: 'moves an interrupt',
    run: 'for f in /proc/irq/*/smp_affinity; do echo 1 > "$f" && echo OUT; done',
  },
  {
    category: 'kernel',
    title: 'has a capability left',
    run: 'grep -E "^Cap(Inh|Prm|Eff|Bnd|Amb):" /proc/self/status | grep -qv "0000000000000000$" && echo OUT',
  },
  {
    category: 'kernel',
    title: 'runs as somebody else by a set-id program',
    run: 'sudo -n id -u 2>/dev/null | grep -qx 0 && echo OUT; cp /bin/sh sh1 && chmod 4755 sh1 && [ -u sh1 ] && echo OUT; rm -f sh1',
  },
  {
    category: 'kernel',
    title: 'makes a device',
    run: 'mknod /tmp/disk b 254 0 2>/dev/null && head -c 1 /tmp/disk && echo OUT',
  },
  {
    category: 'network',
    title: 'reaches a service of the runner',
    run: '(exec 3<>"/dev/tcp/127.0.0.1/$HOST_PORT") 2>/dev/null && echo OUT',
  },
  {
    category: 'network',
    title: 'has an interface besides its own loopback',
    run: 'grep -v lo: /proc/net/dev | grep -q : && echo OUT',
  },
  {
    category: 'sockets',
    title: 'finds the control sockets of the machine',
    run: 'find /run /var/run -type s 2>/dev/null | grep -q . && echo OUT',
  },
  {
    category: 'descriptors',
    title: 'uses a descriptor of the gate',
    run: '[ "$(/bin/ls /proc/self/fd | tr "\\n" " ")" = "0 1 2 3 " ] || echo OUT',
  },
  {
    category: 'terminal',
    title: 'has a terminal to type into',
    run: '( : < /dev/tty ) 2>/dev/null && echo OUT',
  },
  { category: 'devices', title: 'fills the memory behind /dev', run: 'echo x > /dev/evil && echo OUT' },
]

for (const user of users) {
  for (const workspace of user === someone ? (['direct', 'transaction'] as const) : (['direct'] as const)) {
    describe(`no escape, as ${user.name}, ${workspace}`, () => {
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
        linkSync(`${world.home}/notes`, `${world.workspace}/shared-with-home`)
        give(world.root, user)
        service = createServer((socket) => socket.end('hello'))
        await new Promise<void>((resolve) => service.listen(0, '127.0.0.1', resolve))
        const address = service.address()
        driver = openDriver(world, {
          settings: { workspace },
          jobEnv: {
            GITHUB_ACTIONS: 'true',
            RUNNER_TEMP: `${world.root}/_temp`,
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
      for (const { category, title, run } of attempts) {
        it(`${category}: ${title}`, async () => {
          const watched = [
            world.home,
            `${world.root}/_temp`,
            `${world.workspace}/.git`,
            `${world.workspace}/.github`,
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
          assert.equal(existsSync(`${world.workspace}/bin/git`), false)
          assert.equal(lstatSync(`${world.workspace}/.git`).isDirectory(), true)
          if (tried.attempt.changes !== undefined) await driver.discard(tried.attempt.changes.id)
        })
      }

      it('nothing of the daemon was left to do its work', async () => {
        await new Promise((resolve) => setTimeout(resolve, 3200))
        assert.equal(existsSync(`${world.workspace}/daemon-was-here`), false)
      })
    })
  }
}

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

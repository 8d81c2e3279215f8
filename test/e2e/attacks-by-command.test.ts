import assert from 'node:assert/strict'
import {
  chmodSync,
  chownSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs'
import { createServer } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import type { Scene, SceneOptions } from './scene.ts'
import { accounts, startScene } from './scene.ts'

const asks = 'version: 1\nrules:\n  - {pattern: [cp], decision: prompt}\n'
const short = { 'timeout-minutes': '0.05' }

async function withScene(options: SceneOptions, test: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await startScene(options)
  try {
    await test(scene)
  } finally {
    await scene.end()
  }
}

function list(script: string): string {
  return `- run: ${JSON.stringify(script)}\n  continue-on-error: true\n`
}

/** Says what it finds of the process that runs the gate, and reads its memory where it may. */
const pry = `for p in /proc/[0-9]*; do
  if tr '\\0' ' ' < $p/cmdline 2>&1 | grep -q 'dist/index[.]js'; then
    echo "SEEN the gate as $p"
    head -c 20 $p/environ $p/maps && echo SEEN its environment and its map || true
  fi
done
sudo -n true 2>&1 && echo SEEN sudo || true`

const connect =
  'use Socket; socket(my $s, AF_UNIX, SOCK_STREAM, 0); print connect($s, sockaddr_un($ARGV[0])) ? "REACHED\\n" : "no: $!\\n"'

/** A socket as a container runtime leaves it, open to everybody, and how often it was reached. */
async function listenAt(path: string): Promise<{ count: () => number; close: () => void }> {
  let reached = 0
  const server = createServer((socket) => {
    reached += 1
    socket.end()
  })
  await new Promise<void>((resolve) => server.listen(path, resolve))
  chmodSync(path, 0o666)
  return { count: () => reached, close: () => server.close() }
}

/** Directories of this machine where such sockets lie, as far as this user may make one there. */
function socketDirectories(scene: Scene): readonly string[] {
  const { home } = scene.job.layout
  const { uid, gid } = statSync(home)
  const own = join(home, '.docker/run')
  mkdirSync(own, { recursive: true })
  for (const path of [join(home, '.docker'), own]) chownSync(path, uid, gid)
  if (process.getuid?.() !== 0) return [own]
  const system = mkdtempSync('/run/gate-test-')
  chmodSync(system, 0o755)
  return [own, system]
}

describe('a command and what lies outside of it', { concurrency: 3 }, () => {
  for (const as of accounts) {
    it(`A13: no command sees the process of the gate, nor reads its memory, as ${as}`, () =>
      withScene({ as }, async (scene) => {
        const { main } = await scene.run(list(pry))
        assert.equal(main.exitCode, 0, main.log)
        assert.doesNotMatch(main.log, /^SEEN /m)
      }))

    it(`no command gets a descriptor that the step inherited, as ${as}`, () =>
      withScene({ as, launcher: ['bash', '-c', 'exec 40</; exec "$@"', 'bash'] }, async (scene) => {
        const { main } = await scene.run(list('echo has $(ls /proc/self/fd)'))
        assert.match(main.log, /^has 0 1 2 3$/m, main.log)
      }))

    it(`A15: no command reaches the socket of a container runtime, as ${as}`, () =>
      withScene({ as }, async (scene) => {
        const sockets = socketDirectories(scene).map((directory) => join(directory, 'docker.sock'))
        const servers = await Promise.all(sockets.map(listenAt))
        try {
          const tries = sockets.map((path) => `perl -e '${connect}' ${path}`).join('\n')
          const { main } = await scene.run(list(`${tries}\ntrue`))
          assert.match(main.log, /^no: /m, main.log)
          assert.doesNotMatch(main.log, /^REACHED/m)
          assert.deepEqual(
            servers.map(({ count }) => count()),
            sockets.map(() => 0),
          )
        } finally {
          for (const server of servers) server.close()
          for (const path of sockets) rmSync(dirname(path), { recursive: true, force: true })
        }
      }))
  }

  it('A12: a secret in a command’s own text is in no comment, log, summary or report', () => {
    const secret = 'deploy-0d6c1b5ae94f7731'
    return withScene({ policy: asks, env: { DEPLOY_TOKEN: secret } }, async (scene) => {
      const run = `cp README.md published.txt # with ${secret}`
      const { main } = await scene.run(`- run: ${JSON.stringify(run)}\n  name: with ${secret}\n`, short)
      const [comment] = scene.github.comments()
      const report = readFileSync(main.outputs['report'] ?? '', 'utf8')
      assert.match(comment?.body ?? '', /redacted:DEPLOY_TOKEN/)
      for (const text of [comment?.body ?? '', main.log, main.summary ?? '', report])
        assert.equal(text.includes(secret), false, text)
    })
  })

  it('A18: no command changes the workflow that the gate stands in, or adds one', () =>
    withScene({ files: { '.github/workflows/gate.yml': 'on: pull_request\n' } }, async (scene) => {
      const { workspace } = scene.job.layout
      const write =
        'sed -i d .github/workflows/gate.yml; echo evil > .github/workflows/evil.yml; mv .github aside; true'
      const { main } = await scene.run(list(write), short)
      const gate = join(workspace, '.github/workflows/gate.yml')
      assert.equal(readFileSync(gate, 'utf8'), 'on: pull_request\n', main.log)
      assert.equal(existsSync(join(workspace, '.github/workflows/evil.yml')), false)
      assert.equal(main.outputs['outcome'], 'timed-out', 'the change was captured and asked about')
    }))

  it('A19: programs that an earlier step put before the system’s on PATH are none of the gate’s', async () => {
    const evil = mkdtempSync(join(tmpdir(), 'gate-evil-'))
    const seen = join(evil, 'seen.txt')
    chmodSync(evil, 0o777)
    writeFileSync(seen, '')
    chmodSync(seen, 0o666)
    const names =
      'bwrap nsenter unshare mount umount mknod mkfifo mkdir chmod rm find sh bash env ip sudo apt-get git npm setpriv sysctl'
    for (const name of names.split(' ')) {
      const real = `for d in /usr/bin /usr/sbin /bin /sbin; do [ -x $d/${name} ] && exec $d/${name} "$@"; done`
      writeFileSync(join(evil, name), `#!/bin/sh\necho ${name} >> ${seen}\n${real}\n`, { mode: 0o755 })
    }
    const path = `${evil}:/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin`
    await withScene({ as: 'ordinary', env: { PATH: path } }, async (scene) => {
      const { main } = await scene.run('- echo fine > fine.txt\n')
      assert.equal(main.exitCode, 0, main.log)
      assert.equal(readFileSync(join(scene.job.layout.workspace, 'fine.txt'), 'utf8'), 'fine\n')
      assert.equal(readFileSync(seen, 'utf8'), '')
    })
    rmSync(evil, { recursive: true })
  })
})

import assert from 'node:assert/strict'
import { existsSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Scene, SceneOptions } from './scene.ts'
import { accounts, resultsOf, startScene } from './scene.ts'

async function withScene(options: SceneOptions, test: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await startScene({ policy: 'version: 1\n', ...options })
  try {
    await test(scene)
  } finally {
    await scene.end()
  }
}

const kinds: readonly (readonly [string, SceneOptions])[] = [
  ...accounts.map((as) => [`as ${as}`, { as }] as const),
  ...(process.getuid?.() === 0
    ? [['as root in a workspace of another account', { as: 'root', workspaceOwner: 'ordinary' }] as const]
    : []),
]

describe('a machine with the bare packages', () => {
  /** No names of protocols, services and routing tables, as in a container made of the essential packages. */
  const bare =
    'for f in /etc/protocols /etc/services; do [ ! -e $f ] || mount --bind /dev/null $f; done; ' +
    '[ ! -d /etc/iproute2 ] || mount -t tmpfs none /etc/iproute2; exec "$@"'

  it('has a sandbox with its network', () =>
    withScene(
      {
        launcher: ['unshare', process.getuid?.() === 0 ? '-m' : '-Urm', 'bash', '-c', bare, 'bash'],
        as: 'root',
      },
      async (scene) => {
        const { main } = await scene.run(
          '- bash -c "exec 3<>/dev/tcp/bare.example.com/443" || echo refused\n',
        )
        assert.match(main.log, /bare\.example\.com:443/)
        assert.match(main.log, /refused/)
      },
    ))
})

describe('a list that needs no answer', { concurrency: 3 }, () => {
  for (const [title, options] of kinds) {
    it(`runs in order, in the workspace, with the steps’ own words, ${title}`, () =>
      withScene({ ...options, files: { 'sub/data.txt': 'deep\n' } }, async (scene) => {
        const list = `- echo one >> order.txt
- {id: two, run: "echo two >> ../order.txt; cat data.txt", working-directory: sub}
- {run: 'echo "$WORD" >> order.txt', env: {WORD: three}, shell: sh}
- {id: excused, run: "exit 5", continue-on-error: true}
- |
  echo four >> order.txt
  false | true
  echo never >> order.txt
- echo skipped >> order.txt
`
        const { main } = await scene.run(list)
        const path = join(scene.job.layout.workspace, 'order.txt')
        assert.equal(readFileSync(path, 'utf8'), 'one\ntwo\nthree\nfour\n', main.log)
        assert.equal(statSync(path).uid, statSync(scene.job.layout.workspace).uid)
        assert.deepEqual(
          resultsOf(main).map(({ id, outcome }) => [id, outcome]),
          [
            ['command-1', 'succeeded'],
            ['two', 'succeeded'],
            ['command-3', 'succeeded'],
            ['excused', 'failed'],
            ['command-5', 'failed'],
            ['command-6', 'skipped'],
          ],
        )
        assert.equal(main.exitCode, 1)
        assert.match(main.log, /deep/)
        assert.match(main.summary ?? '', /two/)
        assert.equal(
          JSON.parse(readFileSync(main.outputs['report'] ?? '', 'utf8')).conclusion.outcome,
          'failed',
        )
      }))
  }

  it('leaves no process behind and ends what takes too long, as failed and without a request', () =>
    withScene({}, async (scene) => {
      const mark = join(scene.job.layout.workspace, 'late.txt')
      const list = `- (sleep 2; touch late.txt) & disown
- {id: endless, run: "trap '' TERM; while true; do sleep 0.1; done", timeout-minutes: 0.02}
`
      const { main } = await scene.run(list)
      assert.deepEqual(
        resultsOf(main).map(({ outcome }) => outcome),
        ['succeeded', 'failed'],
        main.log,
      )
      assert.match(main.log, /time/)
      await new Promise((resolve) => setTimeout(resolve, 2000))
      assert.equal(existsSync(mark), false)
      assert.equal(scene.github.comments().length, 0)
    }))

  it('succeeds with a warning that names the host when a command reached out in vain', () =>
    withScene({}, async (scene) => {
      const reach = 'exec 3<>/dev/tcp/example.com/443'
      const { main } = await scene.run(`- "(${reach}) || true"\n`)
      assert.equal(main.outputs['outcome'], 'succeeded', main.log)
      assert.ok(
        main.annotations.some(({ level, message }) => level === 'warning' && /example\.com/.test(message)),
      )
    }))

  it('asks for the host when a command failed for want of it', () =>
    withScene({}, async (scene) => {
      const { main } = await scene.run('- exec 3<>/dev/tcp/example.com/443; read -r line <&3\n', {
        'timeout-minutes': '0.03',
      })
      assert.equal(main.outputs['outcome'], 'timed-out', main.log)
      assert.match(scene.github.comments()[0]?.body ?? '', /example\.com/)
    }))

  it('takes the list from the file that the agent wrote', () =>
    withScene({ files: { 'agent/list.yml': '- touch from-file.txt\n' } }, async (scene) => {
      const { main } = await scene.run('', { 'commands-file': 'agent/list.yml' })
      assert.equal(main.exitCode, 0, main.log)
      assert.equal(existsSync(join(scene.job.layout.workspace, 'from-file.txt')), true)
    }))

  it('has the runner hide a secret that nobody named, and not what a command wants hidden', () =>
    withScene({}, async (scene) => {
      const token = 'ghp_$(printf A1b2C3d4E5%.0s 1 2 3)F6g7h8'
      const flood = 'for n in $(seq 1000 6000); do echo "npm_A1b2C3d4E5F6a1b2c3d4e5f6A1b2C3d4$n"; done'
      const shown = 'https://x:succeeded@y.example https://x:$GITHUB_REPOSITORY@y.example token=$GITHUB_SHA a'
      const { main } = await scene.run(`- echo "is ${token} here"\n- ${flood}; echo "${shown}"\n`)
      const secret = `ghp_${'A1b2C3d4E5'.repeat(3)}F6g7h8`
      assert.ok(main.masks.includes(secret), JSON.stringify(main.masks))
      assert.match(main.log, /is \[redacted:github-token\] here/)
      assert.ok(!main.log.includes(secret) && !main.log.includes('::add-mask::'))
      assert.ok(main.masks.length < 220, `${main.masks.length} masks`)
      const hidden = main.masks.join(' ')
      assert.doesNotMatch(hidden, /succeeded|widgets|(^| )[0-9a-f]{40}( |$)/)
    }))

  it('keeps sixty megabytes of output from the log and the summary', () =>
    withScene({}, async (scene) => {
      const { main } = await scene.run(`- head -c 60000000 /dev/zero | tr '\\0' x | fold -w 200\n`)
      assert.deepEqual(main.problems, [])
      assert.ok(main.log.length < 20_000_000, `${main.log.length} characters`)
      assert.ok((main.summary ?? '').length < 1_000_000)
    }))
})

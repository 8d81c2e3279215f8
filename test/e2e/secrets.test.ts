import assert from 'node:assert/strict'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { runnerSecrets } from './runner.ts'
import type { Scene, SceneOptions } from './scene.ts'
import { accounts, startScene } from './scene.ts'

/** What actions/checkout leaves where nobody told it not to. */
const persisted = `[core]
\trepositoryformatversion = 0
[http "https://github.com/"]
\textraheader = AUTHORIZATION: basic Y2hlY2tvdXQ6dG9rZW4tOWYzYjFj
`

const jobSecret = 'npm-secret-5b1e77c2d0'

async function withScene(options: SceneOptions, test: (scene: Scene) => Promise<void>): Promise<void> {
  const scene = await startScene({ env: { NPM_TOKEN: jobSecret, NODE_OPTIONS: '--no-warnings' }, ...options })
  try {
    await test(scene)
  } finally {
    await scene.end()
  }
}

function list(...scripts: readonly string[]): string {
  return scripts.map((script) => `- run: ${JSON.stringify(script)}\n  continue-on-error: true\n`).join('')
}

/** Every place where a process could find what another was started with. */
const prying = list(
  'env; export -p; set',
  'for f in /proc/[0-9]*/environ /proc/self/environ; do tr "\\0" "\\n" < $f; done; true',
  'for f in /proc/[0-9]*/cmdline; do tr "\\0" "\\n" < $f; done; true',
  'cat "$GITHUB_EVENT_PATH" /dev/null | head -c 300; ls -R "$RUNNER_TEMP" ~/work/_temp 2>&1; cat ~/work/_temp/*/* 2>&1; true',
  'cat ~/.netrc ~/.npmrc ~/.ssh/id_ed25519 ~/private 2>&1; true',
)

describe('A3 A12 A14 A16: no command sees a secret', { concurrency: 2 }, () => {
  for (const as of accounts) {
    it(`neither in its environment, nor in another process, nor in a file, as ${as}`, () =>
      withScene({ as }, async (scene) => {
        const { home } = scene.job.layout
        for (const name of ['.netrc', '.npmrc', 'private']) {
          writeFileSync(join(home, name), `file-secret-${name}`, { mode: 0o600 })
        }
        const { main, post } = await scene.run(prying)
        const said = [main.log, post.log, main.summary, JSON.stringify(main.outputs)].join('\n')
        const secrets = [
          scene.github.token,
          scene.model.key,
          jobSecret,
          'file-secret-',
          ...Object.values(runnerSecrets),
        ]
        for (const secret of secrets)
          assert.equal(said.includes(secret), false, `${secret} was seen:\n${said}`)
        assert.doesNotMatch(main.log, /INPUT_|ACTIONS_|NODE_OPTIONS|GITHUB_OUTPUT|GITHUB_STATE/)
        assert.match(main.log, /CI=true/)
      }))
  }

  for (const as of accounts) {
    it(`A16: nor in what a checkout left behind, in the repository’s configuration or beside it, as ${as}`, () =>
      withScene(
        { as, files: { '.git/HEAD': 'ref: refs/heads/main\n', '.git/config': persisted } },
        async (scene) => {
          const { temp } = scene.job.layout
          writeFileSync(join(temp, 'git-credentials-1f2e.config'), persisted, { mode: 0o644 })
          // The log would mask what was read: the command itself looks whether it is there.
          const read = 'cat .git/config; cat .git/config ~/work/_temp/git-credentials-* > all.txt || true'
          const { main } = await scene.run(list(`${read}; grep -c Y2hlY2tvdXQ6 all.txt | sed s/^/FOUND:/`))
          assert.match(main.log, /repositoryformatversion/)
          assert.match(main.log, /^FOUND:0$/m)
        },
      ))
  }

  it('masks the secrets that it was given', () =>
    withScene({}, async (scene) => {
      const { main } = await scene.run('- "true"\n')
      for (const secret of [scene.github.token, scene.model.key]) {
        assert.ok(main.masks.includes(secret), 'add-mask comes before anything else')
      }
    }))

  it('gives a named variable only after an approval that names it, and hides its value', () =>
    withScene({ policy: 'version: 1\n' }, async (scene) => {
      const command = `- id: use
  run: 'test "$NPM_TOKEN" = ${jobSecret.slice(0, 4)}"${jobSecret.slice(4)}" && echo "value: $NPM_TOKEN"'
  permissions: { env: [NPM_TOKEN] }
`
      const action = scene.start(command)
      const { comment, ids } = await scene.request()
      assert.match(comment.body, /NPM_TOKEN/)
      assert.equal(comment.body.includes(jobSecret), false)
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
      const { main } = await action.finished
      assert.equal(main.exitCode, 0, main.log)
      assert.match(main.log, /value: \[redacted:NPM_TOKEN\]/)
      assert.equal(main.log.includes(jobSecret), false)
    }))
})

describe('A10 A11 A20: no command speaks to the runner', { concurrency: 3 }, () => {
  const forged = [
    '::set-output name=outcome::forged',
    'x ##[set-output name=outcome]forged',
    '::save-state name=comment::1',
    '##[save-state name=comment]1',
    '::add-mask::a',
    '::error::forged',
    '::set-env name=PATH::/evil',
    '::stop-commands::x',
    '::group::forged',
    '::add-matcher::evil.json',
    '\\r::set-output name=outcome::forged',
    'no newline at the end ::set-output',
  ]
  for (const stream of [1, 2]) {
    it(`by what it prints on ${stream === 1 ? 'stdout' : 'stderr'}`, () =>
      withScene({}, async (scene) => {
        const scripts = forged.map((line) => `printf '${line}\\n' >&${stream}`).join('; ')
        const { main } = await scene.run(
          list(scripts, "printf '##[set-out'; sleep 0.1; printf 'put name=outcome]forged\\n'"),
        )
        assert.equal(main.outputs['outcome'], 'succeeded', main.log)
        assert.deepEqual(
          main.annotations.filter(({ message }) => message.includes('forged')),
          [],
        )
        assert.ok(!main.masks.includes('a') && !main.groups.includes('forged'))
        assert.deepEqual(main.problems, [])
        assert.notEqual(main.state['comment'], '1')
      }))
  }

  it('A11: by the files that it can guess, which it does not even see', () =>
    withScene({}, async (scene) => {
      const write =
        'for f in ~/work/_temp/_runner_file_commands/* $GITHUB_OUTPUT $GITHUB_ENV; do [ -e $f ] && echo SEEN $f; echo outcome=forged >> $f; done; true'
      const { main } = await scene.run(list(write), { 'timeout-minutes': '0.05' })
      assert.doesNotMatch(main.log, /^SEEN /m)
      assert.notEqual(main.outputs['outcome'], 'forged')
      assert.deepEqual([main.env, main.path, main.problems], [{}, [], []])
    }))

  it('by writing to what the runner or a later step will run', () =>
    withScene({}, async (scene) => {
      const { layout } = scene.job
      const targets = [join(layout.action, 'dist/post.js'), join(layout.action, 'action.yml')]
      const before = targets.map((path) => readFileSync(path).length)
      const write = targets.map((path) => `echo evil >> ${path}`).join('; ')
      await scene.run(list(`${write}; mkdir -p .git/hooks; echo evil > .git/hooks/pre-commit; true`), {
        'timeout-minutes': '0.05',
      })
      assert.deepEqual(
        targets.map((path) => readFileSync(path).length),
        before,
      )
    }))
})

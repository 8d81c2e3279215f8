import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parsePairs } from './file-commands.ts'
import type { ActionRun, JobOptions } from './runner.ts'
import { startJob } from './runner.ts'
import { accounts } from './scene.ts'
import { makeCommandReader } from './workflow-commands.ts'

const actionFile = `name: probe
description: probe
inputs:
  github-token: { description: x, default: "\${{ github.token }}" }
  some words: { description: x, default: 5 }
  absent: { description: x }
runs: { using: node24, main: dist/index.js, post: dist/post.js, post-if: always() }
`

/** Runs a small action of two scripts in the mini runner, to see that it does as the real one does. */
async function runProbe(
  main: string,
  options: Partial<JobOptions> & { cancelAfterMs?: number } = {},
): Promise<ActionRun> {
  const project = mkdtempSync(join(tmpdir(), 'probe-'))
  mkdirSync(join(project, 'dist'))
  writeFileSync(join(project, 'action.yml'), actionFile)
  writeFileSync(join(project, 'package.json'), '{"type":"module"}')
  writeFileSync(join(project, 'dist/index.js'), `import fs from 'node:fs'\nconst env = process.env\n${main}`)
  writeFileSync(join(project, 'dist/post.js'), 'console.log(JSON.stringify(process.env))')
  const event = { name: 'push', payload: {} }
  const job = startJob({ as: 'root', event, github: {}, token: 'ghs_x', project, ...options })
  try {
    const action = job.start({})
    if (options.cancelAfterMs !== undefined) setTimeout(() => action.cancel(), options.cancelAfterMs)
    return await action.finished
  } finally {
    rmSync(project, { recursive: true })
  }
}

describe('the mini runner, by the facts of actions/runner', () => {
  for (const as of accounts) {
    it(`gives inputs, files and state as the runner does, as ${as}`, async () => {
      const { main, post } = await runProbe(
        `fs.appendFileSync(env.GITHUB_OUTPUT, 'a<<END\\none\\ntwo\\nEND\\nb=x<<y\\n')
         fs.appendFileSync(env.GITHUB_STATE, 'comment=12\\n')
         fs.appendFileSync(env.GITHUB_ENV, 'A=1\\n'); fs.appendFileSync(env.GITHUB_PATH, '/x\\n')
         fs.appendFileSync(env.GITHUB_STEP_SUMMARY, '# Hi')
         fs.writeFileSync('made-by-me', ''); fs.writeFileSync(env.HOME + '/too', '')
         console.log(JSON.stringify([env['INPUT_GITHUB-TOKEN'], env.INPUT_SOME_WORDS, env.INPUT_ABSENT, process.getuid(), process.getgroups(), process.cwd() === env.GITHUB_WORKSPACE]))
         process.exitCode = 3`,
        { as },
      )
      const uid = as === 'root' ? 0 : 1001
      const groups = process.getuid?.() === 0 ? [uid] : process.getgroups?.()
      const id = process.getuid?.() === 0 ? uid : process.getuid?.()
      assert.deepEqual(JSON.parse(main.log), ['ghs_x', '5', '', id, groups, true])
      assert.deepEqual(main.outputs, { a: 'one\ntwo', b: 'x<<y' })
      assert.deepEqual([main.exitCode, main.env, main.path, main.summary], [3, { A: '1' }, ['/x'], '# Hi'])
      const seen = JSON.parse(post.log)
      assert.equal(seen.STATE_comment, '12')
      assert.notEqual(seen.GITHUB_OUTPUT, undefined)
      assert.deepEqual(main.problems, [])
    })
  }

  it('obeys commands on both streams, at the start of a line or behind ##[ anywhere', () => {
    const { effects, read } = makeCommandReader()
    read('  ::set-output name=a::1%0A2')
    read('a bar | ##[save-state name=b]x%5D')
    read('text ::set-output name=c::no')
    read('::ERROR file=x.js,line=1,title=a%3Ab::Bad%25')
    read('::set-env name=PATH::/evil')
    read('::unknown::x')
    read('##[add-mask]s3cret')
    assert.deepEqual(Object.fromEntries(effects.outputs), { a: '1\n2' })
    assert.deepEqual(Object.fromEntries(effects.state), { b: 'x]' })
    assert.deepEqual(effects.annotations, [
      { level: 'error', message: 'Bad%', properties: { file: 'x.js', line: '1', title: 'a:b' } },
    ])
    assert.deepEqual([effects.refused, effects.masks], [['set-env'], ['s3cret']])
    assert.deepEqual(effects.log, ['text ::set-output name=c::no', 'error: Bad%', '::unknown::x'])
  })

  it('obeys nothing between stop-commands and its token', () => {
    const { effects, read } = makeCommandReader()
    read('::stop-commands::T0ken')
    read('::set-output name=a::1')
    read('x ##[set-output name=b]1')
    read('::wrong::')
    read('::t0ken::')
    read('::set-output name=c::1')
    assert.deepEqual(Object.fromEntries(effects.outputs), { c: '1' })
  })

  it('fails a step whose output file leaves a delimiter open', () => {
    assert.equal(parsePairs('a<<END\nx').problem, "Matching delimiter not found 'END'")
    assert.equal(parsePairs('nothing').problem, "Invalid format 'nothing'")
    assert.deepEqual(Object.fromEntries(parsePairs('a=b<<c\nd<<e=\nx\ne=\n').values), { a: 'b<<c', d: 'x' })
  })

  it('shows nothing of a summary over 1 MiB, and reads a bare carriage return as a line end', async () => {
    const { main } = await runProbe(
      `fs.writeFileSync(env.GITHUB_STEP_SUMMARY, 'x'.repeat(1024 * 1024 + 1))
       process.stdout.write('a\\r::set-output name=b::1\\n')`,
    )
    assert.equal(main.summary, undefined)
    assert.equal(main.problems.length, 1)
    assert.deepEqual(main.outputs, { b: '1' })
  })

  it('cancels by SIGINT, and then runs the post step', async () => {
    const { main, post } = await runProbe(
      `process.on('SIGINT', () => { console.log('stopping'); process.exit(1) }); setTimeout(() => {}, 60000)`,
      { cancelAfterMs: 400 },
    )
    assert.equal(main.log, 'stopping')
    assert.equal(post.exitCode, 0)
  })
})

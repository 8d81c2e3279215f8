import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { obeyed } from '../text/runner-emulation.ts'

const directory = mkdtempSync(join(tmpdir(), 'gate-actions-'))
after(() => rmSync(directory, { recursive: true, force: true }))

/** Runs a program against the runner's adapter as a step of its own, with the runner's files. */
function step(body: string, env: Readonly<Record<string, string>> = {}) {
  const files = Object.fromEntries(
    ['GITHUB_OUTPUT', 'GITHUB_STATE', 'GITHUB_STEP_SUMMARY', 'GITHUB_ENV'].map((name) => {
      const path = join(directory, name)
      writeFileSync(path, '')
      return [name, path]
    }),
  )
  const source = `import { createActionsRunner } from ${JSON.stringify(join(import.meta.dirname, '../../src/adapters/actions.ts'))}
const runner = createActionsRunner()
${body}`
  const result = spawnSync(process.execPath, ['--input-type=module', '-e', source], {
    env: { PATH: process.env['PATH'] ?? '', ...files, ...env },
  })
  assert.equal(result.stderr.toString(), '')
  const read = (name: string) => readFileSync(join(directory, name), 'utf8')
  return { log: result.stdout, text: result.stdout.toString(), status: result.status, read }
}

describe('the runner, through its toolkit', () => {
  it('reads inputs as they are, blanks and all', () => {
    const { text } = step(
      `console.log(JSON.stringify([runner.input('commands'), runner.input('github-token')]))`,
      {
        INPUT_COMMANDS: '- ls\n  ',
      },
    )
    assert.equal(text, '["- ls\\n  ",""]\n')
  })

  it('outputs of several lines can not set another output', () => {
    const { read } = step(
      `runner.setOutputs({ results: 'a\\nreport=/etc/passwd\\nghadelimiter', outcome: 'failed' })`,
    )
    const text = read('GITHUB_OUTPUT')
    const [, delimiter] = /^results<<(\S+)\n/.exec(text) ?? []
    assert.ok(text.includes(`results<<${delimiter}\na\nreport=/etc/passwd\nghadelimiter\n${delimiter}\n`))
  })

  it('stops the runner from obeying while a command prints, on both streams, and resumes', () => {
    const { log, text } = step(`
      for (const kind of ['output-begin', 'output-begin']) runner.show({ kind: 'output-begin' })
      runner.show({ kind: 'output', stream: 'stdout', text: '::set-output name=a::1\\n' })
      runner.show({ kind: 'output', stream: 'stderr', text: '::error::x\\n' })
      runner.show({ kind: 'output-end' })
      runner.show({ kind: 'annotation', level: 'warning', title: 'a:b', message: 'x\\ny', place: { file: 'a,b.yml', line: 3, column: 2 } })`)
    const names = obeyed(log).map(({ command }) => command)
    assert.equal(names[0], 'stop-commands')
    assert.match(names[1] ?? '', /^[0-9a-f]{32}$/)
    assert.deepEqual(names.slice(2), ['warning'])
    assert.match(text, /^::stop-commands::[0-9a-f]{32}\n/)
    assert.match(text, /::warning title=a%3Ab,file=a%2Cb\.yml,line=3,col=2::x%0Ay\n/)
  })

  it('obeys again after output that never ended', () => {
    const { log } = step(`runner.show({ kind: 'output-begin' }); runner.fail('broken')`)
    assert.deepEqual(
      obeyed(log)
        .map(({ command }) => command)
        .slice(2),
      ['error'],
    )
  })

  it('hides what was found in the output only when the runner obeys again, and before anything else', () => {
    const { log, text } = step(`
      runner.show({ kind: 'output-begin' })
      runner.mask('f0und-secret')
      runner.show({ kind: 'output', stream: 'stdout', text: 'line\\n' })
      runner.mask('second-f0und')
      runner.show({ kind: 'group', title: 'next' })
      runner.mask('th1rd')`)
    const [stop, resumed, ...after] = obeyed(log)
    assert.equal(stop?.data, resumed?.command)
    assert.deepEqual(after, [
      { command: 'add-mask', data: 'f0und-secret' },
      { command: 'add-mask', data: 'second-f0und' },
      { command: 'group', data: 'next' },
      { command: 'add-mask', data: 'th1rd' },
    ])
    assert.match(text, /^::stop-commands::(\w+)\nline\n::\1::\n::add-mask/)
  })

  it('takes a new token for every attempt', () => {
    const one = `runner.show({ kind: 'output-begin' }); runner.show({ kind: 'output-end' });`
    const tokens = [...step(one + one).text.matchAll(/stop-commands::([0-9a-f]{32})/g)].map(
      (match) => match[1],
    )
    assert.equal(new Set(tokens).size, 2)
  })

  it('no piece of text becomes a command', () => {
    const attack = JSON.stringify('::error::x ##[error]y')
    const { log } = step(`
      runner.show({ kind: 'text', text: ${attack} })
      runner.show({ kind: 'text', text: ' ' + ${attack} })`)
    assert.deepEqual(obeyed(log), [])
    const grouped = step(
      `runner.show({ kind: 'group', title: 'a\\n' + ${attack} }); runner.show({ kind: 'group-end' })`,
    )
    assert.deepEqual(
      obeyed(grouped.log).map(({ command }) => command),
      ['group', 'endgroup'],
    )
  })

  it("says that a long annotation was cut, below the runner's own limit", () => {
    const { text } = step(
      `runner.show({ kind: 'annotation', level: 'error', title: 't', message: 'x'.repeat(10000), place: undefined })`,
    )
    assert.match(text, /x{4000} … \(cut; see the report\)\n/)
  })

  it('masks every line of a secret', () => {
    const { text } = step(`runner.mask('first-line\\nsecond-line\\r\\n')`)
    assert.equal(text, '::add-mask::first-line\n::add-mask::second-line\n')
  })

  it('keeps state for the post step and writes the summary; without a file it writes none', () => {
    const { read, text } = step(
      `
      runner.saveState('comment', '5')
      console.log(runner.state('comment-before'), runner.state('none'))
      runner.writeSummary('# hi')`,
      { STATE_comment: '', 'STATE_comment-before': '4' },
    )
    assert.match(read('GITHUB_STATE'), /comment<<\S+\n5\n/)
    assert.equal(text, '4 undefined\n')
    assert.equal(read('GITHUB_STEP_SUMMARY'), '# hi\n')
    assert.equal(step(`runner.writeSummary('x')`, { GITHUB_STEP_SUMMARY: '' }).status, 0)
  })

  it('fails the step with an annotation', () => {
    const { text, status } = step(`runner.fail('no\\n::debug::x')`)
    assert.equal(status, 1)
    assert.equal(text, '::error::no%0A::debug::x\n')
  })

  it('debug lines appear only when the runner debugs', () => {
    const body = `runner.show({ kind: 'debug', text: 'x' })`
    assert.equal(step(body).text, '')
    assert.equal(step(body, { RUNNER_DEBUG: '1' }).text, '::debug::x\n')
  })
})

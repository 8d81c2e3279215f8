import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, truncateSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import type { Report } from '../../src/report/report-shape.ts'
import { obeyed } from '../text/runner-emulation.ts'
import { sampleCommand, sampleEvents, sampleJournal, sampleReport } from './sample-run.ts'

const directory = mkdtempSync(join(tmpdir(), 'gate-report-'))
after(() => rmSync(directory, { recursive: true, force: true }))
const cli = join(import.meta.dirname, '../../dist/cli.js')

/** `command-gate report` with these words, as somebody types them. */
function run(words: readonly string[]) {
  return gate(['report', ...words])
}

function gate(words: readonly string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [cli, ...words], { timeout: 60_000 })
  return {
    status,
    stdout: stdout.toString(),
    stderr: stderr.toString(),
    bytes: Buffer.concat([stdout, stderr]),
  }
}

function file(name: string, content: string | Report): string {
  const path = join(directory, name)
  writeFileSync(path, typeof content === 'string' ? content : JSON.stringify(content))
  return path
}

const good = sampleReport()
const text = JSON.stringify(good)
const [first, second, ...others] = good.receipts

describe('command-gate report, on a file that is no good', () => {
  const paths = {
    missing: join(directory, 'missing.json'),
    directory: join(directory, 'directory.json'),
    huge: file('huge.json', ''),
    empty: file('empty.json', ' \n'),
    cut: file('cut.json', text.slice(0, 3_000)),
    foreign: file('foreign.json', '{"a":1}'),
    later: file('later.json', '{"version":2}'),
    wrong: file('wrong.json', text.replace('"run":"npm test"', '"run":5')),
    hostile: file(
      'hostile.json',
      text
        .replace('"command-1"', '"\\u001b[2J##[error]x"')
        .replace('"version":1', '"version":"\\u001b]0;x\\u0007"'),
    ),
  }
  mkdirSync(paths.directory)
  truncateSync(paths.huge, 3 * 2 ** 30)
  const rows = [
    ['missing', /missing\.json: found no file that can be read; name a report/],
    ['directory', /directory\.json: found no file that can be read; name a report/],
    ['huge', /huge\.json: found a file of more than 256\.0 MiB\n/],
    ['empty', /empty\.json: found an empty file\n/],
    ['cut', /cut\.json: found no JSON, or JSON that was cut off\n/],
    ['foreign', /foreign\.json: found no report of command-gate; version is not as a run writes it\n/],
    ['later', /later\.json: found a report of version 2\n/],
    ['wrong', /wrong\.json: found no report of command-gate; commands\.0\.command\.run is not/],
    ['hostile', /hostile\.json: found no report of command-gate; version is not/],
  ] as const
  for (const [name, message] of rows) {
    it(`${name}: one clear message, exit code 2, nothing on standard output`, () => {
      for (const words of [['show', '--format', 'html'], ['verify']]) {
        const { status, stdout, stderr, bytes } = run([...words, paths[name]])
        assert.deepEqual([status, stdout], [2, ''], words.join(' '))
        assert.match(stderr, message)
        assert.ok(stderr.trim().split('\n').length <= 2, stderr)
        assert.doesNotMatch(stderr, /(?!\n)\p{Cc}|\n {4}at /u)
        assert.deepEqual(obeyed(bytes), [])
      }
    })
  }
})

describe('command-gate report, on a file that somebody changed', () => {
  const changed: readonly (readonly [string, Report, RegExp])[] = [
    [
      'a receipt tampered with',
      { ...good, receipts: [{ ...first, outcome: 'denied' } as never, second as never, ...others] },
      /receipt 0: its digest is not over its content/,
    ],
    [
      'receipts swapped',
      { ...good, receipts: [second as never, first as never, ...others] },
      /receipt 0: it has the number 1/,
    ],
    [
      'a command told twice',
      { ...good, commands: [...good.commands, ...good.commands.slice(0, 1)] },
      /the report tells of command 1 twice/,
    ],
  ]
  for (const [title, report, message] of changed) {
    it(`${title}: verify and statement refuse it, and nobody who looks at it is deceived`, () => {
      const path = file('changed.json', report)
      for (const verb of ['verify', 'statement']) {
        const { status, stdout, stderr } = run([verb, path])
        assert.deepEqual([status, stdout], [2, ''])
        assert.match(stderr, message)
      }
      assert.match(run(['show', path]).stdout, new RegExp(`^DOES NOT HOLD TOGETHER: ${message.source}`, 'm'))
      assert.match(run(['show', '--format', 'html', path]).stdout, /class="fault"/)
    })
  }

  it('a field more in a receipt is no receipt', () => {
    const receipts = [{ ...first, note: 'x' } as never, second as never, ...others]
    const { status, stderr } = run(['verify', file('field.json', { ...good, receipts })])
    assert.equal(status, 2)
    assert.match(stderr, /receipts\.0\.\w+ is not as a run writes it/)
  })
})

describe('command-gate report, on what a run left', () => {
  it('a run says where its report is, and that one holds together', () => {
    const list = file('list.yml', '- "true"\n')
    const words = [cli, 'run', list, '--workspace', directory, '--approvals', 'deny']
    const temporary = mkdtempSync(join(directory, 'tmp-'))
    const ran = spawnSync(process.execPath, words, {
      encoding: 'utf8',
      timeout: 60_000,
      env: { ...process.env, TMPDIR: temporary },
    })
    const [, path = ''] = /^report: (\S+) /m.exec(ran.stdout) ?? []
    assert.ok(path.startsWith(temporary), `${ran.stdout}\n${ran.stderr}`)
    const { status, stdout } = run(['verify', path])
    assert.deepEqual([ran.status, status], [0, 0], ran.stdout)
    assert.match(stdout, /1 receipts?, an unbroken chain/)
  })

  it('says how many receipts hold together, and the digest that covers them all', () => {
    const { status, stdout } = run(['verify', file('good.json', good)])
    assert.equal(status, 0)
    const last = good.receipts.at(-1)?.digest ?? 'none'
    assert.ok(
      stdout.endsWith(`good.json: 4 receipts, an unbroken chain; the last digest is ${last}\n`),
      stdout,
    )
    assert.doesNotMatch(
      run(['show', '--format', 'html', join(directory, 'good.json')]).stdout,
      /class="fault"/,
    )
  })

  it('says of a journal that was cut off that the run had not ended', () => {
    const lines: string[] = []
    const journal = sampleJournal({ keep: (entry) => lines.push(`${JSON.stringify(entry)}\n`) })
    for (const event of sampleEvents()) journal.record(event)
    const { status, stdout } = run(['verify', file('cut.jsonl', lines.join('').slice(0, -20))])
    assert.equal(status, 0)
    assert.match(stdout, /4 receipts, an unbroken chain; .*; the run had not ended\n$/)
    const [suggested, same] = [join(directory, 'cut.jsonl'), file('whole.json', good)].map((path) =>
      gate(['policy', 'suggest', path]),
    )
    assert.deepEqual(suggested, same, 'rules are suggested from both alike')
    assert.match(same?.stdout ?? '', /^# .+\n(?:- pattern: |# )/)
  })

  it('shows a hostile report in every format without a word to a runner or a terminal that reads it', () => {
    const attack = '\n::error::x\n ##[add-mask]e \x1b]0;t\x07 #\u200b#[group]'
    const journal = sampleJournal()
    const command = sampleCommand(0, { run: attack, id: attack, name: attack, justification: attack })
    journal.record({ kind: 'command-started', command })
    journal.record({ kind: 'note', level: 'error', message: attack })
    const path = file('attack.json', journal.report())
    for (const words of [
      ['show'],
      ['show', '--format', 'html'],
      ['show', '--format', 'json'],
      ['verify'],
      ['statement'],
    ]) {
      const { status, stdout, bytes } = run([...words, path])
      assert.equal(status, 0)
      assert.deepEqual(obeyed(bytes), [], stdout)
      assert.doesNotMatch(stdout, /(?![\n\t])\p{Cc}/u)
    }
    const again = JSON.parse(run(['show', '--format', 'json', path]).stdout)
    assert.deepEqual(again, JSON.parse(JSON.stringify(journal.report())), 'the JSON means the same')
  })
})

import assert from 'node:assert/strict'
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir, userInfo } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { colorsOf, createTerminalLog } from '../../src/adapters/terminal/log.ts'
import { sampleEvents, sampleJournal, sampleSecret } from '../report/sample-run.ts'
import { obeyed } from '../text/runner-emulation.ts'

const directory = mkdtempSync(join(tmpdir(), 'gate-terminal-'))
after(() => rmSync(directory, { recursive: true, force: true }))
const fixture = join(import.meta.dirname, 'fixtures/ask-at-terminal.ts')
let turn = 0

type Typed = { readonly line: string; readonly after: 'question' | 'at-once' }

/** Runs the fixture at a terminal of its own (util-linux `script`), types each line when it is time, and gives all that was seen. */
async function atTerminal(typed: readonly Typed[], more: readonly string[] = []) {
  turn += 1
  const result = join(directory, `${turn}.json`)
  const words = [process.execPath, fixture, result, ...more].map((word) => `'${word}'`).join(' ')
  const child = spawn('/usr/bin/script', ['-qec', words, '/dev/null'], { stdio: ['pipe', 'pipe', 'inherit'] })
  let seen = ''
  let asked = 0
  const waiting = [...typed]
  const type = () => {
    const next = waiting[0]
    if (next === undefined || (next.after === 'question' && asked === 0)) return
    asked -= next.after === 'question' ? 1 : 0
    waiting.shift()
    child.stdin.write(`${next.line}\n`)
    type()
  }
  type()
  child.stdout.on('data', (chunk: Buffer) => {
    const text = chunk.toString()
    asked += text.split('[e]xplain > ').length - 1
    seen += text
    type()
  })
  await once(child, 'close')
  return { seen, ...JSON.parse(readFileSync(result, 'utf8')) }
}

const answer = (line: string): Typed => ({ line, after: 'question' })

describe('a reviewer at the terminal', { concurrency: true }, () => {
  for (const [line, kind] of [
    ['approve', 'approved'],
    ['A', 'approved'],
    ['for-run', 'approved-for-run'],
    [' deny ', 'denied'],
    ['abort', 'abort'],
  ] as const) {
    it(`${JSON.stringify(line)} -> ${kind}`, async () => {
      const { review, first, second } = await atTerminal([answer(line)])
      assert.equal(review.kind, kind)
      assert.deepEqual(first, review)
      assert.equal(second.kind, 'void', 'an answer is used once')
      assert.equal([review.by].flat()[0].login, userInfo().username)
    })
  }

  it('shows the facts, redacted, and nothing that the terminal would obey', async () => {
    const { seen } = await atTerminal([answer('explain'), answer('deny')])
    for (const fact of [
      '7K3QM-9XD2F',
      '[redacted:DEPLOY_KEY]',
      'evil.example:443',
      'Risk high (static)',
      'startup-file',
      'sha256',
      '\\u{202e}',
      '\\u{1b}]0;title',
    ])
      assert.ok(seen.includes(fact), `${fact} in ${seen}`)
    assert.ok(!seen.includes(sampleSecret))
    assert.ok(!seen.includes('\u202e') && !seen.includes('\x1b]'))
  })

  it('other words are asked again, and never approve', async () => {
    const { review } = await atTerminal([
      answer('yes'),
      answer('approve please'),
      answer(''),
      answer('constructor'),
      answer('d'),
    ])
    assert.equal(review.kind, 'denied')
  })

  it('what was typed before the question is no answer', async () => {
    const { review } = await atTerminal([{ line: 'approve', after: 'at-once' }, answer('deny')])
    assert.equal(review.kind, 'denied')
  })

  it('no answer in time is a no', async () => {
    const { review } = await atTerminal([], ['700'])
    assert.equal(review.kind, 'timed-out')
  })

  it('a cancelled run is no answer', async () => {
    const { review } = await atTerminal([], ['20000', '500'])
    assert.equal(review.kind, 'unavailable')
  })

  it('without a terminal nobody is asked, whatever is piped in', async () => {
    const result = join(directory, 'none.json')
    const child = spawn('/usr/bin/setsid', ['--wait', process.execPath, fixture, result], {
      stdio: ['pipe', 'pipe', 'inherit'],
    })
    child.stdin.end('approve\napprove\n')
    await once(child, 'close')
    const { review } = JSON.parse(readFileSync(result, 'utf8'))
    assert.equal(review.kind, 'unavailable')
    assert.match(review.reason, /no terminal/)
  })
})

describe('the log on a command line', () => {
  const written = (target: { isTTY?: boolean; hasColors?: () => boolean }) => {
    let text = ''
    const log = createTerminalLog({ ...target, write: (part) => (text += part) }, () => 0)
    const journal = sampleJournal({ show: log.show })
    for (const event of sampleEvents()) journal.record(event)
    log.close()
    return text
  }

  it('is plain where nobody looks, and tells the outcomes', () => {
    const text = written({})
    assert.ok(!text.includes('\x1b'))
    assert.match(text, /^error: refused: A rule forbids it\.$/m)
    assert.match(text, /^command-2 succeeded/m)
  })

  it('has colours only at a terminal that shows them', () => {
    assert.ok(written({ isTTY: true, hasColors: () => true }).includes('\x1b[1mcommand-1'))
    assert.ok(!written({ isTTY: true, hasColors: () => false }).includes('\x1b'))
    assert.equal(colorsOf({ write: () => {}, isTTY: false, hasColors: () => true }), 'drop')
  })

  it('says nothing to a runner that reads it', () => {
    let text = ''
    const log = createTerminalLog({ write: (part) => (text += part) }, () => 0)
    const attack = 'x ##[add-mask]e'
    log.show({ kind: 'annotation', level: 'error', title: attack, message: attack, place: undefined })
    log.show({ kind: 'group', title: `::group::${attack}` })
    log.show({ kind: 'text', text: `::error::${attack}` })
    assert.deepEqual(obeyed(Buffer.from(text)), [])
  })

  it('a real terminal has colours, unless NO_COLOR is set or it can show none; a pipe has none', () => {
    const module = join(import.meta.dirname, '../../src/adapters/terminal/log.ts')
    const program = join(directory, 'colors.mjs')
    writeFileSync(
      program,
      `import { colorsOf } from ${JSON.stringify(module)}\nconsole.log(colorsOf(process.stdout))\n`,
    )
    const seen = (env: Readonly<Record<string, string>>, at: 'terminal' | 'pipe') => {
      const words =
        at === 'terminal'
          ? ['/usr/bin/script', '-qec', `'${process.execPath}' '${program}'`, '/dev/null']
          : [process.execPath, program]
      const [file = '', ...rest] = words
      return spawnSync(file, rest, {
        env: { PATH: process.env['PATH'] ?? '', ...env },
        encoding: 'utf8',
      }).stdout.trim()
    }
    assert.equal(seen({ TERM: 'xterm-256color' }, 'terminal'), 'keep')
    assert.equal(seen({ TERM: 'xterm-256color', NO_COLOR: '1' }, 'terminal'), 'drop')
    assert.equal(seen({ TERM: 'dumb' }, 'terminal'), 'drop')
    assert.equal(seen({ TERM: 'xterm-256color' }, 'pipe'), 'drop')
  })

  it('shows that a silent command runs, and wipes it away before the next line', async () => {
    let text = ''
    const log = createTerminalLog({ isTTY: true, write: (part) => (text += part) }, () => performance.now())
    log.show({ kind: 'output-begin' })
    await new Promise((resolve) => setTimeout(resolve, 2_300))
    log.show({ kind: 'output', stream: 'stdout', text: 'done\n' })
    log.show({ kind: 'output-end' })
    assert.ok(text.endsWith('s\r\x1b[Kdone\n'), JSON.stringify(text))
    assert.match(text, /… running for [12] s/)
  })
})

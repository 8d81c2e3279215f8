import assert from 'node:assert/strict'
import { readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { Ajv2020 } from 'ajv/dist/2020.js'
import type { Entry } from '../../src/report/entry.ts'
import { emptyReport, foldEntry } from '../../src/report/fold.ts'
import { renderPage } from '../../src/report/html-page.ts'
import type { LogPiece } from '../../src/report/log-piece.ts'
import { actionOutputNames, outputsOf } from '../../src/report/outputs.ts'
import { readReport } from '../../src/report/read-report.ts'
import { reportSchema } from '../../src/report/report-schema.ts'
import { renderText } from '../../src/report/show.ts'
import { renderSummary } from '../../src/report/summary.ts'
import { renderLikeGitHub } from '../text/github-markdown.ts'
import {
  sampleAttempt,
  sampleCommand,
  sampleEvents,
  sampleGrant,
  sampleJournal,
  sampleReport,
  sampleSecret,
} from './sample-run.ts'

describe('the journal: everything that happened, and nothing that must not be seen', () => {
  it('writes an entry down before the log shows it, and publishes after each command', () => {
    const order: string[] = []
    const journal = sampleJournal({
      keep: (entry) => order.push(`keep ${entry.event.kind}`),
      show: () => {
        if (order.at(-1) !== 'show') order.push('show')
      },
      publish: () => order.push('publish'),
    })
    const command = sampleCommand(0)
    journal.record({ kind: 'command-started', command })
    journal.record({ kind: 'output', command, chunk: { stream: 'stdout', bytes: new Uint8Array([65, 10]) } })
    journal.record({
      kind: 'command-ended',
      command,
      outcome: { kind: 'failed', reason: 'x', attempt: undefined, review: undefined, warnings: [] },
    })
    assert.deepEqual(order, ['keep command-started', 'show', 'keep command-ended', 'show', 'publish'])
  })

  it('a sink that can not write stops the run', () => {
    const journal = sampleJournal({
      keep: () => {
        throw new Error('disk full')
      },
    })
    assert.throws(() => journal.record({ kind: 'command-started', command: sampleCommand(0) }), /disk full/)
  })

  it('the secret is in none of entries, log, report, summary, page and text', () => {
    const shown: unknown[] = []
    const journal = sampleJournal({ keep: (entry) => shown.push(entry), show: (piece) => shown.push(piece) })
    for (const event of sampleEvents()) journal.record(event)
    const report = journal.report()
    const all = [
      JSON.stringify(shown),
      JSON.stringify(report),
      renderSummary(report),
      renderPage(report),
      renderText(report),
    ]
    for (const text of all) {
      assert.ok(!text.includes(sampleSecret))
      assert.ok(text.includes('redacted'), text.slice(0, 200))
    }
    assert.deepEqual(report.commands[1]?.command.redacted, ['DEPLOY_KEY'])
  })

  it('an env value is redacted by its name', () => {
    const journal = sampleJournal()
    journal.record({
      kind: 'command-started',
      command: sampleCommand(0, { env: { API_TOKEN: 'q1w2e3r4t5y6u7', MODE: 'fast' } }),
    })
    assert.deepEqual(journal.report().commands[0]?.command.env, {
      API_TOKEN: '[redacted:secret]',
      MODE: 'fast',
    })
  })

  it('the digest of a command is over the true one', () => {
    const digests = [sampleSecret, 'another-value'].map((secret) => {
      const journal = sampleJournal()
      journal.record({ kind: 'command-started', command: sampleCommand(0, { run: `echo ${secret}` }) })
      return journal.report().commands[0]?.command.digest
    })
    assert.notEqual(digests[0], digests[1])
  })

  it('where output is missing between head and tail, no half line is shown at the cut', () => {
    const journal = sampleJournal()
    const command = sampleCommand(0)
    const cut = Buffer.from(`first line\nhalf of a secret ${sampleSecret.slice(0, 9)}`)
    const tail = Buffer.from(`${sampleSecret.slice(9)} rest\nlast line\n`)
    journal.record({ kind: 'attempt-started', command, grant: sampleGrant, round: 1 })
    journal.record({
      kind: 'attempt-ended',
      command,
      attempt: sampleAttempt({ output: { head: cut, tail, totalBytes: 10_000 } }),
    })
    assert.deepEqual(journal.report().attempts[0]?.output, {
      head: 'first line\n',
      tail: 'last line\n',
      totalBytes: 10_000,
    })
  })
})

describe('the report', () => {
  it('is its entries folded, and reads back the same from JSON and from the journal', () => {
    const entries: Entry[] = []
    const journal = sampleJournal({ keep: (entry) => entries.push(entry) })
    for (const event of sampleEvents()) journal.record(event)
    const plain = JSON.parse(JSON.stringify(journal.report()))
    assert.deepEqual(JSON.parse(JSON.stringify(entries.reduce(foldEntry, emptyReport))), plain)
    const lines = entries.map((entry) => JSON.stringify(entry)).join('\n')
    assert.deepEqual(JSON.parse(JSON.stringify(readReport(lines, 'x.jsonl'))), plain)
    assert.deepEqual(JSON.parse(JSON.stringify(readReport(JSON.stringify(plain), 'x.json'))), plain)
  })

  it('a journal that was cut off reads up to the last whole entry', () => {
    const entries: string[] = []
    const journal = sampleJournal({ keep: (entry) => entries.push(`${JSON.stringify(entry)}\n`) })
    for (const event of sampleEvents()) journal.record(event)
    const text = entries.join('')
    const report = readReport(text.slice(0, text.length - 20), 'x.jsonl')
    assert.equal(report.conclusion, undefined)
    assert.equal(report.commands.length, 4)
  })

  for (const [title, text, message] of [
    ['something else', '{"a":1}', /x: found no report of command-gate/],
    ['no JSON', 'hello', /x: found no JSON, or JSON that was cut off/],
    ['nothing', ' \n', /x: found an empty file/],
    ['a journal with a broken line', '{"sequence":0,"event":1}\n{', /x, line 1: found no report/],
    ['a later version', '{"version":2}', /x: found a report of version 2/],
    [
      'a journal with a gap',
      '{"sequence":1,"at":1,"event":{"kind":"ended","conclusion":{"outcome":"failed","exitCode":1}}}',
      /x, line 1/,
    ],
  ] as const) {
    it(`refuses ${title}`, () => assert.throws(() => readReport(text, 'x'), message))
  }

  it('keeps to its schema, and the committed schema is the one in the code', () => {
    const schema = reportSchema()
    const validate = new Ajv2020({ strict: false }).compile(schema as object)
    assert.ok(validate(JSON.parse(JSON.stringify(sampleReport()))), JSON.stringify(validate.errors))
    assert.ok(!validate({ version: 1, commands: [{}] }))
    const committed: unknown = JSON.parse(readFileSync('schema/report.schema.json', 'utf8'))
    assert.deepEqual(
      committed,
      JSON.parse(JSON.stringify(schema)),
      'write reportSchema() to schema/report.schema.json',
    )
  })

  it('gives every output as a string', () => {
    const outputs = outputsOf(sampleReport(), {
      reportPath: '/tmp/report.json',
      commentUrl: 'https://x.example/1',
    })
    assert.deepEqual(Object.keys(outputs), [...actionOutputNames])
    const { results, ...rest } = outputs
    assert.deepEqual(rest, {
      outcome: 'refused',
      report: '/tmp/report.json',
      'comment-url': 'https://x.example/1',
      approvers: 'alice',
      'denied-count': '0',
      'approved-count': '1',
    })
    assert.deepEqual(JSON.parse(results)[1], {
      id: 'command-2',
      outcome: 'succeeded',
      reason: 'The approved changes to 1 path were applied.',
      exitCode: 0,
      durationMs: 10_000,
      request: '7K3QM9XD2F',
      approvers: ['alice'],
    })
  })

  it('gives outputs for a run that never began', () => {
    assert.equal(outputsOf(emptyReport, { reportPath: undefined, commentUrl: undefined }).outcome, 'aborted')
  })
})

describe('the log', () => {
  it('tells the sample run', (test) => {
    const pieces: LogPiece[] = []
    const journal = sampleJournal({ show: (piece) => pieces.push(piece) })
    for (const event of sampleEvents()) journal.record(event)
    test.assert.snapshot(pieces)
  })

  it('groups never nest, output stands between its two marks, requests stand outside', () => {
    const state = { depth: 0, output: 0 }
    const change: Readonly<Record<string, () => void>> = {
      group: () => (state.depth += 1),
      'group-end': () => (state.depth -= 1),
      'output-begin': () => (state.output += 1),
      'output-end': () => (state.output -= 1),
    }
    const show = (piece: LogPiece) => {
      change[piece.kind]?.()
      assert.ok(state.depth === 0 || state.depth === 1)
      assert.equal(piece.kind === 'output' && state.output !== 1, false)
      assert.equal(piece.kind === 'text' && piece.text.startsWith('asked ') && state.depth !== 0, false)
    }
    const journal = sampleJournal({ show })
    for (const event of sampleEvents()) journal.record(event)
    assert.deepEqual(state, { depth: 0, output: 0 })
  })

  it('output over the bound is counted and said so', () => {
    const shown: string[] = []
    const journal = sampleJournal({ show: (piece) => shown.push(piece.kind === 'output' ? piece.text : '') })
    const command = sampleCommand(0)
    journal.record({ kind: 'attempt-started', command, grant: sampleGrant, round: 1 })
    const line = Buffer.from(`${'x'.repeat(99)}\n`.repeat(5_000))
    for (let turn = 0; turn < 4; turn += 1)
      journal.record({ kind: 'output', command, chunk: { stream: 'stdout', bytes: line } })
    journal.record({ kind: 'attempt-ended', command, attempt: sampleAttempt() })
    const text = shown.join('')
    assert.equal(text.match(/x{99}\n/g)?.length, 10_000)
    assert.match(text, /976\.6 KiB more are not shown here/)
  })
})

describe('the summary', () => {
  it('of the sample run', (test) => {
    test.assert.snapshot(renderSummary(sampleReport()))
  })

  it('stays under 1 MiB with a thousand denied commands of 64 KiB, and counts what it leaves out', () => {
    const journal = sampleJournal()
    const events = sampleEvents()
    for (let index = 0; index < 1_000; index += 1) {
      const command = sampleCommand(index, { run: `${index} ${'é|`@'.repeat(4_000)}` })
      journal.record({ kind: 'command-started', command })
      journal.record({
        kind: 'command-ended',
        command,
        outcome: { kind: 'denied', reason: 'no', attempt: undefined, review: undefined, warnings: [] },
      })
    }
    journal.record(events.at(-1)!)
    const summary = renderSummary(journal.report())
    assert.ok(Buffer.byteLength(summary) < 2 ** 20, String(Buffer.byteLength(summary)))
    assert.match(summary, /The evidence of \d+ more commands did not fit here/)
    assert.equal(summary.match(/^\| \d+ \|/gm)?.length, 1_000)
  })

  it('nothing that an agent writes becomes a mention, a link or an image', async () => {
    const attack =
      '@org/team #12 ![x](https://evil.example/x.png) <img src=x> | </code></details> `a` https://evil.example'
    const journal = sampleJournal()
    const command = sampleCommand(0, { run: attack, name: attack, justification: attack, id: attack })
    journal.record({ kind: 'command-started', command })
    journal.record({
      kind: 'command-ended',
      command,
      outcome: { kind: 'denied', reason: attack, attempt: undefined, review: undefined, warnings: [attack] },
    })
    const html = await renderLikeGitHub(renderSummary(journal.report()))
    assert.doesNotMatch(html, /<a |<img/)
    assert.equal(html.match(/<\/details>/g)?.length, 1)
  })
})

describe('the page', () => {
  it('holds no script, fetches nothing, and escapes everything', () => {
    const attack = `<script>alert(1)</script>"><img src=x onerror=alert(1)>' \u202e`
    const journal = sampleJournal()
    const command = sampleCommand(0, { run: attack, name: attack, id: attack })
    journal.record({ kind: 'command-started', command })
    journal.record({ kind: 'note', level: 'error', message: attack })
    const page = renderPage(journal.report())
    assert.doesNotMatch(page, /<script|<img|\u202e|https?:|url\(|@import/)
    assert.match(page, /default-src 'none'/)
  })
})

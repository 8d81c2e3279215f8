import assert from 'node:assert/strict'
import { execFileSync, spawn } from 'node:child_process'
import { once } from 'node:events'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { newReportPath, openJournalFiles } from '../../src/adapters/journal.ts'
import { readReport } from '../../src/report/read-report.ts'
import { sampleEvents, sampleJournal, sampleReport } from '../report/sample-run.ts'

const directory = mkdtempSync(join(tmpdir(), 'gate-journal-'))
after(() => rmSync(directory, { recursive: true, force: true }))

describe('the files of a run', () => {
  it('journal and report say the same at the end, and only the owner may read them', () => {
    const files = openJournalFiles(join(directory, 'report.json'))
    const journal = sampleJournal({ keep: files.keep, publish: files.publish })
    for (const event of sampleEvents()) journal.record(event)
    files.close()
    assert.equal(files.journalPath, join(directory, 'report.jsonl'))
    const [report, lines] = [files.reportPath, files.journalPath].map((path) =>
      readReport(readFileSync(path, 'utf8'), path),
    )
    assert.deepEqual(JSON.parse(JSON.stringify(report)), JSON.parse(JSON.stringify(lines)))
    assert.equal(report?.conclusion?.outcome, 'refused')
    for (const path of [files.reportPath, files.journalPath]) assert.equal(statSync(path).mode & 0o777, 0o600)
    assert.ok(!existsSync(`${files.reportPath}.tmp`))
  })

  it('a run killed at any moment leaves a journal up to its last step', async () => {
    for (const delayMs of [150, 250, 400]) {
      const path = join(directory, `killed-${delayMs}.json`)
      const child = spawn(process.execPath, [join(import.meta.dirname, 'fixtures/endless-run.ts'), path], {
        stdio: ['ignore', 'pipe', 'inherit'],
      })
      const said: Buffer[] = []
      child.stdout.on('data', (chunk: Buffer) => said.push(chunk))
      await once(child.stdout, 'data')
      await new Promise((resolve) => setTimeout(resolve, delayMs))
      child.kill('SIGKILL')
      await once(child, 'close')
      const told = Number(Buffer.concat(said).toString().trim().split('\n').at(-1) || 0)
      const report = readReport(readFileSync(path.replace('.json', '.jsonl'), 'utf8'), path)
      const done = report.commands.filter(({ outcome }) => outcome !== undefined).length
      assert.ok(done >= told && told > 0, `${told} were told, ${done} are in the journal`)
    }
  })

  it('a symlink in the place of the report is not followed', () => {
    const victim = join(directory, 'victim')
    writeFileSync(victim, 'precious')
    symlinkSync(victim, join(directory, 'link.jsonl'))
    assert.throws(() => openJournalFiles(join(directory, 'link.json')), { code: 'INPUT_INVALID' })
    assert.equal(readFileSync(victim, 'utf8'), 'precious')
  })

  it('whatever a command puts in the place of a draft is replaced, and a pipe holds nobody up', () => {
    const path = join(directory, 'piped.json')
    const files = openJournalFiles(path)
    execFileSync('mkfifo', [`${path}.tmp`])
    files.publish(sampleReport())
    files.close()
    assert.equal(lstatSync(path).isFile(), true)
    execFileSync('mkfifo', [join(directory, 'pipe.jsonl')])
    assert.throws(() => openJournalFiles(join(directory, 'pipe.json')), { code: 'INPUT_INVALID' })
  })

  it('a link in place of its directory leads the report nowhere', () => {
    const [own, elsewhere] = [join(directory, 'own'), join(directory, 'elsewhere')]
    mkdirSync(own)
    mkdirSync(elsewhere)
    const files = openJournalFiles(join(own, 'report.json'))
    renameSync(own, `${own}-moved`)
    symlinkSync(elsewhere, own)
    assert.throws(() => files.publish(sampleReport()), { code: 'INTERNAL', message: /was replaced/ })
    files.close()
    assert.deepEqual(readdirSync(elsewhere), [])
  })

  it('a place that can not be written to is bad input, and says what to do', () => {
    const file = join(directory, 'file')
    writeFileSync(file, '')
    for (const open of [
      () => openJournalFiles(join(directory, 'none/report.json')),
      () => openJournalFiles(directory),
      () => newReportPath(file),
    ])
      assert.throws(open, { code: 'INPUT_INVALID', hint: /directory that exists/ })
  })
})

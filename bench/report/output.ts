/**
 * A command that prints 1 GiB, into the journal with guard, redaction and report, against the same through `cat`:
 * `node bench/report/output.ts`. Prints one line of JSON: seconds of both, their ratio, and the largest memory of this process.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { loadSecretlint } from '../../src/adapters/secretlint.ts'
import { createJournal } from '../../src/report/journal.ts'
import { createRedactor } from '../../src/text/redactor.ts'
import { sampleAttempt, sampleCommand, sampleGrant } from '../../test/report/sample-run.ts'

const script = `yes 'a line of a log that a command prints without end, 80 characters of it, as ever' | head -c ${2 ** 30}`

async function throughCat(): Promise<number> {
  const started = performance.now()
  const child = spawn('bash', ['-c', `${script} | cat > /dev/null`], { stdio: 'ignore' })
  await once(child, 'close')
  return (performance.now() - started) / 1000
}

async function throughJournal(): Promise<{ seconds: number; shown: number; report: number }> {
  const redactor = createRedactor({
    values: [{ name: 'S', value: 'not-in-there' }],
    finders: [await loadSecretlint()],
  })
  let shown = 0
  const journal = createJournal({
    redactor,
    colors: 'drop',
    maxOutputBytes: 16 * 2 ** 20,
    now: Date.now,
    sinks: {
      show: (piece) => {
        shown += piece.kind === 'output' ? piece.text.length : 0
      },
      keep: () => {},
      publish: () => {},
    },
  })
  const command = sampleCommand(0)
  journal.record({ kind: 'attempt-started', command, grant: sampleGrant, round: 1 })
  const started = performance.now()
  const child = spawn('bash', ['-c', script], { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.on('data', (bytes: Buffer) =>
    journal.record({ kind: 'output', command, chunk: { stream: 'stdout', bytes } }),
  )
  await once(child, 'close')
  journal.record({ kind: 'attempt-ended', command, attempt: sampleAttempt() })
  const seconds = (performance.now() - started) / 1000
  return { seconds, shown, report: JSON.stringify(journal.report()).length }
}

const cat = await throughCat()
const { seconds, shown } = await throughJournal()
const maxMebibytes = process.resourceUsage().maxRSS / 1024
process.stdout.write(
  `${JSON.stringify({ catSeconds: cat, journalSeconds: seconds, ratio: cat / seconds, shown, maxMebibytes })}\n`,
)

/**
 * A command that prints 1 GiB, through the command line with sandbox, guard, redaction and report, and by turns the same through
 * `cat`: `node scripts/build.ts && node bench/report/output.ts [rounds]`. The memory is the gate's own at its highest, without the
 * command's.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readReport } from '../../src/report/read-report.ts'
import { printFigure } from '../figure.ts'

const rounds = Number(process.argv[2] ?? 3)
const bytes = 2 ** 30
const script = `yes 'a line of a log that a command prints without end, 80 characters of it, as ever' | head -c ${bytes}`
const workspace = mkdtempSync(join(tmpdir(), 'gate-output-'))
const paths = {
  list: join(workspace, 'list.yml'),
  policy: join(workspace, 'policy.yml'),
  report: join(workspace, 'report.json'),
}
writeFileSync(paths.list, `- ${script}\n`)
writeFileSync(paths.policy, 'version: 1\nsandbox: { limits: { output-mb: 2048 } }\n')
const gate = join(import.meta.dirname, '../../dist/cli.js')

async function throughCat(): Promise<number> {
  const started = performance.now()
  await once(spawn('bash', ['-c', `${script} | cat > /dev/null`], { stdio: 'ignore' }), 'close')
  return performance.now() - started
}

async function throughGate(): Promise<{ readonly ms: number; readonly memory: number }> {
  const words = [
    'run',
    paths.list,
    '--policy',
    paths.policy,
    '--workspace',
    workspace,
    '--approvals',
    'deny',
    '--report',
    paths.report,
  ]
  const child = spawn(process.execPath, [gate, ...words], { stdio: ['ignore', 'pipe', 'inherit'] })
  child.stdout.resume()
  let memory = 0
  const look = setInterval(() => {
    memory = Math.max(memory, highWaterOf(child.pid ?? 0))
  }, 20)
  await once(child, 'close')
  clearInterval(look)
  const [attempt] = readReport(readFileSync(paths.report, 'utf8'), paths.report).attempts
  const { output, durationMs } = attempt ?? {}
  if (output?.totalBytes !== bytes || output.head === '' || output.tail === '' || durationMs === undefined)
    throw new Error('the report does not hold head and tail of the whole output')
  return { ms: durationMs, memory }
}

/** The most that the process ever had in memory, in bytes; 0 when it is gone. */
function highWaterOf(pid: number): number {
  try {
    const [, kibibytes = '0'] = /VmHWM:\s+(\d+) kB/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kibibytes) * 1024
  } catch {
    return 0
  }
}

const median = (values: readonly number[]) =>
  values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0
const cat: number[] = []
const gated: { readonly ms: number; readonly memory: number }[] = []
for (let round = 0; round < rounds; round += 1) {
  cat.push(await throughCat())
  gated.push(await throughGate())
}
rmSync(workspace, { recursive: true })
const [catMs, gateMs] = [median(cat), median(gated.map(({ ms }) => ms))]
const memory = Math.max(...gated.map((run) => run.memory))
const speed = (ms: number) => `${Math.round(bytes / 1e6 / (ms / 1000))} MB/s`
printFigure(
  '1 GiB of output through the gate',
  speed(gateMs),
  `through cat: ${speed(catMs)}; ${(catMs / gateMs).toFixed(2)} of it, wanted 0.5`,
)
printFigure('memory of the gate meanwhile', `${Math.round(memory / 1e6)} MB`, 'wanted: below 150 MB')

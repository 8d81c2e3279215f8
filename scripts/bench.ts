/**
 * Runs every benchmark, one after the other, prints what each of them says under its name, and all figures in one table at
 * the end. With names as arguments (`npm run bench -- policy assess`) only those. Compare runs of the same machine only.
 */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { arch, cpus, loadavg, release } from 'node:os'
import { createInterface } from 'node:readline'

/** What runs in each folder; the other files there are their parts. */
const benchmarks: Readonly<Record<string, readonly string[]>> = {
  assess: ['bench.ts'],
  policy: ['decide.ts'],
  report: ['redaction.ts', 'output.ts'],
  sandbox: ['launch.ts', 'workloads.ts'],
  start: ['start.ts'],
  waiting: ['waiting.ts'],
}

/** Runs one benchmark, shows its output, and resolves with the rows in it. */
async function rowsOf(path: string): Promise<readonly string[]> {
  console.log(`\n## ${path}`)
  const child = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'inherit'] })
  const closed = once(child, 'close')
  const rows: string[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    console.log(line)
    if (line.startsWith('| ')) rows.push(line)
  }
  const [status] = await closed
  if (status === 0) return rows
  process.exitCode = 1
  return [...rows, `| ${path} | ended with ${status} | |`]
}

const wanted = process.argv.slice(2)
const [cpu] = cpus()
const machine = `${cpus().length} × ${cpu?.model ?? 'unknown'}, ${arch()}, Linux ${release()}, Node ${process.version}, load ${loadavg()[0]?.toFixed(1)}`
console.log(machine)
const rows: string[] = []
for (const [name, files] of Object.entries(benchmarks)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const file of files) rows.push(...(await rowsOf(`bench/${name}/${file}`)))
}
console.log(`\n${machine}\n\n| what | figure | beside |\n|---|---|---|\n${rows.join('\n')}`)

/**
 * Runs every benchmark, one after the other, and prints what each of them says under its name. With names as arguments
 * (`npm run bench -- policy assess`) only those. Compare runs of the same machine only.
 */
import { spawnSync } from 'node:child_process'
import { existsSync, readdirSync } from 'node:fs'
import { arch, cpus, release } from 'node:os'

/** What runs in each folder, in this order; the other files there are their parts. */
const benchmarks: Readonly<Record<string, readonly string[]>> = {
  policy: ['decide.ts'],
  assess: ['bench.ts'],
  sandbox: ['launch.ts', 'workloads.ts'],
  report: ['redaction.ts', 'output.ts'],
  start: ['start.ts'],
  waiting: ['waiting.ts'],
}

const wanted = process.argv.slice(2)
const cpu = cpus()
console.log(
  `${cpu.length} × ${cpu[0]?.model ?? 'unknown'}, ${arch()}, Linux ${release()}, Node ${process.version}\n`,
)
for (const name of readdirSync('bench').sort()) {
  if (wanted.length > 0 && !wanted.includes(name)) continue
  for (const file of benchmarks[name] ?? []) {
    const path = `bench/${name}/${file}`
    if (!existsSync(path)) continue
    console.log(`## ${path}`)
    const { status } = spawnSync(process.execPath, [path], { stdio: 'inherit' })
    if (status !== 0) process.exitCode = 1
    console.log()
  }
}

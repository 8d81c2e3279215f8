/**
 * How fast commands are assessed: `node bench/assess/bench.ts FILE.jsonl…`, lines with a `command`. Rates are by processor time of
 * the thread, and a command's time is the least of all passes, so that a busy machine does not show in them. The first pass stands
 * beside it as it was, by the clock: nothing is compiled then.
 */
import { readFileSync } from 'node:fs'
import { assessStatically } from '../../src/assessment/static.ts'
import { bareCommand, noGrant } from '../../src/cli/bare-command.ts'

const passes = 6

const commands = process.argv
  .slice(2)
  .flatMap((file) => readFileSync(file, 'utf8').trim().split('\n'))
  .map((line) => (JSON.parse(line) as { readonly command: string }).command)
if (commands.length === 0) throw new Error('No commands: name files of lines like {"command":"ls"}.')

let least: readonly number[] = []
for (let pass = 1; pass <= passes; pass += 1) {
  const before = process.threadCpuUsage()
  const times = commands.map(timeOf)
  const { user, system } = process.threadCpuUsage(before)
  const rate = Math.round((1e6 * commands.length) / (user + system))
  console.log(`pass ${pass}: ${rate} commands a second of processor time`)
  if (pass === 1) show('first pass, by the clock', times)
  least = times.map((time, index) => Math.min(time, least[index] ?? time))
}
show('least of all passes', least)

function show(what: string, times: readonly number[]): void {
  const sorted = [...times].sort((left, right) => left - right)
  const at = (share: number): string => (sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(3)
  console.log(`${what}: ${times.length} commands; ms p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)}`)
}

function timeOf(command: string): number {
  const subject = { command: bareCommand(command), effects: [], grant: noGrant, scripts: [] }
  const before = performance.now()
  assessStatically(subject)
  return performance.now() - before
}

/**
 * How fast commands are assessed: `node bench/assess/bench.ts [FILE.jsonl…]`, lines with a `command`; without files, the commands of
 * this project's own examples and pages. First `command-gate check --jsonl` as people run it, from `dist/`, by the clock and cold.
 * Then the analyser alone: its rate is by processor time of the thread, and a command's time is the least of all passes, so that a
 * busy machine does not show in them.
 */
import { assessStatically } from '../../src/assessment/static.ts'
import { bareCommand, noGrant } from '../../src/cli/bare-command.ts'
import { printFigure } from '../figure.ts'
import { commandsFrom } from './commands.ts'
import { answerMs, streamMs } from './stream.ts'

const rounds = 5
const passes = 6

const commands = commandsFrom(process.argv.slice(2))
const characters = commands.reduce((sum, command) => sum + command.length, 0)
console.log(`${commands.length} commands, ${characters} characters`)

const streams: { readonly first: number; readonly again: number }[] = []
for (let round = 0; round < rounds; round += 1) streams.push(await streamMs(commands))
showRates('check --jsonl after its start, commands a second, first time through', (times) => times.first)
showRates('the same, second time through', (times) => times.again)
const answers = await answerMs(commands)
show('check --jsonl, one answer, first time through', answers.first, 'wanted: p99 2, max 50')
show('the same, second time through', answers.again, 'wanted: p99 2, max 50')

let least: readonly number[] = []
for (let pass = 1; pass <= passes; pass += 1) {
  const before = process.threadCpuUsage()
  const times = commands.map(timeOf)
  const { user, system } = process.threadCpuUsage(before)
  const rate = Math.round((1e6 * commands.length) / (user + system))
  console.log(`pass ${pass}: ${rate} commands a second of processor time`)
  if (pass === 1) printFigure('the analyser alone, first pass', `${rate} commands a second of processor time`)
  least = times.map((time, index) => Math.min(time, least[index] ?? time))
}
show('the analyser alone, compiled', least)

function show(what: string, times: readonly number[], beside = ''): void {
  const sorted = [...times].sort((left, right) => left - right)
  const at = (share: number): string => (sorted[Math.ceil(sorted.length * share) - 1] ?? 0).toFixed(3)
  printFigure(what, `p50 ${at(0.5)}, p99 ${at(0.99)}, max ${at(1)} ms`, beside)
}

function showRates(what: string, msOf: (times: (typeof streams)[number]) => number): void {
  const rates = streams.map((times) => (1000 * commands.length) / msOf(times))
  rates.sort((left, right) => left - right)
  const [slowest = 0, middle = 0, fastest = 0] = [rates[0], rates[Math.floor(rounds / 2)], rates.at(-1)]
  const range = `${slowest.toFixed(0)} to ${fastest.toFixed(0)} in ${rounds} processes; wanted: 5000`
  printFigure(what, middle.toFixed(0), range)
}

function timeOf(command: string): number {
  const subject = { command: bareCommand(command), effects: [], grant: noGrant, scripts: [] }
  const before = performance.now()
  assessStatically(subject)
  return performance.now() - before
}

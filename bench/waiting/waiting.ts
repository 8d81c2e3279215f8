import { printFigure } from '../figure.ts'
import { measure, type Result, type Scene } from './gates.ts'
import { measurePollers } from './pollers.ts'

/**
 * What it costs GitHub, and people, when many gates wait: `node bench/waiting/waiting.ts [GATES...]`. The product's own
 * code waits, over HTTP, before a server with GitHub's documented limits; only time is not real. Up to ten gates wait in real
 * time as well, each a process that runs `dist/index.js`.
 */
const counts = process.argv.slice(2).map(Number)
const sizes = counts.length > 0 ? counts : [1, 10, 100, 500]

const mostProcesses = 10
const usual = { startsWithinMs: 120_000, repliesWithinMs: 120_000, pulls: 'each' } as const
const scenes: readonly Scene[] = sizes.flatMap((gates): readonly Scene[] => [
  { gates, ...usual },
  { gates, ...usual, startsWithinMs: 0 },
  { gates, ...usual, pulls: 'one' },
])

function show({ scene, seen, tally, seconds }: Result): void {
  const { gates, startsWithinMs, pulls } = scene
  const { read, post, query, edit } = tally.charged
  const each = (count: number) => (count / gates).toFixed(1)
  const start = startsWithinMs === 0 ? 'at once' : `over ${startsWithinMs / 1_000} s`
  const where = pulls === 'each' ? 'a pull request each' : 'one pull request'
  const refusals = Object.entries(tally.refusals).map(([kind, count]) => `${count} ${kind}`)
  const times = [seconds.median, seconds.p95, seconds.max].map((value) => value.toFixed(1)).join(' / ')
  console.log(
    `${gates} ${start}, ${where}: ${tally.requests} requests, most in a minute ${tally.worstEndpoint} points at one endpoint`,
  )
  printFigure(
    `waiting: ${gates} ${gates === 1 ? 'gate' : 'gates'}, starting ${start}, ${where}`,
    `${seen} of ${gates} seen; reply to start ${times} s (median / p95 / max); refused ${refusals.join(', ') || 'none'}`,
    `charged for each gate: REST ${each(read + post - gates)} (${each(read - gates)} reads, ${each(post)} posts; 1 more before, for the policy), GraphQL points ${each(query + edit)} (${each(query)} queries, ${each(edit)} edits)`,
  )
}

for (const scene of scenes) show(await measure(scene))
for (const gates of sizes.filter((size) => size <= mostProcesses)) {
  await measurePollers(gates, 'each')
  if (gates > 1) await measurePollers(gates, 'for-matrix')
}
process.exit(0)

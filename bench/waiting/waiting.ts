import { measure, type Scene } from './gates.ts'

/**
 * What it costs GitHub, and people, when many gates wait: `node bench/waiting/waiting.ts [GATES...]`. The product's own
 * code waits, over HTTP, before a server with GitHub's documented limits; only time is not real.
 */
const counts = process.argv.slice(2).map(Number)
const sizes = counts.length > 0 ? counts : [1, 10, 100, 500]

const scenes: readonly Scene[] = sizes.flatMap((gates): readonly Scene[] => [
  { gates, startsWithinMs: 120_000, repliesWithinMs: 120_000, pulls: 'each' },
  { gates, startsWithinMs: 0, repliesWithinMs: 120_000, pulls: 'each' },
  { gates, startsWithinMs: 120_000, repliesWithinMs: 120_000, pulls: 'one' },
])

console.log(
  'gates · start · pull requests · seen · charged, a gate · requests · points/min of the busiest endpoint and all · refusals · reply to start: median p95 max',
)
for (const scene of scenes) {
  const { seen, tally, refusals, seconds } = await measure(scene)
  const { read, post, edit, graphql } = tally.charged
  const each = (count: number) => (count / scene.gates).toFixed(1)
  console.log(
    [
      scene.gates,
      scene.startsWithinMs === 0 ? 'at once' : `over ${scene.startsWithinMs / 1_000} s`,
      scene.pulls,
      `${seen}/${scene.gates}`,
      `${each(read)} reads + ${each(post)} posts + ${each(edit)} edits + ${each(graphql)} queries`,
      tally.requests,
      `${tally.worstEndpoint} of ${tally.worstMinute}`,
      Object.entries(refusals)
        .map(([kind, count]) => `${kind} ${count}`)
        .join(', ') || 'none',
      [seconds.median, seconds.p95, seconds.max].map((value) => `${value.toFixed(1)} s`).join(' '),
    ].join(' · '),
  )
}
process.exit(0)

/**
 * How fast scripts are decided. `node bench/policy/decide.ts [CORPUS.jsonl…]`: with lines `{"command": "…"}` of real CI steps,
 * 1,000 of them against 1,000 rules; without, scripts made here. Then growth with the script's length, and hostile texts.
 */
import { readFileSync } from 'node:fs'
import { createDecider } from '../../src/policy/decide.ts'
import { defaultPolicy } from '../../src/policy/default.ts'
import type { Rule } from '../../src/policy/policy.ts'
import { printFigure } from '../figure.ts'
import { hostileScripts } from './hostile.ts'

const tools = [
  'git',
  'npm',
  'pnpm',
  'yarn',
  'cargo',
  'docker',
  'kubectl',
  'terraform',
  'go',
  'make',
  'python',
  'pip',
  'gh',
  'rm',
  'curl',
]

function rule(index: number): Rule {
  const name = index < 200 ? (tools[index % tools.length] ?? 'git') : `tool-${index}`
  return {
    pattern: [[name], [`word-${index}`, `other-${index}`], ['*']],
    decision: (['allow', 'prompt', 'forbid'] as const)[index % 3] ?? 'prompt',
    justification: undefined,
    match: [],
    notMatch: [],
    sandbox: 'auto',
    grant: { write: [], network: [], env: [] },
    layer: 'repository',
    line: index + 1,
  }
}

function scriptsFrom(files: readonly string[]): readonly string[] {
  const found = files.flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter(Boolean)
      .map((line) => String(JSON.parse(line).command)),
  )
  const made =
    'set -euo pipefail\nnpm ci --ignore-scripts\nif [ -n "$X" ]; then npm test -- --reporter dot | tee out.log; fi\n'
  const all = found.length > 0 ? found : [made]
  return Array.from({ length: 1000 }, (_, index) => all[index % all.length] ?? made)
}

/** Milliseconds of processor time of this thread: other work on the machine does not count. */
function measured(work: () => void): number {
  const start = process.threadCpuUsage()
  work()
  const { user, system } = process.threadCpuUsage(start)
  return (user + system) / 1000
}

const policy = { ...defaultPolicy, rules: Array.from({ length: 1000 }, (_, index) => rule(index)) }
const scripts = scriptsFrom(process.argv.slice(2))
const characters = scripts.reduce((sum, script) => sum + script.length, 0)
const runs = Array.from({ length: 9 }, () =>
  measured(() => {
    const decide = createDecider(policy)
    for (const script of scripts) decide(script)
  }),
)
const sorted = [...runs].sort((left, right) => left - right)
printFigure(
  `1,000 rules, 1,000 scripts (${characters} characters)`,
  `first ${runs[0]?.toFixed(0)} ms, median ${sorted[4]?.toFixed(0)} ms of processor time`,
  'wanted: 200',
)

const decide = createDecider(policy)
for (const lines of [100, 200, 400, 800, 1600]) {
  const script = 'npm run build -- --out "$DIR/x" && git status | tee log\n'.repeat(lines)
  const best = Math.min(...Array.from({ length: 5 }, () => measured(() => decide(script))))
  console.log(
    `${lines} lines, ${script.length} characters: ${best.toFixed(1)} ms, ${((1000 * best) / lines).toFixed(1)} µs a line`,
  )
}

for (const size of [65_000, 1_048_576]) {
  const times = Object.entries(hostileScripts(size)).map(([name, script]) => {
    let decision = ''
    const ms = measured(() => {
      decision = String(decide(script).decision)
    })
    return { name, ms, decision }
  })
  const worst = [...times].sort((left, right) => right.ms - left.ms)
  printFigure(
    `worst of ${times.length} hostile scripts of ${size} characters`,
    `${worst[0]?.ms.toFixed(0)} ms of processor time: ${worst[0]?.name}`,
    'wanted: 500',
  )
  console.log(
    worst
      .slice(1, 6)
      .map(({ name, ms }) => `${name} ${ms.toFixed(0)} ms`)
      .join(', '),
  )
  const allowed = times.flatMap(({ name, decision }) => (decision === 'allow' ? [name] : []))
  console.log(`  allowed: ${allowed.join(', ') || 'none'}`)
}

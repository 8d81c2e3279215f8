/**
 * Runs the tests: all of them, or the files that are named. One file at a time, because many start sandboxes and servers and measure
 * time. `--coverage` tells what no test reaches.
 */
import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

const words = process.argv.slice(2)
const named = words.filter((word) => !word.startsWith('--'))
const files = named.length > 0 ? named : globSync('test/**/*.test.ts').sort()
const coverage = words.includes('--coverage')
  ? ['--experimental-test-coverage', '--test-coverage-exclude=test/**', '--test-coverage-exclude=scripts/**']
  : []
const run = spawnSync(
  process.execPath,
  ['--test', '--test-concurrency=1', '--test-timeout=300000', ...coverage, ...files],
  { stdio: 'inherit' },
)
process.exitCode = run.status ?? 1

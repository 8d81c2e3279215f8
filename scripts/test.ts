import { spawnSync } from 'node:child_process'
import { globSync } from 'node:fs'

const only = process.argv.slice(2)
const files = only.length > 0 ? only : globSync('test/**/*.test.ts').sort()
const coverage =
  only.length > 0
    ? []
    : [
        '--experimental-test-coverage',
        '--test-coverage-exclude=test/**',
        '--test-coverage-exclude=scripts/**',
      ]
const run = spawnSync(process.execPath, ['--test', '--test-concurrency=2', ...coverage, ...files], {
  stdio: 'inherit',
})
process.exitCode = run.status ?? 1

/**
 * Runs the tests: all of them, or the files that are named. One file at a time, because many start sandboxes and servers and measure
 * time. `--coverage` tells what no test reaches.
 */
import { spawnSync } from 'node:child_process'
import { globSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative } from 'node:path'
import { openProject } from './open-project.ts'

const words = process.argv.slice(2)
const named = words.filter((word) => !word.startsWith('--'))
const files = named.length > 0 ? named : globSync('test/**/*.test.ts').sort()
const coverage = words.includes('--coverage')
  ? ['--experimental-test-coverage', '--test-coverage-exclude=test/**', '--test-coverage-exclude=scripts/**']
  : []
const project = realpathSync(process.cwd())
const { directory, close } = openProject(project)
// The Node of the project, which lies in it.
const own = relative(project, process.execPath)
// Each file's process would take the types out of the same sources again. What is counted must be compiled as it stands.
const cache = mkdtempSync(join(tmpdir(), 'gate-compiled-'))
const env = coverage.length > 0 ? process.env : { ...process.env, NODE_COMPILE_CACHE: cache }
const run = spawnSync(
  own.startsWith('..') ? process.execPath : join(directory, own),
  ['--test', '--test-concurrency=1', '--test-timeout=300000', ...coverage, ...files],
  { cwd: directory, env, stdio: 'inherit' },
)
rmSync(cache, { recursive: true, force: true })
close()
process.exitCode = run.status ?? 1

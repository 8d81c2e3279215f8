/**
 * Takes away the defence against each attack, in a copy of the project, and runs the test that names the attack: it must fail.
 * A test that stays green guards nothing. By hand, and every week in CI: node scripts/attacks.ts [A3 A7 …]
 */
import { spawnSync } from 'node:child_process'
import { cpSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Edit, type Removal, removals } from './removals.ts'

const root = join(import.meta.dirname, '..')
const copied = ['src', 'test', 'scripts', 'schema', 'dist', 'action.yml', 'package.json', 'tsconfig.json']
const patienceMs = 600_000

/** A copy in which the source can be broken. The dependencies are the project's own. */
function makeCopy(): string {
  const copy = mkdtempSync(join(tmpdir(), 'command-gate-attacks-'))
  for (const name of copied) cpSync(join(root, name), join(copy, name), { recursive: true })
  symlinkSync(join(root, 'node_modules'), join(copy, 'node_modules'))
  return copy
}

function build(copy: string): void {
  const { status, stderr } = spawnSync(process.execPath, ['scripts/build.ts'], {
    cwd: copy,
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`the copy could not be built:\n${stderr}`)
}

/** `stuck`: the tests were not run to their end, which says nothing. */
type Result = { readonly kind: 'passed' | 'failed' | 'stuck'; readonly count: number }

/** Runs the tests of one file whose titles hold one of these texts. */
function runTests(copy: string, test: string, titles: readonly string[]): Result {
  const escaped = titles.map((title) => title.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
  const words = ['--test', '--test-reporter=tap', `--test-name-pattern=${escaped.join('|')}`, test]
  const { NODE_TEST_CONTEXT: _, ...env } = process.env
  const options = { cwd: copy, env, encoding: 'utf8', timeout: patienceMs, maxBuffer: 2 ** 28 } as const
  const { stdout } = spawnSync(process.execPath, words, options)
  const count = (word: string) => Number(new RegExp(`^# ${word} (\\d+)$`, 'm').exec(stdout)?.[1] ?? 0)
  // A test that ran out of time, or was never begun, has not failed by what it asserts.
  if (/failureType: 'testCodeFailure'/.test(stdout)) return { kind: 'failed', count: count('fail') }
  const isWhole = count('pass') > 0 && count('fail') + count('cancelled') === 0
  return { kind: isWhole ? 'passed' : 'stuck', count: count('pass') }
}

/** Makes the change, and gives the line at which it was made. */
function apply(copy: string, { file, find, replace }: Edit): number {
  const path = join(copy, file)
  const text = readFileSync(path, 'utf8')
  const [before = '', ...rest] = text.split(find)
  if (rest.length !== 1) throw new Error(`${file}: found ${rest.length} times, not once: ${find}`)
  writeFileSync(
    path,
    text.replace(find, () => replace),
  )
  return before.split('\n').length
}

function restore(copy: string, { file }: Edit): void {
  cpSync(join(root, file), join(copy, file))
}

/** Where the defence stands, and what its test came to without it. */
function tryRemoval(
  copy: string,
  removal: Removal,
): { readonly places: string; readonly result: Result['kind'] } {
  const { edits, test, title } = removal
  const places = edits.map((edit) => `${edit.file}:${apply(copy, edit)}`)
  try {
    if (test.startsWith('test/e2e/')) build(copy)
    const { kind } = runTests(copy, test, [title])
    const result = kind === 'stuck' ? runTests(copy, test, [title]).kind : kind
    return { places: [...new Set(places)].join(', '), result }
  } finally {
    for (const edit of edits) restore(copy, edit)
  }
}

const wanted = process.argv.slice(2)
const chosen = removals.filter(({ attack }) => wanted.length === 0 || wanted.includes(attack))
const copy = makeCopy()
process.on('exit', () => rmSync(copy, { recursive: true, force: true }))
build(copy)
for (const test of new Set(chosen.map((removal) => removal.test))) {
  const titles = [...new Set(chosen.filter((removal) => removal.test === test).map(({ title }) => title))]
  const { kind, count } = runTests(copy, test, titles)
  if (kind !== 'passed' || count < titles.length)
    throw new Error(`${test}: ${kind}, ${count} of them passed, with every defence in place`)
}
console.log('| attack | without | at | its test |\n|---|---|---|---|')
let red = 0
for (const removal of chosen) {
  const { places, result } = tryRemoval(copy, removal)
  if (result === 'failed') red += 1
  const said = { failed: 'fails', passed: '**passes**', stuck: '**did not end**' }[result]
  console.log(`| ${removal.attack} | ${removal.defence} | ${places} | ${said} |`)
}
console.log(`\n${red} of ${chosen.length} tests fail when their defence is gone.`)
process.exitCode = red === chosen.length ? 0 : 1

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { createDecider } from '../../src/policy/decide.ts'
import { scriptOf } from './grammar.ts'
import { randomFrom } from './mutation.ts'
import { policyOf, ruleOf } from './rules.ts'

/** `FUZZ_SCRIPTS=100000 FUZZ_SEED=7 node --test test/policy/differential.test.ts` for a long run. */
const scripts = Number(process.env['FUZZ_SCRIPTS'] ?? 1_500)
const seed = Number(process.env['FUZZ_SEED'] ?? 1)

const real = 'bash cat env find flock nice prlimit setsid sh stdbuf timeout xargs'.split(' ')

let directory: string
before(() => {
  directory = mkdtempSync(join(tmpdir(), 'command-gate-differential-'))
  for (const name of ['bin', 'work']) mkdirSync(join(directory, name))
  for (const name of ['ls', 'evil'])
    writeFileSync(join(directory, 'bin', name), `#!/bin/sh\necho ${name} >> ${directory}/log\n`, {
      mode: 0o755,
    })
  for (const name of real) symlinkSync(`/usr/bin/${name}`, join(directory, 'bin', name))
})
after(() => rmSync(directory, { recursive: true, force: true }))

const starts = { bash: 'bash --noprofile --norc -e -o pipefail -c --', sh: 'sh -e -c --' } as const

/** Whether the shell runs `evil` in each script. Nothing else is on its path, and nothing in the scripts names a file. */
function runsEvil(shell: 'bash' | 'sh', all: readonly string[]): readonly boolean[] {
  const program = `while IFS= read -r -d "" s; do : > ../log
    timeout -k 1 3 ${starts[shell]} "$s" < /dev/null > /dev/null 2>&1
    case "$(<../log)" in *evil*) echo 1 ;; *) echo 0 ;; esac; done`
  const { stdout } = spawnSync('/bin/bash', ['-c', program], {
    cwd: join(directory, 'work'),
    env: { PATH: join(directory, 'bin'), HOME: join(directory, 'work') },
    input: all.map((script) => `${script}\0`).join(''),
    encoding: 'utf8',
  })
  const answers = stdout.trim().split('\n')
  assert.equal(answers.length, all.length)
  return answers.map((answer) => answer === '1')
}

const builtins =
  'ls|echo|read|printf|unset|declare|readonly|export|set|shift|shopt|trap|:|local|let|unset|hash|type|true|return|mapfile|getopts|wait|cat|find|xargs'

for (const shell of ['bash', 'sh'] as const) {
  describe(`${scripts} scripts from seed ${seed}, run by ${shell} as well`, () => {
    const random = randomFrom(seed)
    const all = Array.from({ length: scripts }, () => scriptOf(random))

    it('none that an allow rule lets pass runs another program', () => {
      const decide = createDecider(policyOf([ruleOf('allow', builtins)]))
      const allowed = all.filter((script) => decide(script, shell).decision === 'allow')
      assert.ok(allowed.length > scripts / 50, `only ${allowed.length} were allowed: the test tests nothing`)
      const ran = runsEvil(shell, allowed)
      const wrong = allowed.filter((_, index) => ran[index])
      assert.deepEqual(wrong, [])
    })

    it('none whose words are all known runs what a forbid rule did not find', () => {
      const decide = createDecider(policyOf([ruleOf('forbid', 'evil')]))
      const missed = all.filter((script) => {
        const { decision, unknown } = decide(script, shell)
        return decision === undefined && unknown.length === 0
      })
      assert.ok(missed.length > scripts / 50, `only ${missed.length} were known: the test tests nothing`)
      const ran = runsEvil(shell, missed)
      const wrong = missed.filter((_, index) => ran[index])
      assert.deepEqual(wrong, [])
    })
  })
}

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { createDecider } from '../../src/policy/decide.ts'
import { mutate, randomFrom } from './mutation.ts'
import { policyOf, ruleOf } from './rules.ts'

/** `FUZZ_SCRIPTS=100000 FUZZ_SEED=7 node --test test/policy/fuzz.test.ts` for a long run. */
const scripts = Number(process.env['FUZZ_SCRIPTS'] ?? 5_000)
const seed = Number(process.env['FUZZ_SEED'] ?? 1)

/** What `bash -n` says of each script, in few processes. NUL can't be passed on: such a script counts as refused. */
function validByBash(all: readonly string[]): ReadonlySet<string> {
  const valid = new Set<string>()
  for (let from = 0; from < all.length; from += 200) {
    const batch = all.slice(from, from + 200)
    const program = 'while IFS= read -r -d "" s; do bash -n -c -- "$s" 2>/dev/null && echo 1 || echo 0; done'
    const input = batch.map((script) => `${script.replaceAll('\0', ';;')}\0`).join('')
    const { stdout } = spawnSync('bash', ['-c', program], { input, encoding: 'utf8' })
    stdout
      .trim()
      .split('\n')
      .forEach((line, index) => {
        const script = batch[index]
        if (line === '1' && script !== undefined) valid.add(script)
      })
  }
  return valid
}

describe(`${scripts} mutated scripts from seed ${seed}`, () => {
  it('none throws, none is allowed that bash itself would not parse', () => {
    const random = randomFrom(seed)
    const decide = createDecider(policyOf([ruleOf('allow', '*')]))
    const allowed = new Set<string>()
    for (let count = 0; count < scripts; count += 1) {
      const script = mutate(random)
      if (decide(script).decision === 'allow') allowed.add(script)
    }
    const valid = validByBash([...allowed])
    const wrong = [...allowed].filter((script) => !valid.has(script))
    assert.ok(
      allowed.size > scripts / 100,
      `only ${allowed.size} scripts were allowed: the test tests nothing`,
    )
    assert.deepEqual(wrong, [])
  })
})

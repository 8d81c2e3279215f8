import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { fileURLToPath } from 'node:url'
import { loadPolicy } from '../../src/policy/load.ts'
import { hostProblem } from './scenes.ts'

const root = fileURLToPath(new URL('../../', import.meta.url))

describe('what is made from the one definition', () => {
  it('is fresh: schema/command-gate.schema.json and the table in docs/policy.md', () => {
    const { status, stderr } = spawnSync(process.execPath, ['scripts/schema.ts', '--check'], {
      cwd: root,
      encoding: 'utf8',
    })
    assert.equal(status, 0, stderr)
  })
})

describe('example policies', () => {
  const folder = `${root}examples/policies/`
  const files = readdirSync(folder)
  it('there are at least five', () => {
    assert.ok(files.length >= 5)
  })
  for (const file of files) {
    it(`${file} is valid, names the schema, and each rule has examples that hold`, () => {
      const text = readFileSync(folder + file, 'utf8')
      const policy = loadPolicy({ text, path: file, hostProblem })
      assert.match(text, /^# yaml-language-server: \$schema=\.\.\/\.\.\/schema\/command-gate\.schema\.json$/m)
      assert.deepEqual(
        policy.rules.filter((rule) => rule.match.length === 0).map((rule) => rule.line),
        [],
      )
    })
  }
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'

const source = new URL('../../src/wiring/leave.ts', import.meta.url).href

/** Runs a script that has called `leaveAfter`, and gives its exit code; null when it had to be killed. */
function exitCodeOf(script: string): number | null {
  const whole = `import { leaveAfter } from ${JSON.stringify(source)}\n${script}`
  return spawnSync(process.execPath, ['--input-type=module', '-e', whole], { timeout: 20_000 }).status
}

describe('a process whose work is done', () => {
  it('ends with its exit code, whatever still holds it', () => {
    assert.equal(exitCodeOf('setInterval(() => {}, 1000); process.exitCode = 3; leaveAfter(100)'), 3)
  })
  it('ends at once when nothing holds it', () => {
    assert.equal(exitCodeOf('process.exitCode = 3; leaveAfter(60_000)'), 3)
  })
})

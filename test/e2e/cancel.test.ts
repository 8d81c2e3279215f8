import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { startRun } from './attempts.ts'
import { idsIn } from './scene.ts'

const policy = `version: 1
assessment: static
rules:
  - pattern: [tee, -a]
    decision: prompt
`
const limitMs = 5_000

/** Cancels the run in a moment, and gives how long it took to end, with what its comment then says. */
async function cancelled(commands: string, moment: 'while it waits' | 'while a command runs') {
  const run = await startRun({ policy, commands })
  try {
    const { action } = run.attempt()
    await run.github.waitForComment(({ body }) => idsIn(body).length > 0, 30_000)
    // The command before the one that waits has begun by then.
    if (moment === 'while a command runs') await new Promise((resolve) => setTimeout(resolve, 3_000))
    const from = performance.now()
    action.cancel()
    const { main } = await action.finished
    return { ms: performance.now() - from, main, comment: run.shown(), comments: run.botComments() }
  } finally {
    await run.close()
  }
}

describe('a run that is cancelled', () => {
  const waiting = '- echo run | tee -a one.log\n'
  const rows = [
    ['while it waits', waiting],
    ['while a command runs', `- sleep 60\n${waiting}`],
  ] as const
  for (const [moment, commands] of rows) {
    it(`${moment}, ends in under five seconds, post step and all, and its comment says so`, async (test) => {
      const { ms, main, comment, comments } = await cancelled(commands, moment)
      test.diagnostic(`${Math.round(ms)} ms`)
      assert.ok(ms < limitMs, `${Math.round(ms)} ms\n${main.log}`)
      assert.notEqual(main.exitCode, 0)
      assert.match(comment, /^### Cancelled: nothing waits any more/)
      assert.equal(comments, 1)
    })
  }
})

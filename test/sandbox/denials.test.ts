import assert from 'node:assert/strict'
import { writeFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { rows, saysSo } from './denial-table.ts'
import { type Driver, give, makeWorld, openDriver, removeWorld, someone, type World } from './rig.ts'

type Score = { readonly found: number; readonly missed: number; readonly wrong: number }

function score(verdicts: readonly { readonly denied: boolean; readonly said: boolean }[]): Score {
  const count = (denied: boolean, said: boolean): number =>
    verdicts.filter((row) => row.denied === denied && row.said === said).length
  return { found: count(true, true), missed: count(true, false), wrong: count(false, true) }
}

describe(`whether a command was denied something, over ${rows.length} commands`, () => {
  let world: World
  let driver: Driver
  let enforcing: Driver
  const ours: { denied: boolean; said: boolean }[] = []
  const keywords: { denied: boolean; said: boolean }[] = []
  before(() => {
    world = makeWorld(someone)
    driver = openDriver(world, { egress: true })
    enforcing = openDriver(world, { overlays: 'never' })
  })
  after(async () => {
    await driver.close()
    await enforcing.close()
    removeWorld(world)
  })
  it('has at least sixty', () => assert.ok(rows.length >= 60))
  for (const row of rows) {
    it(`${row.denied ? 'denied' : 'not denied'}, ${row.because}: ${JSON.stringify(row.run)}`, async () => {
      writeFileSync(`${world.workspace}/README.md`, 'hello\n')
      give(`${world.workspace}/README.md`, world.user)
      const tried = await driver.try(row.run)
      const { ending, effects } = tried.attempt
      assert.ok(ending.kind === 'exited', JSON.stringify(ending))
      ours.push({ denied: row.denied, said: effects.length > 0 })
      // The words can only be there where writes fail: the rule is scored in a sandbox without overlays.
      const refused = await enforcing.try(row.run)
      const exitCode = refused.attempt.ending.kind === 'exited' ? refused.attempt.ending.exitCode : 1
      keywords.push({ denied: row.denied, said: saysSo(exitCode, refused.stdout + refused.stderr) })
      if (tried.attempt.changes !== undefined) await driver.discard(tried.attempt.changes.id)
      assert.equal(
        effects.length > 0,
        row.denied,
        JSON.stringify({ effects, stderr: tried.stderr.slice(0, 500) }),
      )
    })
  }
  it('precision and recall are 1, where the words alone find far less', (context) => {
    const denied = rows.filter((row) => row.denied).length
    const byRecord = score(ours)
    const byWords = score(keywords)
    context.diagnostic(
      `recorded: ${byRecord.found} of ${denied} found, ${byRecord.wrong} wrong of ${rows.length - denied}`,
    )
    context.diagnostic(
      `keywords: ${byWords.found} of ${denied} found, ${byWords.wrong} wrong of ${rows.length - denied}`,
    )
    assert.deepEqual(byRecord, { found: denied, missed: 0, wrong: 0 })
    assert.ok(byWords.found < denied)
  })
})

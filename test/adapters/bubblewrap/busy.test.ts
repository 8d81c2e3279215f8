import assert from 'node:assert/strict'
import { type ChildProcess, spawn } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { setTimeout as sleep } from 'node:timers/promises'
import { changesIn, makeWorld, openDriver, removeWorld, someone, users } from '../../sandbox/rig.ts'

/** Where other jobs' homes are, as far as whoever runs the tests may make some there. */
const neighbourhood = process.geteuid?.() === 0 ? ['/home', '/root', '/opt', tmpdir()] : [tmpdir()]

/** Homes with secrets and open directories that come and go, as those of other jobs on the same machine do. */
async function comeAndGo(place: string, signal: AbortSignal): Promise<void> {
  while (!signal.aborted) {
    const home = mkdtempSync(join(place, 'gate-neighbour-'))
    for (const name of ['.ssh', 'open']) mkdirSync(join(home, name))
    writeFileSync(join(home, '.netrc'), 'x', { mode: 0o600 })
    writeFileSync(join(home, '.npmrc'), 'x', { mode: 0o644 })
    await sleep(20 + Math.random() * 400)
    rmSync(home, { recursive: true })
  }
}

describe('a busy machine, on which others come and go', () => {
  const over = new AbortController()
  const burners: ChildProcess[] = []
  let neighbours: Promise<unknown> = Promise.resolve()
  before(() => {
    for (let count = 0; count < 2; count++) burners.push(spawn('/bin/sh', ['-c', 'while :; do :; done']))
    neighbours = Promise.all(neighbourhood.map((place) => comeAndGo(place, over.signal)))
  })
  after(async () => {
    over.abort()
    for (const burner of burners) burner.kill()
    await neighbours
  })
  for (const [index, workspace] of (['direct', 'transaction'] as const).entries()) {
    it(`six sandboxes at once, all of which there are, round ${index + 1} (${workspace})`, async () => {
      const endings = await Promise.all(
        [0, 1, 2, 3, 4, 5].map(async (which) => {
          const world = makeWorld(users[which % users.length] ?? someone)
          // Every third gate is root's over another one's workspace.
          const as = which % 3 === 1 ? users[0] : undefined
          const driver = openDriver(world, { egress: true, settings: { workspace }, ...(as ? { as } : {}) })
          try {
            const tried = await driver.try('echo x > ~/new; echo x > README.md')
            return { ending: tried.attempt.ending, changes: changesIn(tried, world.home) }
          } finally {
            await driver.close()
            removeWorld(world)
          }
        }),
      )
      const expected = { ending: { kind: 'exited', exitCode: 0 }, changes: ['created new'] }
      assert.deepEqual(
        endings,
        endings.map(() => expected),
      )
    })
  }
})

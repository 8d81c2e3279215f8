import assert from 'node:assert/strict'
import { linkSync, readFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { type Driver, makeWorld, openDriver, removeWorld, users, type World } from './rig.ts'

/** Each alone in its workspace: whatever else asks for an overlay would guard it by chance. */
const links: readonly (readonly [title: string, target: (world: World) => string])[] = [
  ['a file outside of the workspace', ({ home }) => `${home}/notes`],
  ['a protected file of the workspace', ({ workspace }) => `${workspace}/.github/workflows/ci.yml`],
]

for (const user of users) {
  for (const [title, targetIn] of links) {
    describe(`another name of ${title}, as ${user.name}`, () => {
      let world: World
      let driver: Driver
      before(() => {
        world = makeWorld(user)
        linkSync(targetIn(world), `${world.workspace}/alias`)
        driver = openDriver(world)
      })
      after(async () => {
        await driver.close()
        removeWorld(world)
      })

      it('writes nothing into it', async () => {
        const text = readFileSync(targetIn(world), 'utf8')
        const tried = await driver.try('echo evil >> alias')
        assert.equal(tried.attempt.ending.kind, 'exited', tried.stderr)
        assert.equal(readFileSync(targetIn(world), 'utf8'), text)
        assert.equal(readFileSync(`${world.workspace}/alias`, 'utf8'), `${text}evil\n`)
      })
    })
  }
}

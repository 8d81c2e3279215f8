import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, writeFileSync } from 'node:fs'
import { describe, it } from 'node:test'
import { give, makeWorld, openDriver, removeWorld, users } from './rig.ts'

describe('what only its owner could open again', () => {
  for (const user of users) {
    it(`is not seen by a command that opens it, as ${user.name}`, async () => {
      const world = makeWorld(user)
      const { home } = world
      mkdirSync(`${home}/vault`)
      writeFileSync(`${home}/vault/key`, 'SECRET\n')
      writeFileSync(`${home}/closed`, 'SECRET\n')
      give(home, user)
      chmodSync(`${home}/closed`, 0)
      chmodSync(`${home}/vault`, 0)
      const driver = openDriver(world)
      try {
        const { stdout } = await driver.try(
          'chmod 700 ~/vault || :; chmod 600 ~/closed; cat ~/vault/key ~/closed',
        )
        assert.equal(stdout, '')
      } finally {
        await driver.close()
        chmodSync(`${home}/vault`, 0o700)
        removeWorld(world)
      }
    })
  }
})

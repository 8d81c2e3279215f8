import assert from 'node:assert/strict'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import {
  changesIn,
  type Driver,
  give,
  makeWorld,
  openDriver,
  removeWorld,
  someone,
  users,
  type World,
} from './rig.ts'

const homes: readonly { readonly title: string; readonly name: string }[] = [
  { title: 'in the workspace', name: '/home' },
  { title: 'that is the workspace', name: '' },
]

for (const user of users) {
  for (const workspace of user === someone ? (['direct', 'transaction'] as const) : (['direct'] as const)) {
    for (const { title, name } of homes) {
      describe(`a home ${title} (${workspace}, as ${user.name})`, () => {
        let world: World
        let driver: Driver
        let home: string
        before(() => {
          world = makeWorld(user)
          home = `${world.workspace}${name}`
          mkdirSync(`${home}/.ssh`, { recursive: true })
          mkdirSync(`${home}/.cache`)
          writeFileSync(`${home}/.ssh/id`, 'SECRET\n')
          writeFileSync(`${home}/.npmrc`, 'SECRET\n')
          give(world.root, user)
          driver = openDriver({ ...world, home }, { settings: { workspace } })
        })
        after(async () => {
          await driver.close()
          removeWorld(world)
        })

        it('is written like the rest of the workspace', async () => {
          const tried = await driver.try(
            'echo x > ~/a; echo y > ~/.cache/y; mkdir -p ~/.npm; echo z > ~/.npm/z',
          )
          assert.deepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 0 }, tried.stderr)
          assert.deepEqual(tried.attempt.effects, [])
          assert.equal(readFileSync(`${home}/a`, 'utf8'), 'x\n')
          assert.equal(existsSync(`${home}/.cache/y`), false)
        })

        it('shows no secrets', async () => {
          const tried = await driver.try(
            'cat ~/.ssh/id ~/.npmrc; grep -r SECRET ~ . --exclude-dir=.git; true',
          )
          assert.doesNotMatch(tried.stdout + tried.stderr, /SECRET$/m)
        })

        it('what shells and git read of themselves is captured', async () => {
          const tried = await driver.try('echo evil >> ~/.bashrc; git config --global core.pager evil')
          assert.deepEqual(changesIn(tried, home), ['created .bashrc', 'created .gitconfig'])
          assert.equal(existsSync(`${home}/.bashrc`) || existsSync(`${home}/.gitconfig`), false)
        })
      })
    }
  }
}

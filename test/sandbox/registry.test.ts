import assert from 'node:assert/strict'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { after, before, describe, it } from 'node:test'
import { type Registry, registryHost, startRegistry } from './registry.ts'
import {
  changesIn,
  type Driver,
  give,
  limits,
  makeWorld,
  openDriver,
  removeWorld,
  someone,
  users,
  type World,
  workspaceWrite,
} from './rig.ts'

const install = 'npm ci --no-audit --no-fund --fetch-retries=0 --loglevel=error'

for (const user of users) {
  for (const workspace of user === someone ? (['direct', 'transaction'] as const) : (['direct'] as const)) {
    describe(`npm and a registry that is granted (${workspace}, as ${user.name})`, () => {
      let world: World
      let driver: Driver
      let registry: Registry
      before(async () => {
        registry = await startRegistry(['tool', 'late'])
        world = makeWorld(user, 'in home')
        for (const [name, text] of Object.entries(filesFor(registry)))
          writeFileSync(`${world.workspace}/${name}`, text)
        give(world.root, user)
        driver = openDriver(world, {
          settings: { workspace },
          jobEnv: { PATH: process.env['PATH'] ?? '' },
          egress: true,
          registry: registryHost,
        })
      })
      after(async () => {
        await driver.close()
        await registry.close()
        removeWorld(world)
      })
      const granted = () => ({
        grant: { ...workspaceWrite, network: [{ host: registryHost, port: registry.port }] },
        limits: { ...limits, timeoutMs: 120_000 },
      })

      const rows: readonly { readonly title: string; readonly run: string }[] = [
        { title: 'npm ci in a fresh checkout', run: install },
        { title: 'npm ci over what it installed', run: install },
        { title: 'a tree that is removed and installed again', run: `rm -rf node_modules && ${install}` },
        {
          title: 'a tree that is moved away and installed again',
          run: `mv node_modules old && ${install} && rm -r old`,
        },
      ]
      for (const { title, run } of rows) {
        it(`${title}: passes, and nobody is asked`, async () => {
          const tried = await driver.try(run, granted())
          assert.deepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 0 }, tried.stderr.slice(-2000))
          assert.deepEqual(tried.attempt.effects, [])
          assert.match(readFileSync(`${world.workspace}/node_modules/.bin/tool`, 'utf8'), /tool ran/)
          assert.equal((await driver.try('npx --no-install tool')).stdout, 'tool ran\n')
        })
      }

      it('a package that the project did not name asks for the program that it adds, and for nothing else', async () => {
        const tried = await driver.try('npm install late --no-audit --no-fund --loglevel=error', granted())
        assert.deepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 0 }, tried.stderr.slice(-2000))
        assert.deepEqual(changesIn(tried, world.workspace), ['created node_modules/.bin/late'])
        assert.ok(tried.attempt.changes !== undefined)
        assert.equal((await driver.apply(tried.attempt.changes.id)).kind, 'applied')
        assert.equal((await driver.try('npx --no-install late')).stdout, 'late ran\n')
      })

      it('without the grant the registry is evidence, by name and port', async () => {
        rmSync(`${world.home}/.npm`, { recursive: true, force: true })
        const tried = await driver.try(`rm -rf node_modules; ${install} --cache ./fresh`, {
          limits: { ...limits, timeoutMs: 120_000 },
        })
        assert.notDeepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 0 })
        const hosts = tried.attempt.effects.map(
          (effect) => effect.kind === 'network' && [effect.host, effect.port],
        )
        assert.deepEqual(hosts, [[registryHost, registry.port]])
      })
    })
  }
}

function filesFor({ port, packages }: Registry): Readonly<Record<string, string>> {
  const tool = packages.find(({ name }) => name === 'tool')
  const project = { name: 'p', version: '1.0.0', dependencies: { tool: '1.0.0' } }
  const resolved = `http://${registryHost}:${port}${tool?.path}`
  const locked = { version: '1.0.0', resolved, integrity: tool?.integrity, bin: { tool: 'cli.js' } }
  return {
    'package.json': JSON.stringify(project),
    'package-lock.json': JSON.stringify({
      name: 'p',
      version: '1.0.0',
      lockfileVersion: 3,
      packages: { '': project, 'node_modules/tool': locked },
    }),
    '.npmrc': `registry=http://${registryHost}:${port}/\n`,
  }
}

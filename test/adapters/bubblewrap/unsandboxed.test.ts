import assert from 'node:assert/strict'
import { after, before, describe, it } from 'node:test'
import {
  type Driver,
  limits,
  makeWorld,
  openDriver,
  removeWorld,
  someone,
  type World,
} from '../../sandbox/rig.ts'

describe('a command without a sandbox', () => {
  let world: World
  let driver: Driver
  const grant = { kind: 'unsandboxed', env: [] } as const
  before(() => {
    world = makeWorld(someone)
    driver = openDriver(world)
  })
  after(async () => {
    await driver.close()
    removeWorld(world)
  })

  it('can write to its streams by their names', async () => {
    const tried = await driver.try(
      'echo a > /dev/stderr && echo b >> /dev/stdout && echo c | tee /dev/stderr',
      { grant },
    )
    assert.deepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 0 })
    assert.deepEqual([tried.stdout, tried.stderr], ['b\nc\n', 'a\nc\n'])
  })

  it('tells its exit code and all that it printed', async () => {
    const tried = await driver.try('seq 20000; exit 3', { grant })
    assert.deepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 3 })
    assert.equal(tried.attempt.output.totalBytes, 108_894)
  })

  it('ends in time with all that it started', async () => {
    const tried = await driver.try('sleep 60 & sleep 60', { grant, limits: { ...limits, timeoutMs: 500 } })
    assert.equal(tried.attempt.ending.kind === 'limit' && tried.attempt.ending.limit, 'time')
  })

  it('is over when its process is, though a child still holds its output', async () => {
    const tried = await driver.try('sleep 60 & echo done', { grant })
    assert.deepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 0 })
    assert.equal(tried.stdout, 'done\n')
  })
})

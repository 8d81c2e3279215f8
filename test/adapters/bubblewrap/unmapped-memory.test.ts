import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { watchUnmapped } from '../../../src/adapters/bubblewrap/unmapped-memory.ts'
import { limits } from '../../sandbox/rig.ts'

const gib = 1024 ** 3
const entry = { identity: { uid: process.getuid?.() ?? 0, gid: process.getgid?.() ?? 0 }, join: [] }

/** What is found when this was available before and this is now, on a machine of 16 GiB. */
async function found(before: number, now: number): Promise<string | undefined> {
  const figures = [before, now].map((available) => ({
    total: 16 * gib,
    available: available * gib,
    shared: 0,
  }))
  const look = watchUnmapped(limits, entry, () => figures.shift())
  return (await look(process.pid, [process.pid]))?.detail
}

describe('memory that no figure of a process tells', () => {
  it('ends the command that took the last of the machine', async () => {
    assert.equal(await found(12, 0.5), 'this machine had hardly any memory left')
  })
  it("is nobody's fault who took none of it", async () => {
    assert.equal(await found(0.6, 0.5), undefined)
  })
  it('may be taken while there is enough', async () => {
    assert.equal(await found(12, 1), undefined)
  })
})

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { describe, it } from 'node:test'
import { untilDead } from '../../../src/adapters/bubblewrap/processes.ts'
import { watchUsage } from '../../../src/adapters/bubblewrap/usage.ts'
import { limits } from '../../sandbox/rig.ts'

describe('waiting for the end of a process', () => {
  it('lasts until it is dead, even when nobody takes note of its end', async () => {
    // The shell starts a child, and becomes a program that never asks what became of it.
    const parent = spawn('/bin/sh', ['-c', 'sleep 0.4 & echo $!; exec sleep 5'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    const pid = await new Promise<number>((resolve) => {
      parent.stdout.once('data', (text: Buffer) => resolve(Number(text.toString())))
    })
    try {
      const started = Date.now()
      await untilDead(pid, 4000)
      const lasted = Date.now() - started
      assert.ok(lasted > 50 && lasted < 3500, `${lasted} ms`)
    } finally {
      parent.kill('SIGKILL')
    }
  })

  it('is over at once where there is none, and in time where it stays', async () => {
    const started = Date.now()
    await untilDead(2 ** 22 + 1, 5000)
    await untilDead(process.pid, 50)
    assert.ok(Date.now() - started < 2500)
  })
})

describe('what no cgroup counts', () => {
  it('are also threads, of which the kernel gives root as many as there are', async () => {
    const child = spawn(process.execPath, ['-e', 'console.log(1); setTimeout(() => {}, 60_000)'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    try {
      await once(child.stdout, 'data')
      const found = (uid: number) =>
        watchUsage(
          { ...limits, processes: 4 },
          {
            directory: undefined,
            capturedRoot: tmpdir(),
            unbounded: { identity: { uid, gid: uid }, join: [] },
          },
        ).inspect(child.pid)
      assert.equal((await found(0))?.limit, 'processes')
      assert.equal(await found(1000), undefined)
    } finally {
      child.kill('SIGKILL')
    }
  })
})

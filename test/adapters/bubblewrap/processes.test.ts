import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { describe, it } from 'node:test'
import { untilDead } from '../../../src/adapters/bubblewrap/processes.ts'

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

import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, readFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { describe, it } from 'node:test'
import { machineWide } from '../../../src/adapters/bubblewrap/machine-wide.ts'
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

describe('what the kernel counts for the whole machine', () => {
  it('ends the command that took half of what was left of it', async () => {
    const found = async (...used: readonly number[]) => {
      const shares = used.map((count) => [{ what: 'open files', used: count, most: 1000 }])
      const where = { directory: undefined, capturedRoot: tmpdir(), unbounded: undefined }
      return (
        await watchUsage(limits, where, {
          shares: () => shares.shift() ?? [],
          freeOn: () => undefined,
        }).inspect(process.pid)
      )?.detail
    }
    assert.equal(await found(200, 601), 'half of what this machine had left of open files')
    assert.equal(await found(200, 600), undefined)
    assert.equal(await found(900, 940), undefined)
  })
  it('ends the command that left the disk of the workspace hardly any room, not one that found it so', async () => {
    const found = async (...free: readonly number[]) => {
      const total = { bytes: 2 ** 30, files: 1000 }
      const disks = free.map((part) => ({ bytes: total.bytes * part, files: 500, total }))
      const where = { directory: tmpdir(), capturedRoot: tmpdir(), unbounded: undefined }
      const watch = watchUsage(limits, where, { shares: () => [], freeOn: () => disks.shift() })
      return (await watch.inspect(process.pid))?.detail
    }
    assert.equal(await found(0.5, 0.03), 'the disk of the workspace had hardly any room left')
    assert.equal(await found(0.5, 0.05), undefined)
    assert.equal(await found(0.05, 0.03), undefined)
  })
  it('is what files, terminals and huge pages take, and connections where this is the first network namespace', () => {
    const isFirst = existsSync('/proc/sys/net/ipv4/tcp_mem')
    const hasHugePages = !/^HugePages_Free: +0$/m.test(readFileSync('/proc/meminfo', 'utf8'))
    const told = machineWide().filter(({ used, most }) => used >= 0 && most > used)
    assert.deepEqual(
      told.map(({ what }) => what),
      [
        'open files',
        'terminals',
        ...(hasHugePages ? ['huge pages'] : []),
        ...(isFirst ? ['memory for TCP', 'memory for UDP'] : []),
      ],
    )
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

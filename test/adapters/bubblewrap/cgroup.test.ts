import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { findCgroups } from '../../../src/adapters/bubblewrap/cgroup.ts'

const limits = { timeoutMs: 1000, memoryBytes: 300 * 1024 ** 2, processes: 64, outputBytes: 1000 }

/** A tree with the names of the kernel's: what is written where can be read there, the limits themselves do not hold. */
describe('the cgroup of a command', () => {
  let root: string
  beforeEach(() => {
    root = mkdtempSync(join(tmpdir(), 'gate-cgroup-'))
  })
  afterEach(() => rmSync(root, { recursive: true }))
  const newest = (directory: string, before: readonly string[]): string =>
    `${directory}/${readdirSync(directory).find((name) => name.startsWith('command-gate-') && !before.includes(name))}`

  it('is made in the one tree of version 2, with all limits, before a process enters', () => {
    writeFileSync(`${root}/cgroup.controllers`, 'cpu memory pids\n')
    const cgroups = findCgroups(root)
    const before = readdirSync(root)
    const cgroup = cgroups?.make(limits)
    const made = newest(root, before)
    assert.deepEqual(cgroup?.entries, [`${made}/cgroup.procs`])
    assert.equal(readFileSync(`${made}/memory.max`, 'utf8'), String(limits.memoryBytes))
    assert.equal(readFileSync(`${made}/memory.swap.max`, 'utf8'), '0')
    assert.equal(readFileSync(`${made}/pids.max`, 'utf8'), '72')
  })

  it('tells that version 2 ended a process for its memory, and of nothing else', () => {
    writeFileSync(`${root}/cgroup.controllers`, 'memory pids\n')
    const cgroups = findCgroups(root)
    const before = readdirSync(root)
    const cgroup = cgroups?.make(limits)
    const made = newest(root, before)
    assert.equal(cgroup?.over(), undefined)
    writeFileSync(`${made}/memory.events`, 'low 0\nhigh 0\nmax 7\noom 1\noom_kill 0\noom_group_kill 0\n')
    assert.equal(cgroup?.over(), undefined)
    writeFileSync(`${made}/memory.events`, 'low 0\nhigh 0\nmax 7\noom 1\noom_kill 2\noom_group_kill 0\n')
    assert.deepEqual(cgroup?.over(), { limit: 'memory', detail: 'more than 300 MiB' })
  })

  it('is made in both trees of version 1, and its process enters both', () => {
    for (const name of ['memory', 'pids']) {
      mkdirSync(`${root}/${name}`)
      writeFileSync(`${root}/${name}/cgroup.procs`, '')
    }
    const cgroups = findCgroups(root)
    const before = readdirSync(`${root}/memory`)
    const cgroup = cgroups?.make(limits)
    const name = newest(`${root}/memory`, before).slice(root.length + '/memory/'.length)
    assert.deepEqual(cgroup?.entries, [
      `${root}/memory/${name}/cgroup.procs`,
      `${root}/pids/${name}/cgroup.procs`,
    ])
    assert.equal(
      readFileSync(`${root}/memory/${name}/memory.limit_in_bytes`, 'utf8'),
      String(limits.memoryBytes),
    )
    assert.equal(readFileSync(`${root}/pids/${name}/pids.max`, 'utf8'), '72')
    writeFileSync(
      `${root}/memory/${name}/memory.oom_control`,
      'oom_kill_disable 0\nunder_oom 0\noom_kill 1\n',
    )
    assert.equal(cgroup?.over()?.limit, 'memory')
  })

  it('is none where there is no tree, or one in which none can be made', () => {
    assert.equal(findCgroups(root), undefined)
    assert.equal(findCgroups(`${root}/missing`), undefined)
    mkdirSync(`${root}/memory`)
    writeFileSync(`${root}/memory/cgroup.procs`, '')
    assert.equal(findCgroups(root), undefined, 'the processes are not limited')
  })
})

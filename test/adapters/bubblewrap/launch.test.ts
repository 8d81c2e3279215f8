import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { Writable } from 'node:stream'
import { text } from 'node:stream/consumers'
import { describe, it } from 'node:test'
import { descriptors, waitScript } from '../../../src/adapters/bubblewrap/launch.ts'

/** What a program prints that waits to be let go, when this is written to it before the pipe closes. */
async function printed(word: string): Promise<string> {
  const child = spawn('/bin/sh', ['-c', waitScript, 'gate', 'echo', 'started'], {
    stdio: ['ignore', 'pipe', 'inherit', 'ignore', 'ignore', 'pipe'],
  })
  const streams: readonly unknown[] = child.stdio
  const start = streams[descriptors.start]
  assert.ok(start instanceof Writable && child.stdout !== null)
  start.end(word)
  const [said] = await Promise.all([text(child.stdout), once(child, 'close')])
  return said
}

describe('a command that is to be put into its cgroup first', () => {
  it('starts when it is there', async () => {
    assert.equal(await printed('go\n'), 'started\n')
  })

  it('never starts when the gate is gone before', async () => {
    assert.equal(await printed(''), '')
  })
})

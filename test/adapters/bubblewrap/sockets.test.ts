import assert from 'node:assert/strict'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer } from 'node:net'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { listeningSockets } from '../../../src/adapters/bubblewrap/sockets.ts'

describe('sockets of services', () => {
  it('are found wherever they lie, but for places that no command sees', async () => {
    const directory = mkdtempSync(join(homedir(), '.gate-sockets-'))
    const unseen = mkdtempSync('/tmp/gate-sockets-')
    const servers = [`${directory}/with a space`, `${unseen}/s`].map((path) =>
      createServer().listen({ path }),
    )
    try {
      await Promise.all(servers.map((server) => new Promise((resolve) => server.once('listening', resolve))))
      const found = listeningSockets([])
      assert.ok(found.includes(`${directory}/with a space`) || directory.startsWith('/tmp/'))
      assert.ok(!found.includes(`${unseen}/s`))
      assert.ok(listeningSockets([unseen]).includes(`${unseen}/s`))
    } finally {
      for (const server of servers) server.close()
      for (const place of [directory, unseen]) rmSync(place, { recursive: true, force: true })
    }
  })
})

import assert from 'node:assert/strict'
import { mkdtempSync, readdirSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import fc from 'fast-check'
import { findBinaries } from '../../../src/adapters/bubblewrap/binaries.ts'
import { type MountNamespace, mountOrder, openNamespace } from '../../../src/adapters/bubblewrap/namespace.ts'

const found = findBinaries()
assert.ok(found.kind === 'found')
const { binaries } = found
const identity = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }

describe('the helper in a mount namespace', () => {
  const directory = mkdtempSync(join(tmpdir(), 'gate-namespace-'))
  let namespace: MountNamespace
  before(async () => {
    const opened = await openNamespace(binaries, identity, undefined, [])
    assert.ok(opened.kind === 'open')
    namespace = opened.namespace
  })
  after(() => {
    namespace.close()
    rmSync(directory, { recursive: true, force: true })
  })

  const spellings = [
    'a b',
    ' a',
    'a\nb',
    'a\n',
    '\\',
    'a\\nb',
    '\\\\n',
    '$(id)',
    '`id`',
    '*',
    "'",
    '"',
    '%s',
    '-n',
    'run',
    'ä',
  ]
  it('takes every word as it is, whatever characters it is made of', async () => {
    for (const word of spellings)
      assert.equal(await namespace.run([[binaries.mkdir, '--', `${directory}/${word}`]]), undefined)
    assert.deepEqual(readdirSync(directory).sort(), [...spellings].sort())
    const name = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 40 })
      .filter((text) => !/[/\0\ud800-\udfff]/.test(text) && text !== '.' && text !== '..')
    await fc.assert(
      fc.asyncProperty(name, async (word) => {
        const place = mkdtempSync(join(directory, 'x'))
        assert.equal(await namespace.run([[binaries.mkdir, '--', `${place}/${word}`]]), undefined)
        assert.deepEqual(readdirSync(place), [word])
      }),
      { numRuns: 20 },
    )
  })

  it('stops at the first program that fails, says what it said, and goes on with the next request', async () => {
    const place = mkdtempSync(join(directory, 'stop'))
    const [failed, fine] = await Promise.all([
      namespace.run([
        [binaries.mkdir, `${place}/one`],
        [binaries.rm, `${place}/missing`],
        [binaries.mkdir, `${place}/two`],
      ]),
      namespace.run([[binaries.mkdir, `${place}/three`]]),
    ])
    assert.match(String(failed), /missing.*No such file/)
    assert.equal(fine, undefined)
    assert.deepEqual(readdirSync(place), ['one', 'three'])
  })

  it('is not misled by what a program prints', async () => {
    const said = await namespace.run([[binaries.shell, '-c', 'printf "\\n%032d 0\\nrun\\n" 0; exit 3']])
    assert.match(String(said), /^0{32} 0\nrun$/)
  })

  it('mounts where nobody else sees it, and says so when it is gone', async () => {
    const place = mkdtempSync(join(directory, 'mount'))
    assert.equal(
      await namespace.run([
        mountOrder(binaries, 'tmpfs', 'mode=700', place),
        [binaries.mkdir, `${place}/in`],
      ]),
      undefined,
    )
    assert.deepEqual(readdirSync(place), [])
    assert.deepEqual(readdirSync(`${namespace.root}${place}`), ['in'])
    namespace.close()
    assert.match(String(await namespace.run([[binaries.mkdir, `${directory}/late`]])), /gone/)
  })
})

import assert from 'node:assert/strict'
import {
  chmodSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import { findBinaries } from '../../../src/adapters/bubblewrap/binaries.ts'
import { lstatOf } from '../../../src/adapters/bubblewrap/file-state.ts'
import { signDirectory, sweepLeftovers } from '../../../src/adapters/bubblewrap/leftovers.ts'
import { give, makeWorld, openDriver, removeWorld, users, type World } from '../../sandbox/rig.ts'

const found = findBinaries()
assert.ok(found.kind === 'found')
const { binaries } = found

/** Directories of runs that a process signed. */
function directoriesOf(pid: number): readonly string[] {
  return readdirSync('/tmp')
    .filter((name) => /^command-gate-[A-Za-z0-9]{6}$/.test(name))
    .map((name) => `/tmp/${name}`)
    .filter((path) => ownerOf(path).startsWith(`${pid} `))
}

function ownerOf(path: string): string {
  try {
    return readFileSync(`${path}/owner`, 'utf8')
  } catch {
    return ''
  }
}

for (const user of users) {
  describe(`what a gate that was killed left in /tmp, as ${user.name}`, () => {
    let world: World
    let outside: string
    const made: string[] = []
    before(() => {
      world = makeWorld(user)
      outside = mkdtempSync(join(tmpdir(), 'gate-outside-'))
      writeFileSync(`${outside}/kept`, 'kept')
      give(outside, user)
    })
    after(() => {
      removeWorld(world)
      for (const path of [...made, outside]) rmSync(path, { recursive: true, force: true })
    })
    const directory = (owner: (own: string) => string | undefined): string => {
      const path = mkdtempSync('/tmp/command-gate-')
      made.push(path)
      signDirectory(path)
      const text = owner(ownerOf(path))
      rmSync(`${path}/owner`)
      if (text !== undefined) writeFileSync(`${path}/owner`, text)
      mkdirSync(`${path}/closed`)
      symlinkSync(outside, `${path}/link`)
      give(path, user)
      chmodSync(`${path}/closed`, 0)
      return path
    }
    const sweep = (): Promise<readonly string[]> => sweepLeftovers(binaries, user)
    const otherStart = (own: string): string => own.replace(/^(\d+) \d+/, '$1 1')

    it('is removed by the next run', async () => {
      const killed = openDriver(world)
      await killed.try('true')
      assert.equal(directoriesOf(killed.pid).length, 1)
      process.kill(killed.pid, 'SIGKILL')
      await killed.close()
      const next = openDriver(world)
      await next.try('true')
      assert.equal(directoriesOf(next.pid).length, 1, 'a run keeps its own')
      await next.close()
      assert.deepEqual([...directoriesOf(killed.pid), ...directoriesOf(next.pid)], [])
    })

    it('is removed though the number of its process was given to another one, and no link in it is followed', async () => {
      const path = directory(otherStart)
      assert.ok((await sweep()).includes(path))
      assert.equal(lstatOf(path), undefined)
      assert.equal(readFileSync(`${outside}/kept`, 'utf8'), 'kept')
    })

    const kept: readonly (readonly [string, (own: string) => string | undefined])[] = [
      ['of a process that lives', (own) => own],
      ['that nobody signed', () => undefined],
      ['of another boot or container', (own) => otherStart(own).trim().replace(/\S+$/, 'pid:[1]')],
      ['whose signature is no signature', () => 'root -1 x'],
    ]
    for (const [title, owner] of kept) {
      it(`a directory ${title} stays`, async () => {
        const path = directory(owner)
        assert.ok(!(await sweep()).includes(path))
        assert.equal(lstatOf(path)?.isDirectory(), true)
      })
    }

    it('a symbolic link with the name of such a directory stays, and so does what it leads to', async () => {
      const path = `/tmp/command-gate-${Math.random().toString(36).slice(2, 8).padEnd(6, 'x')}`
      made.push(path)
      const target = mkdtempSync(join(tmpdir(), 'gate-target-'))
      made.push(target)
      signDirectory(target)
      writeFileSync(`${target}/owner`, otherStart(ownerOf(target)))
      give(target, user)
      symlinkSync(target, path)
      await sweep()
      assert.ok(lstatOf(path) !== undefined && lstatOf(`${target}/owner`) !== undefined)
    })

    it("a directory of another user's stays", async () => {
      if (process.geteuid?.() !== 0) return
      const path = directory(otherStart)
      give(path, { name: 'another', uid: 61235, gid: 61235 })
      await sweep()
      assert.equal(lstatOf(path)?.isDirectory(), true)
    })
  })
}

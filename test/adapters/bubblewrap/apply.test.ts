import assert from 'node:assert/strict'
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readlinkSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { applyChanges } from '../../../src/adapters/bubblewrap/apply.ts'
import { fileState } from '../../../src/adapters/bubblewrap/file-state.ts'
import {
  type Driver,
  makeWorld,
  openDriver,
  removeWorld,
  snapshot,
  someone,
  type Tried,
  type World,
} from '../../sandbox/rig.ts'

for (const user of [someone]) {
  describe(`applying what was captured, as ${user.name}`, () => {
    let world: World
    let driver: Driver
    beforeEach(() => {
      world = makeWorld(user)
      driver = openDriver(world)
    })
    afterEach(async () => {
      await driver.close()
      removeWorld(world)
    })
    const changesOf = (tried: Tried): string => {
      assert.ok(tried.attempt.changes !== undefined, JSON.stringify(tried.attempt))
      return tried.attempt.changes.id
    }

    it('writes contents, modes, deletions, links and directories exactly as recorded', async () => {
      const id = changesOf(
        await driver.try(
          'echo third >> ~/notes; chmod 640 ~/notes; rm -r ~/project; mkdir -p ~/a/b; printf x > ~/a/b/run; chmod 755 ~/a/b/run; ln -s b/run ~/a/link; ln -sf a ~/.bashrc',
        ),
      )
      assert.equal((await driver.apply(id)).kind, 'applied')
      assert.equal(readFileSync(`${world.home}/notes`, 'utf8'), 'first\nsecond\nthird\n')
      assert.equal(lstatSync(`${world.home}/notes`).mode & 0o7777, 0o640)
      assert.equal(existsSync(`${world.home}/project`), false)
      assert.equal(lstatSync(`${world.home}/a/b/run`).mode & 0o7777, 0o755)
      assert.equal(readlinkSync(`${world.home}/a/link`), 'b/run')
      assert.equal(readlinkSync(`${world.home}/.bashrc`), 'a')
      for (const path of ['notes', 'a', 'a/b', 'a/b/run', 'a/link']) {
        assert.equal(lstatSync(`${world.home}/${path}`).uid, user.uid)
      }
    })

    it('keeps the credentials that the command could not see', async () => {
      const id = changesOf(await driver.try('git config user.email someone@example.com'))
      assert.equal((await driver.apply(id)).kind, 'applied')
      const config = readFileSync(`${world.workspace}/.git/config`, 'utf8')
      assert.match(config, /extraheader = AUTHORIZATION: basic SECRET/)
      assert.match(config, /email = someone@example.com/)
      assert.doesNotMatch(config, /masked/)
    })

    it('the next command sees what was applied', async () => {
      const id = changesOf(await driver.try('echo new > ~/new'))
      await driver.apply(id)
      assert.equal((await driver.try('cat ~/new')).stdout, 'new\n')
    })

    it('can be done once', async () => {
      const id = changesOf(await driver.try('echo new > ~/new'))
      assert.equal((await driver.apply(id)).kind, 'applied')
      assert.equal((await driver.apply(id)).kind, 'refused')
    })

    const moved: readonly { readonly title: string; readonly move: () => void; readonly says: RegExp }[] = [
      {
        title: 'a target was changed since',
        move: () => writeFileSync(`${world.home}/notes`, 'other\n'),
        says: /notes is no longer what it was/,
      },
      {
        title: 'a mode was changed since',
        move: () => chmodSync(`${world.home}/notes`, 0o600),
        says: /notes is no longer what it was/,
      },
      {
        title: 'something lies where a file was to be made',
        move: () => writeFileSync(`${world.home}/project/new`, ''),
        says: /new is no longer what it was/,
      },
      {
        title: 'a parent became a symbolic link',
        move: () => {
          renameSync(`${world.home}/project`, `${world.home}/elsewhere`)
          symlinkSync('elsewhere', `${world.home}/project`)
        },
        says: /project is no longer a directory/,
      },
    ]
    for (const { title, move, says } of moved) {
      it(`is refused whole when ${title}`, async () => {
        const id = changesOf(
          await driver.try('echo x >> ~/notes; echo x > ~/project/new; echo x > ~/another'),
        )
        move()
        const before = snapshot(world.home)
        const result = await driver.apply(id)
        assert.equal(result.kind, 'refused')
        assert.match(result.kind === 'refused' ? result.reason : '', says)
        assert.deepEqual(snapshot(world.home), before)
      })
    }

    it('is refused for what is never applied', async () => {
      const id = changesOf(await driver.try('mkfifo ~/pipe; echo x > ~/another'))
      assert.equal((await driver.apply(id)).kind, 'refused')
      assert.equal(existsSync(`${world.home}/another`), false)
    })

    it('undoes what it did when a later step fails', {
      skip: user.uid === 0 ? 'nothing stops root' : false,
    }, async () => {
      mkdirSync(`${world.home}/zz`)
      writeFileSync(`${world.home}/zz/file`, 'old\n')
      const { give } = await import('../../sandbox/rig.ts')
      give(`${world.home}/zz`, user)
      const id = changesOf(
        await driver.try(
          'echo x >> ~/notes; rm -r ~/project; mkdir ~/aa; echo x > ~/aa/b; echo x > ~/zz/file',
        ),
      )
      chmodSync(`${world.home}/zz`, 0o500)
      const before = snapshot(world.home)
      const result = await driver.apply(id)
      assert.equal(result.kind, 'failed')
      assert.deepEqual(result.kind === 'failed' ? result.appliedPaths : undefined, [])
      assert.deepEqual(withoutTimes(snapshot(world.home)), withoutTimes(before))
    })
  })
}

function withoutTimes(entries: Readonly<Record<string, string>>): Readonly<Record<string, string>> {
  return Object.fromEntries(
    Object.entries(entries).map(([path, text]) => [path, text.replace(/^(file \d+) [\d.]+/, '$1')]),
  )
}

describe('what is applied of a recorded file', () => {
  const root = process.geteuid?.() === 0
  /** Applies a file that was written anew, with the mode that was recorded, over one of another group. */
  function applyOver(recorded: number): {
    readonly kind: string
    readonly mode: number
    readonly gid: number
  } {
    const directory = mkdtempSync(join(tmpdir(), 'gate-apply-'))
    try {
      const [path, source] = [join(directory, 'file'), join(directory, 'source')]
      for (const [name, text] of [
        [path, 'old'],
        [source, 'new'],
      ] as const)
        writeFileSync(name, text, { mode: 0o644 })
      if (root) chownSync(path, 0, 61235)
      chmodSync(source, recorded)
      const [before, after] = [fileState(path), fileState(source)]
      const record = { path, change: 'modified', before, after, source, isTree: false } as const
      const rest = { maskedLines: undefined, isHidden: false, modifiedAt: Date.now() }
      const owner = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }
      const { kind } = applyChanges([{ ...record, ...rest }], owner, 'checked')
      const { mode, gid } = lstatSync(path)
      return { kind, mode: mode & 0o7777, gid }
    } finally {
      rmSync(directory, { recursive: true })
    }
  }

  it('is nothing where it would get a set-id bit', () => {
    for (const mode of [0o4755, 0o2755]) {
      const { kind, mode: left } = applyOver(mode)
      assert.deepEqual([kind, left], ['refused', 0o644])
    }
  })

  it('stays in the group that the file is in, where the gate may give it that', () => {
    const { kind, gid } = applyOver(0o644)
    assert.equal(kind, 'applied')
    if (root) assert.equal(gid, 61235)
  })
})

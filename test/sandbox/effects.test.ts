import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { chmodSync, lstatSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  changesIn,
  type Driver,
  give,
  makeWorld,
  openDriver,
  removeWorld,
  snapshot,
  someone,
  users,
  type World,
  workspaceWrite,
} from './rig.ts'

/** What a command does outside its grant, and every line of evidence that must come of it. */
const table: readonly {
  readonly title: string
  readonly run: string
  readonly changes: readonly string[]
}[] = [
  { title: 'a new file', run: 'echo hi > ~/new', changes: ['created home/new'] },
  {
    title: 'a new file in a new directory',
    run: 'mkdir -p ~/a/b && echo hi > ~/a/b/c',
    changes: ['created home/a', 'created home/a/b', 'created home/a/b/c'],
  },
  { title: 'a changed file', run: 'echo more >> ~/notes', changes: ['modified home/notes'] },
  {
    title: 'a file written again with other text of the same length',
    run: 'printf "FIRST\\nsecond\\n" > ~/notes',
    changes: ['modified home/notes'],
  },
  { title: 'a deleted file', run: 'rm ~/notes', changes: ['deleted home/notes'] },
  { title: 'a deleted tree', run: 'rm -r ~/project', changes: ['deleted home/project'] },
  {
    title: 'a directory emptied and filled again',
    run: 'rm -r ~/project && mkdir ~/project && echo x > ~/project/x',
    changes: ['created home/project/x', 'deleted home/project/deep'],
  },
  {
    title: 'a renamed file',
    run: 'mv ~/notes ~/renamed',
    changes: ['created home/renamed', 'deleted home/notes'],
  },
  {
    title: 'a renamed directory',
    run: 'mv ~/project ~/moved',
    changes: [
      'created home/moved',
      'created home/moved/deep',
      'created home/moved/deep/file',
      'deleted home/project',
    ],
  },
  { title: 'a changed mode', run: 'chmod 600 ~/notes', changes: ['mode-changed home/notes'] },
  {
    title: 'the mode of a directory over which an overlay lies',
    run: 'chmod 711 .git; chmod 000 .github',
    changes: ['mode-changed work/.git', 'mode-changed work/.github'],
  },
  {
    title: 'a directory closed to its owner, and nothing in it is deleted by that',
    run: 'chmod 000 ~/project/deep; chmod 000 ~/project',
    changes: ['mode-changed home/project', 'mode-changed home/project/deep'],
  },
  {
    title: 'a changed mode of a directory',
    run: 'chmod 700 ~/project',
    changes: ['mode-changed home/project'],
  },
  { title: 'a new symbolic link', run: 'ln -s notes ~/link', changes: ['created home/link'] },
  {
    title: 'a file that became a symbolic link',
    run: 'ln -sf /etc/hostname ~/notes',
    changes: ['modified home/notes'],
  },
  { title: 'a new hard link', run: 'ln ~/notes ~/second', changes: ['created home/second'] },
  {
    title: 'a write through a symbolic link in the workspace',
    run: 'ln -s ~/notes l && echo x > l; rm l',
    changes: ['modified home/notes'],
  },
  { title: 'a truncated file', run: 'truncate -s 0 ~/notes', changes: ['modified home/notes'] },
  { title: 'a touched file', run: 'touch -d 2001-01-01 ~/notes', changes: ['modified home/notes'] },
  { title: 'a file that was removed again', run: 'echo x > ~/gone && rm ~/gone', changes: [] },
  { title: 'a file that was only read', run: 'cat ~/notes ~/project/deep/file', changes: [] },
  {
    title: 'a file that was opened for writing and not written',
    run: 'exec 3<>~/notes; exec 3>&-',
    changes: [],
  },
  {
    title: 'a mode that was changed and changed back',
    run: 'm=$(stat -c %a ~/notes); chmod 600 ~/notes; chmod $m ~/notes',
    changes: [],
  },
  { title: 'a named pipe', run: 'mkfifo ~/pipe', changes: ['created home/pipe'] },
  {
    title: 'a name with a line break and a quote',
    run: "printf x > ~/$'a\\nb\"c'",
    changes: ['created home/a\nb"c'],
  },
  {
    title: 'a hook planted in .git',
    run: 'echo x > .git/hooks/post-checkout',
    changes: ['created work/.git/hooks/post-checkout'],
  },
  {
    title: 'a workflow',
    run: 'echo x > .github/workflows/new.yml',
    changes: ['created work/.github/workflows/new.yml'],
  },
  {
    title: 'a whole .github gone',
    run: 'rm -r .github/workflows',
    changes: ['deleted work/.github/workflows'],
  },
  { title: 'writes inside the workspace', run: 'mkdir -p src && echo x > src/a && rm src/a', changes: [] },
  {
    title: 'writes to scratch places',
    run: 'echo x > /tmp/a; echo x > /var/tmp/b; echo x > /dev/shm/c; mkdir -p ~/.cache/x; echo x > ~/.npm/y',
    changes: [],
  },
  {
    title: 'a write that no permission allows',
    run: 'echo x > /proc/1/nothing; chmod 400 README.md',
    changes: [],
  },
  {
    title: 'a key added to the hidden .ssh',
    run: 'mkdir -p ~/.ssh && echo key >> ~/.ssh/authorized_keys',
    changes: ['created home/.ssh/authorized_keys'],
  },
  { title: 'a hidden file replaced', run: 'echo registry=x > ~/.npmrc', changes: ['modified home/.npmrc'] },
  { title: 'git config', run: 'git config user.name x', changes: ['modified work/.git/config'] },
]

/** A group that no command is in: an overlay of ours can't copy what is in it. */
const foreignGroup = 61235
const situations = [
  ...users.map((user) => ({ user, group: user.gid, title: `as ${user.name}` })),
  ...(users.length > 1
    ? [{ user: someone, group: foreignGroup, title: 'where everything is in a foreign group' }]
    : []),
]

for (const { user, group, title: situation } of situations) {
  describe(`what is recorded of a command, ${situation}`, () => {
    let world: World
    let driver: Driver
    before(() => {
      world = makeWorld(user)
      give(world.root, { ...user, gid: group })
      driver = openDriver(world)
    })
    after(async () => {
      await driver.close()
      removeWorld(world)
    })
    it('a whiteout that lies in the real workspace is no deletion', async () => {
      await driver.try('mkdir w; mknod w/x c 0 0; touch w/y')
      const tried = await driver.try('touch w/z', { grant: { ...workspaceWrite, mode: 'read-only' } })
      assert.deepEqual(changesIn(tried, world.root), ['created work/w/z'])
      await driver.try('rm -r w')
    })
    for (const { title, run, changes } of table) {
      it(`${title}: exactly that, and nothing real is touched`, async () => {
        const untouched = snapshot(world.home)
        const gitBefore = snapshot(`${world.workspace}/.git`)
        const tried = await driver.try(`${run}\ntrue`)
        assert.equal(tried.attempt.backend, 'capture')
        assert.deepEqual(tried.attempt.ending, {
          kind: 'exited',
          exitCode: tried.attempt.ending.kind === 'exited' ? tried.attempt.ending.exitCode : -1,
        })
        assert.deepEqual(changesIn(tried, world.root), [...changes].sort())
        assert.deepEqual(snapshot(world.home), untouched)
        assert.deepEqual(snapshot(`${world.workspace}/.git`), gitBefore)
        if (tried.attempt.changes !== undefined) await driver.discard(tried.attempt.changes.id)
      })
    }

    it('tells sizes, modes, digests and a diff', async () => {
      const { attempt } = await driver.try('echo third >> ~/notes')
      assert.deepEqual(
        attempt.effects,
        [
          {
            kind: 'write',
            path: `${world.home}/notes`,
            change: 'modified',
            certainty: 'recorded',
            before: {
              type: 'file',
              mode: 0o644,
              size: 13,
              digest: '1e5c9f8dbd6dc4a4b6ed6ca0c2ae4bdd8ac8a95f8ad97a8f2bf5ab1a0a0dd9dd',
            },
            after: { type: 'file', mode: 0o644, size: 19, digest: '' },
            diff: '@@ -1,2 +1,3 @@\n first\n second\n+third\n',
          },
        ].map((effect) => ({
          ...effect,
          before: { ...effect.before, digest: sha256('first\nsecond\n') },
          after: { ...effect.after, digest: sha256('first\nsecond\nthird\n') },
        })),
      )
    })

    it('never shows what was hidden from the command, not even as a diff', async () => {
      const tried = await driver.try(
        'cat ~/.npmrc ~/.ssh/* ~/private-notes .git/config; echo x >> ~/.npmrc; git config a.b c; true',
      )
      assert.doesNotMatch(JSON.stringify(tried), /SECRET/)
    })
  })
}

/** What a command does in `~/shared` and `~/closed`, which are another account's; some of it is writable for everybody. */
const amongOthers: typeof table = [
  { title: 'a new file', run: 'echo x > ~/shared/sub/new', changes: ['created shared/sub/new'] },
  {
    title: 'a new file below a directory that is closed',
    run: 'echo x > ~/closed/open/new',
    changes: ['created closed/open/new'],
  },
  { title: 'a small file', run: 'echo more >> ~/shared/sub/file', changes: ['modified shared/sub/file'] },
  {
    title: 'a renamed file',
    run: 'mv ~/shared/sub/{file,f2}',
    changes: ['created shared/sub/f2', 'deleted shared/sub/file'],
  },
  { title: 'a deleted large file', run: 'rm ~/shared/sub/large', changes: ['deleted shared/sub/large'] },
  { title: 'a file that only its owner may write to', run: 'echo x >> ~/shared/sub/theirs', changes: [] },
  {
    title: 'such a file replaced',
    run: 'echo x > ~/shared/sub/n && mv -f ~/shared/sub/{n,theirs}',
    changes: ['modified shared/sub/theirs'],
  },
  { title: 'a deleted tree', run: 'rm -r ~/shared/sub', changes: ['deleted shared/sub'] },
  {
    title: 'a tree that was moved',
    run: 'mv ~/shared/sub/deep ~/shared/moved',
    changes: ['created shared/moved', 'created shared/moved/file', 'deleted shared/sub/deep'],
  },
  {
    title: 'a new link, a pipe and a directory',
    run: 'ln -s x ~/shared/sub/l; mkfifo ~/shared/sub/p; mkdir ~/shared/sub/d',
    changes: ['created shared/sub/d', 'created shared/sub/l', 'created shared/sub/p'],
  },
  {
    title: 'a file of its own below what is closed',
    run: 'echo x >> ~/closed/own/deep/file; echo x > ~/closed/own/new',
    changes: ['created closed/own/new', 'modified closed/own/deep/file'],
  },
  { title: 'only reads', run: 'cat ~/shared/sub/*; ls -lR ~/shared', changes: [] },
]

for (const user of users.length > 1 ? users : []) {
  describe(`what is recorded among another account's files, as ${user.name}`, () => {
    let world: World
    let driver: Driver
    before(() => {
      world = makeWorld(user)
      const files = {
        'shared/sub/file': 0o666,
        'shared/sub/theirs': 0o644,
        'shared/sub/large': 0o666,
        'shared/sub/deep/file': 0o644,
        'closed/open/file': 0o644,
        'closed/own/deep/file': 0o644,
      }
      for (const [name, mode] of Object.entries(files)) {
        const path = `${world.home}/${name}`
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, name.endsWith('large') ? 'x'.repeat(2 ** 20 + 1) : 'text\n')
        chmodSync(path, mode)
      }
      const other = { ...user, uid: 61236, gid: 61236 }
      for (const name of ['shared', 'closed']) give(`${world.home}/${name}`, other)
      for (const name of ['shared', 'shared/sub', 'shared/sub/deep', 'closed/open'])
        chmodSync(`${world.home}/${name}`, 0o777)
      give(`${world.home}/closed/own`, user)
      driver = openDriver(world)
    })
    after(async () => {
      await driver.close()
      removeWorld(world)
    })
    for (const { title, run, changes } of amongOthers) {
      it(`${title}: exactly that, and nothing real is touched`, async () => {
        const untouched = snapshot(world.home)
        const tried = await driver.try(`${run}\ntrue`)
        assert.deepEqual(changesIn(tried, world.home), [...changes].sort(), tried.stderr)
        assert.deepEqual(snapshot(world.home), untouched)
        if (tried.attempt.changes !== undefined) await driver.discard(tried.attempt.changes.id)
      })
    }

    it('what is closed is as closed as it is', async () => {
      const tried = await driver.try('echo x > ~/closed/new')
      assert.match(tried.stderr, /Permission denied/)
      assert.deepEqual(tried.attempt.effects, [])
    })

    it('what no overlay can take over is told by the message, with what to do', async () => {
      const run = 'cd ~/shared; echo x >> ~/shared/sub/large'
      const { attempt } = await driver.try(run)
      assert.deepEqual(
        attempt.effects.map((effect) => effect.kind === 'write' && [effect.path, effect.certainty]),
        [[`${world.home}/shared/sub`, 'likely']],
      )
      assert.match(attempt.notes.join(' '), /another account or group.*Grant it/)
      const words = 'Value too large for defined data type'
      const forged = await driver.try(
        `for f in ~/notes ~/closed/x /etc/passwd ~/shared/x; do echo "sh: $f: ${words}" >&2; done; exit 1`,
      )
      assert.deepEqual(changesIn(forged, world.home), ['undefined shared'])
      const granted = { ...workspaceWrite, write: [`${world.home}/shared/sub`] }
      const again = await driver.try(run, { grant: granted })
      assert.deepEqual(again.attempt.effects, [])
      assert.deepEqual(again.attempt.ending, { kind: 'exited', exitCode: 0 })
      assert.equal((await driver.try('tail -c 2 ~/shared/sub/large')).stdout, 'x\n')
    })

    it('copies are those of what is there now', async () => {
      const granted = { ...workspaceWrite, write: [`${world.home}/shared`] }
      await driver.try('echo now > ~/shared/sub/file', { grant: granted })
      assert.equal((await driver.try('cat ~/shared/sub/file')).stdout, 'now\n')
    })

    it('what was approved is applied, and the directory stays as it was', async () => {
      const before = lstatSync(`${world.home}/shared/sub`)
      const { attempt } = await driver.try(
        'echo x > ~/shared/sub/new; rm ~/shared/sub/large; echo y >> ~/shared/sub/file',
      )
      assert.ok(attempt.changes !== undefined)
      assert.equal((await driver.apply(attempt.changes.id)).kind, 'applied')
      const now = lstatSync(`${world.home}/shared/sub`)
      assert.deepEqual([now.uid, now.gid, now.mode], [before.uid, before.gid, before.mode])
      const { stdout } = await driver.try('cd ~/shared/sub; cat file new; ls')
      assert.equal(stdout, 'now\ny\nx\ndeep\nfile\nnew\ntheirs\n')
    })
  })
}

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

import assert from 'node:assert/strict'
import { createHash } from 'node:crypto'
import { after, before, describe, it } from 'node:test'
import {
  changesIn,
  type Driver,
  makeWorld,
  openDriver,
  removeWorld,
  snapshot,
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

for (const user of users) {
  describe(`what is recorded of a command, as ${user.name}`, () => {
    let world: World
    let driver: Driver
    before(() => {
      world = makeWorld(user)
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

function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex')
}

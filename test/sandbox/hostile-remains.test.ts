import assert from 'node:assert/strict'
import { existsSync, readFileSync, rmSync } from 'node:fs'
import { basename } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  type Driver,
  makeWorld,
  openDriver,
  removeWorld,
  snapshot,
  someone,
  users,
  type World,
  workspaceWrite,
} from './rig.ts'

/** What a command may leave for those who look at it afterwards, and what is then on record. */
const remains: readonly {
  readonly title: string
  readonly run: string
  readonly recorded: string
}[] = [
  {
    title: 'a pipe in place of the index of git',
    run: 'rm .git/index; mkfifo .git/index',
    recorded: 'modified .git/index',
  },
  {
    title: 'a link to an endless file in place of the index of git',
    run: 'rm .git/index; ln -s /dev/zero .git/index',
    recorded: 'modified .git/index',
  },
  {
    title: 'a directory in place of the index of git',
    run: 'rm .git/index; mkdir .git/index',
    recorded: 'modified .git/index',
  },
  {
    title: 'programs that are one large file by many names',
    run: 'head -c 200M /dev/zero > a; chmod +x a; mkdir -p bin; for name in awk cat cp env find git ls sh ar as cc ld nm tr wc yes id tee sum pr; do ln a bin/$name; done; rm a',
    recorded: 'created bin/git',
  },
  {
    title: 'programs that are nothing but holes',
    run: 'mkdir -p bin; for name in awk cat cp env find git ls sh; do truncate -s 2000M bin/$name; chmod +x bin/$name; done',
    recorded: 'created bin/git',
  },
]

/** What nobody can look at is an ending of its own: nothing of it takes effect. */
const beyond: readonly { readonly title: string; readonly run: string; readonly detail: RegExp }[] = [
  {
    title: 'files that are mostly holes, of more bytes than there is room for',
    run: 'truncate -s 2000M ~/s',
    detail: /mostly holes/,
  },
  {
    title: 'links to longer places than anybody could look through',
    run: `perl -e 'chdir; symlink("x" x 4000, "l$_") for 1 .. 4500'`,
    detail: /longer names and links/,
  },
  {
    title: 'a name that is no text, outside',
    run: 'echo x > "$HOME/$(printf "bad\\377name")"',
    detail: /a name that is no text/,
  },
  {
    title: 'a name that is no text beside the one that it is read as, outside',
    run: 'for name in "bad\\377name" "bad\\357\\277\\275name"; do echo x > "$HOME/$(printf "$name")"; done',
    detail: /a name that is no text/,
  },
  {
    title: 'a nest of directories deeper than any path',
    run: 'cd; d=$(printf "%0250d" 0); for i in $(seq 20); do mkdir $d && cd $d || break; done',
    detail: /nested deeper/,
  },
]

for (const user of users) {
  describe(`whatever a command leaves behind, the gate ends and tells of it, as ${user.name}`, () => {
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
    for (const { title, run, detail } of beyond) {
      it(title, { timeout: 60_000 }, async () => {
        const untouched = snapshot(world.home)
        const { attempt } = await driver.try(run)
        assert.match(attempt.ending.kind === 'limit' ? attempt.ending.detail : attempt.ending.kind, detail)
        assert.equal(attempt.changes, undefined)
        assert.deepEqual(snapshot(world.home), untouched)
      })
    }
    it('an output that is closed to whoever prints next', async () => {
      await driver.try('chmod 0 /proc/self/fd/1 /proc/self/fd/2')
      assert.equal((await driver.try('echo heard')).stdout, 'heard\n')
    })
    for (const { title, run, recorded } of remains) {
      it(title, { timeout: 30_000 }, async () => {
        const untouched = snapshot(`${world.workspace}/.git`)
        const tried = await driver.try(run)
        const told = tried.attempt.effects.map((effect) =>
          effect.kind === 'write' ? `${effect.change} ${effect.path.slice(world.workspace.length + 1)}` : '',
        )
        assert.ok(told.includes(recorded), told.join('\n'))
        // What takes long to read is not read.
        const read = tried.attempt.effects.map((effect) => effect.kind === 'write' && effect.after?.digest)
        assert.ok(!title.startsWith('programs') || read.every((digest) => digest === undefined), read.join())
        assert.deepEqual(snapshot(`${world.workspace}/.git`), untouched)
        assert.equal(existsSync(`${world.workspace}/bin/git`), false)
        if (tried.attempt.changes !== undefined) await driver.discard(tried.attempt.changes.id)
      })
    }
  })
}

describe('a grant of the place that the gate works in', () => {
  it('gives nothing of the gate’s own, in which lies what confines the next command', async () => {
    process.env['TMPDIR'] = '/var/tmp'
    const world = makeWorld(someone)
    delete process.env['TMPDIR']
    const driver = openDriver(world)
    const kept = `/tmp/${basename(world.root)}.kept`
    try {
      const run = `for own in /tmp/command-gate-??????; do grep -qs '^${driver.pid} ' $own/owner && echo OUT; done; echo kept > ${kept}`
      const { stdout } = await driver.try(run, { grant: { ...workspaceWrite, write: ['/tmp'] } })
      assert.equal(stdout, '')
      assert.equal(readFileSync(kept, 'utf8'), 'kept\n')
    } finally {
      await driver.close()
      removeWorld(world)
      rmSync(kept, { force: true })
    }
  })
})

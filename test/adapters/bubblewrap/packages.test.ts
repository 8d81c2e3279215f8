import assert from 'node:assert/strict'
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readFileSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { after, before, beforeEach, describe, it } from 'node:test'
import {
  changesIn,
  type Driver,
  give,
  makeWorld,
  openDriver,
  removeWorld,
  someone,
  users,
  type World,
} from '../../sandbox/rig.ts'

const lock = {
  name: 'p',
  lockfileVersion: 3,
  packages: {
    '': { name: 'p' },
    'node_modules/typescript': { version: '1.0.0', bin: { tsc: 'bin/tsc' } },
    'node_modules/late': { version: '1.0.0', bin: { late: 'cli.js' } },
  },
}

/** What installers do, as the calls that they make: empty the tree, unpack, link. */
const install =
  'rm -rf node_modules/.bin node_modules/* && mkdir -p node_modules/.bin node_modules/typescript/bin' +
  ' && echo new > node_modules/typescript/bin/tsc && ln -s ../typescript/bin/tsc node_modules/.bin/tsc'

function makeTree({ workspace, user, root }: World): void {
  for (const name of ['node_modules', 'old', 'evil', 'bin', 'tools', 'b', 't']) {
    rmSync(`${workspace}/${name}`, { recursive: true, force: true })
  }
  mkdirSync(`${workspace}/node_modules/.bin`, { recursive: true })
  mkdirSync(`${workspace}/node_modules/typescript/bin`, { recursive: true })
  writeFileSync(`${workspace}/node_modules/typescript/bin/tsc`, 'old\n', { mode: 0o755 })
  symlinkSync('../typescript/bin/tsc', `${workspace}/node_modules/.bin/tsc`)
  writeFileSync(`${workspace}/node_modules/.bin/shim`, 'exec "$basedir/../typescript/bin/tsc" "$@"\n', {
    mode: 0o755,
  })
  writeFileSync(`${workspace}/package-lock.json`, JSON.stringify(lock))
  give(root, user)
}

/** Nobody is asked: everything takes effect. */
const ordinary: readonly { readonly title: string; readonly run: string; readonly left: string }[] = [
  { title: 'a removed tree', run: 'rm -rf node_modules', left: '' },
  { title: 'a tree moved away', run: 'mv node_modules old', left: '' },
  { title: 'a tree removed and installed again', run: `rm -rf node_modules; ${install}`, left: 'tsc' },
  { title: 'a tree emptied and installed again', run: install, left: 'tsc' },
  {
    title: 'a program that the lock file tells and the tree did not have',
    run: 'mkdir node_modules/late && echo x > node_modules/late/cli.js && ln -s ../late/cli.js node_modules/.bin/late',
    left: 'late shim tsc',
  },
  {
    title: 'a program removed with its package',
    run: 'rm -r node_modules/typescript node_modules/.bin/*',
    left: '',
  },
  {
    title: 'programs made again as they were',
    run: 'cp -a node_modules/.bin b && rm -r node_modules/.bin && mv b node_modules/.bin',
    left: 'shim tsc',
  },
]

/** Nothing of it takes effect, and each is evidence. */
const planted: readonly {
  readonly title: string
  readonly run: string
  readonly changes: readonly string[]
}[] = [
  {
    title: 'a program in place of a link',
    run: 'rm node_modules/.bin/tsc; echo evil > node_modules/.bin/tsc',
    changes: ['modified .bin/tsc'],
  },
  {
    title: 'a link that leads elsewhere',
    run: 'echo evil > evil; ln -sf ../../evil node_modules/.bin/tsc',
    changes: ['modified .bin/tsc'],
  },
  { title: 'a changed program', run: 'echo evil >> node_modules/.bin/shim', changes: ['modified .bin/shim'] },
  {
    title: 'a changed program whose times were set back',
    run: 'touch -r node_modules/.bin/shim t; echo evil >> node_modules/.bin/shim; touch -r t node_modules/.bin/shim',
    changes: ['modified .bin/shim'],
  },
  {
    title: 'a new program',
    run: 'echo evil > node_modules/.bin/git; chmod +x node_modules/.bin/git',
    changes: ['created .bin/git'],
  },
  {
    title: 'a new program, its error swallowed',
    run: 'echo evil > node_modules/.bin/git || true',
    changes: ['created .bin/git'],
  },
  {
    title: 'a program of a package that nobody declared',
    run: 'mkdir node_modules/evil && echo x > node_modules/evil/x && ln -s ../evil/x node_modules/.bin/evil',
    changes: ['created .bin/evil'],
  },
  {
    title: 'a program of a package that only the command declared',
    run: 'mkdir node_modules/evil && echo x > node_modules/evil/x && ln -s ../evil/x node_modules/.bin/evil && echo \'{"packages":{"node_modules/evil":{"bin":{"evil":"x"}}}}\' > package-lock.json',
    changes: ['created .bin/evil'],
  },
  {
    title: 'a program planted under an installation',
    run: `${install}; echo evil > node_modules/.bin/git`,
    changes: ['created .bin/git'],
  },
  {
    title: 'a program moved over another',
    run: 'echo evil > evil; mv evil node_modules/.bin/tsc',
    changes: ['modified .bin/tsc'],
  },
  { title: 'a mode', run: 'chmod 700 node_modules/.bin/shim', changes: ['mode-changed .bin/shim'] },
  {
    title: 'a program removed while its package stays',
    run: 'rm node_modules/.bin/tsc',
    changes: ['deleted .bin/tsc'],
  },
]

/** What else a command does so that nobody can take its program out again. */
const barred: readonly { readonly title: string; readonly run: string }[] = [
  { title: 'a closed directory', run: 'chmod 555 node_modules/.bin' },
  { title: 'a closed tree', run: 'chmod 000 node_modules' },
  { title: 'closed directories on the way', run: 'chmod 000 node_modules/.bin; chmod 000 node_modules' },
  { title: 'a program that only runs', run: 'chmod 111 node_modules/.bin/git' },
  {
    title: 'a closed directory beside it',
    run: 'mkdir -p node_modules/.bin/a/b; touch node_modules/.bin/a/b/c; chmod 000 node_modules/.bin/a/b node_modules/.bin/a',
  },
  { title: 'a pipe beside it', run: 'mkfifo node_modules/.bin/pipe' },
  {
    title: 'names of the greatest length',
    run: 'n=$(printf "%0250d" 1); for i in 1 2 3; do echo $i > node_modules/.bin/$i$n; done',
  },
]

for (const user of users) {
  for (const workspace of user === someone ? (['direct', 'transaction'] as const) : (['direct'] as const)) {
    describe(`the programs of installed packages (${workspace}, as ${user.name})`, () => {
      let world: World
      let driver: Driver
      before(() => {
        world = makeWorld(user, 'in home')
        makeTree(world)
        driver = openDriver(world, { settings: { workspace } })
      })
      beforeEach(async () => {
        makeTree(world)
        // What changed outside must not be seen through an overlay that was made before.
        await driver.try('true', { grant: { kind: 'unsandboxed', env: [] } })
      })
      after(async () => {
        await driver.close()
        removeWorld(world)
      })
      const programs = async (): Promise<string> =>
        (await driver.try('ls node_modules/.bin 2>/dev/null | xargs')).stdout.trim()

      for (const { title, run, left } of ordinary) {
        it(`${title}: takes effect, and nobody is asked`, async () => {
          const tried = await driver.try(run)
          assert.deepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 0 }, tried.stderr)
          assert.deepEqual(tried.attempt.effects, [])
          assert.equal(await programs(), left)
        })
      }
      for (const { title, run, changes } of planted) {
        it(`${title}: is evidence, and does not stay`, async () => {
          const untouched = entries(world)
          const tried = await driver.try(run)
          assert.equal(tried.attempt.ending.kind, 'exited', JSON.stringify(tried.attempt.ending))
          assert.deepEqual(changesIn(tried, `${world.workspace}/node_modules`), changes)
          const left = entries(world)
          // The lock file tells nothing of the shim: an installation takes it away for good.
          if (run.startsWith(install)) untouched.delete('shim')
          for (const [name, entry] of untouched) assert.equal(left.get(name), entry, name)
          assert.equal(left.has('git') || left.has('evil'), false)
        })
      }

      for (const { title, run } of barred) {
        it(`a planted program does not stay behind ${title}`, async () => {
          const plant =
            'rm node_modules/.bin/tsc; for n in git tsc; do echo evil > node_modules/.bin/$n; done'
          await driver.try(`${plant}; chmod +x node_modules/.bin/*; ${run}`)
          const open = 'chmod u+rwx node_modules; chmod u+rwx node_modules/.bin; chmod -R u+rwX node_modules'
          const grant = { kind: 'unsandboxed', env: [] } as const
          const left = await driver.try(`${open}; cat node_modules/.bin/tsc; ls node_modules/.bin/git`, {
            grant,
          })
          assert.doesNotMatch(left.stdout, /evil|git/)
        })
      }

      it('a program planted after the tree was removed by an earlier command is evidence', async () => {
        assert.deepEqual((await driver.try('rm -rf node_modules')).attempt.effects, [])
        const tried = await driver.try('mkdir -p node_modules/.bin && echo evil > node_modules/.bin/tsc')
        assert.deepEqual(
          changesIn(tried, `${world.workspace}/node_modules`).filter((line) => line.includes('tsc')),
          ['created .bin/tsc'],
        )
        assert.equal(existsSync(`${world.workspace}/node_modules/.bin/tsc`), false)
      })

      it('a tree that a symbolic link stands for is evidence', async () => {
        const tried = await driver.try(
          'mv node_modules old && mkdir -p evil/.bin && echo evil > evil/.bin/tsc && ln -s evil node_modules',
        )
        assert.equal(changesIn(tried, world.workspace).length, 1)
        assert.match(changesIn(tried, world.workspace)[0] ?? '', /^(?:created|modified) node_modules$/)
        assert.notEqual(lstatOrUndefined(`${world.workspace}/node_modules`)?.isSymbolicLink(), true)
      })

      it('a bin that becomes a symbolic link is evidence', async () => {
        const tried = await driver.try(
          'mkdir tools && echo evil > tools/git && chmod +x tools/git && ln -s tools bin',
        )
        assert.deepEqual(changesIn(tried, world.workspace), ['created bin'])
        assert.equal(lstatOrUndefined(`${world.workspace}/bin`), undefined)
      })

      it('takes effect once approved', async () => {
        const tried = await driver.try(
          'ln -sf ../typescript/bin/other node_modules/.bin/tsc; echo x > node_modules/.bin/new',
        )
        assert.ok(tried.attempt.changes !== undefined)
        assert.equal((await driver.apply(tried.attempt.changes.id)).kind, 'applied')
        assert.equal(readlinkSync(`${world.workspace}/node_modules/.bin/tsc`), '../typescript/bin/other')
        assert.equal(readFileSync(`${world.workspace}/node_modules/.bin/new`, 'utf8'), 'x\n')
      })
    })
  }
}

function entries({ workspace }: World): Map<string, string> {
  const directory = `${workspace}/node_modules/.bin`
  return new Map(
    ['tsc', 'shim', 'git', 'evil'].flatMap((name): [string, string][] => {
      const stat = lstatOrUndefined(`${directory}/${name}`)
      if (stat === undefined) return []
      const content = stat.isSymbolicLink()
        ? readlinkSync(`${directory}/${name}`)
        : readFileSync(`${directory}/${name}`, 'utf8')
      return [[name, `${stat.mode} ${stat.uid} ${content}`]]
    }),
  )
}

function lstatOrUndefined(path: string): ReturnType<typeof lstatSync> | undefined {
  return lstatSync(path, { throwIfNoEntry: false })
}

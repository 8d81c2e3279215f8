import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { dirname } from 'node:path'
import { after, before, describe, it } from 'node:test'
import {
  type Driver,
  give,
  limits,
  makeWorld,
  openDriver,
  removeWorld,
  someone,
  users,
  type World,
  workspaceWrite,
} from './rig.ts'

/** What agents run all day. It must pass, and nobody must be asked about it. */
const everyday: readonly {
  readonly title: string
  readonly run: string
  readonly needs?: string
  readonly grantsGit?: true
}[] = [
  { title: 'npm ci', run: 'npm ci --no-audit --no-fund --loglevel=error', needs: 'npm' },
  {
    title: 'npm ci over what it installed',
    run: 'npm ci --no-audit --no-fund --loglevel=error',
    needs: 'npm',
  },
  { title: 'npm test', run: 'npm test --loglevel=error', needs: 'npm' },
  { title: 'node --test', run: 'node --test test.cjs', needs: 'node' },
  { title: 'a server on localhost and its client', run: 'node server.cjs 127.0.0.1', needs: 'node' },
  { title: 'a server on a unix socket and its client', run: 'node server.cjs ./socket', needs: 'node' },
  { title: 'a server on a unix socket in /tmp', run: 'node server.cjs "$(mktemp -u)"', needs: 'node' },
  {
    title: 'Python multiprocessing',
    run: 'python3 -c "from multiprocessing import Pool\nif __name__ == \'__main__\': print(Pool(2).map(abs, [-1, 2]))"',
    needs: 'python3',
  },
  {
    title: 'writing to /dev/stderr and /dev/stdout by name',
    run: 'echo a > /dev/stderr && echo b >> /dev/stdout && sh -c "echo c > /dev/stderr" && echo d | tee /dev/stderr',
  },
  { title: 'mktemp', run: 'f=$(mktemp) && echo x > "$f" && d=$(mktemp -d) && rm -r "$f" "$d"' },
  {
    title: 'gcc',
    run: "printf 'int main(void){return 0;}' > a.c && gcc -o a.out a.c && ./a.out && rm a.c a.out",
    needs: 'gcc',
  },
  {
    title: 'a local package into a virtual environment',
    // pip asks any rustc on PATH for its version, and that of rustup makes itself at home.
    run: 'PATH=/usr/bin:/bin; python3 -m venv local && local/bin/pip install -q --no-index ./pkg && local/bin/python -c "import localpkg"',
    needs: '/usr/bin/pip3',
  },
  {
    title: 'tsc',
    run: '"$TSC" --noEmit --strict typed.ts',
  },
  {
    title: 'a virtual environment',
    run: 'python3 -m venv --without-pip venv && venv/bin/python -c "import sys; assert sys.prefix != sys.base_prefix"',
    needs: 'python3',
  },
  { title: 'writes to ~/.cache', run: 'mkdir -p ~/.cache/tool && echo x > ~/.cache/tool/x' },
  { title: 'what an earlier command left in ~/.cache', run: 'cat ~/.cache/tool/x' },
  { title: 'git status', run: 'touch README.md && git status --short && git status' },
  { title: 'git diff', run: 'touch README.md && git diff && git diff HEAD --stat' },
  { title: 'git log', run: 'git log --oneline -5' },
  { title: 'git stash list, branch, show', run: 'git stash list; git branch -a; git show --stat HEAD' },
  {
    title: 'git commit where .git is granted',
    run: 'echo x >> README.md && git add README.md && git -c user.name=t -c user.email=t@example.com commit -qm next',
    grantsGit: true,
  },
  { title: 'removing and making directories', run: 'mkdir -p dist/a && mv dist build && rm -r build' },
  {
    title: 'editing in place',
    run: 'sed -i s/hello/hallo/ README.md && git checkout -q -- README.md 2>/dev/null; cat README.md',
  },
  { title: 'whoami and id', run: 'id > /dev/null; test -n "$HOME" && test -w "$HOME"' },
  { title: 'a pipe with process substitution', run: 'diff <(echo a) <(echo a)' },
  { title: 'background jobs', run: 'sleep 0.1 & wait' },
]

const files: Readonly<Record<string, string>> = {
  'package.json': JSON.stringify({
    name: 'x',
    version: '1.0.0',
    scripts: { test: 'node test.cjs' },
    dependencies: { dep: 'file:dep' },
  }),
  'package-lock.json': JSON.stringify({
    name: 'x',
    version: '1.0.0',
    lockfileVersion: 3,
    packages: {
      '': { name: 'x', version: '1.0.0', dependencies: { dep: 'file:dep' } },
      dep: { version: '1.0.0', bin: { dep: 'cli.js' } },
      'node_modules/dep': { resolved: 'dep', link: true },
    },
  }),
  'dep/package.json': JSON.stringify({ name: 'dep', version: '1.0.0', bin: { dep: 'cli.js' } }),
  'typed.ts': 'export const one: number = 1\n',
  // A package that builds itself, so that no other one has to be fetched.
  'pkg/pyproject.toml':
    '[project]\nname = "localpkg"\nversion = "1.0"\n[build-system]\nrequires = []\nbuild-backend = "build_it"\nbackend-path = ["."]\n',
  'pkg/build_it.py': `import zipfile

def build_wheel(directory, config_settings=None, metadata_directory=None):
    name = "localpkg-1.0-py3-none-any.whl"
    info = "localpkg-1.0.dist-info"
    with zipfile.ZipFile(f"{directory}/{name}", "w") as wheel:
        wheel.write("localpkg.py")
        wheel.writestr(f"{info}/METADATA", "Metadata-Version: 2.1\\nName: localpkg\\nVersion: 1.0\\n")
        wheel.writestr(f"{info}/WHEEL", "Wheel-Version: 1.0\\nGenerator: x\\nRoot-Is-Purelib: true\\nTag: py3-none-any\\n")
        wheel.writestr(f"{info}/RECORD", "")
    return name
`,
  'pkg/localpkg.py': 'one = 1\n',
  'dep/cli.js': '#!/usr/bin/env node\n',
  'test.cjs': "require('node:assert').equal(require('dep/package.json').name, 'dep')\n",
  'server.cjs': `const net = require('node:net')
const where = process.argv[2] === '127.0.0.1' ? { port: 0, host: '127.0.0.1' } : { path: process.argv[2] }
const server = net.createServer((s) => s.end('hi')).listen(where, () => {
  const address = server.address()
  const client = net.connect(typeof address === 'string' ? { path: address } : { port: address.port, host: address.address })
  client.on('data', (d) => { if (String(d) !== 'hi') process.exit(1); server.close() })
})`,
}

const modules = new URL('../../node_modules', import.meta.url).pathname

for (const [workspace, user] of [
  ...users.map((each) => ['direct', each] as const),
  ['transaction', someone] as const,
]) {
  describe(`everyday commands pass and raise no request (${workspace}, as ${user.name})`, () => {
    let world: World
    let driver: Driver
    before(() => {
      world = makeWorld(user, 'in home')
      for (const [name, text] of Object.entries(files)) {
        const path = `${world.workspace}/${name}`
        mkdirSync(dirname(path), { recursive: true })
        writeFileSync(path, text, { mode: name.endsWith('cli.js') ? 0o755 : 0o644 })
      }
      // Into the world, because a checkout below /tmp is not seen inside.
      for (const name of ['typescript', '@typescript']) {
        cpSync(`${modules}/${name}`, `${world.workspace}/compiler/node_modules/${name}`, { recursive: true })
      }
      give(world.root, user)
      driver = openDriver(world, { settings: { workspace }, jobEnv: { PATH: process.env['PATH'] ?? '' } })
    })
    after(async () => {
      await driver.close()
      removeWorld(world)
    })
    for (const { title, run, needs, grantsGit } of everyday) {
      it(title, { skip: needs !== undefined && !has(needs) ? `${needs} is not here` : false }, async () => {
        const grant =
          grantsGit === true ? { ...workspaceWrite, write: [`${world.workspace}/.git`] } : workspaceWrite
        const tried = await driver.try(run, {
          grant,
          limits: { ...limits, timeoutMs: 120_000 },
          env: { TSC: `${world.workspace}/compiler/node_modules/typescript/bin/tsc` },
        })
        assert.deepEqual(tried.attempt.ending, { kind: 'exited', exitCode: 0 }, tried.stderr.slice(0, 2000))
        assert.deepEqual(tried.attempt.effects, [])
      })
    }
  })
}

function has(program: string): boolean {
  try {
    execFileSync('sh', ['-c', 'command -v "$1"', 'sh', program], { stdio: 'ignore' })
    return true
  } catch {
    return false
  }
}

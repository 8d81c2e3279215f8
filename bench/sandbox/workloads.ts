import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { printFigure } from '../figure.ts'
import { makeBubblewrap, run, shell } from './bubblewrap.ts'
import { openGate } from './gate.ts'
import { type Measured, median, report, takeTurns } from './measure.ts'

/**
 * Wall time of everyday work, plain, under plain bubblewrap, in the sandbox, and there with the workspace as a transaction, in turn:
 * `node bench/sandbox/workloads.ts [rounds] [npm]`. With `npm` it also installs this project from a warm cache, which needs
 * a cache that was filled before. Run it as an ordinary user on an idle machine.
 */
const rounds = Number(process.argv[2] ?? 7)
const withNpm = process.argv.includes('npm')
const root = mkdtempSync(join(tmpdir(), 'gate-bench-'))
const project = new URL('../../', import.meta.url).pathname

const plain = (text: string, cwd: string): Promise<void> => run(shell[0], [...shell.slice(1), text], cwd)

async function makeTree(): Promise<string> {
  const tree = join(root, 'tree')
  for (let directory = 0; directory < 200; directory++) {
    mkdirSync(join(tree, `d${directory}`), { recursive: true })
    for (let file = 0; file < 100; file++) writeFileSync(join(tree, `d${directory}`, `f${file}`), `${file}\n`)
  }
  await plain(
    'git init -q . && git add -A && git -c user.name=t -c user.email=t@example.com commit -qm x',
    tree,
  )
  return tree
}

function makeProject(name: string): string {
  const copy = join(root, name)
  for (const part of [
    'src',
    'test',
    'scripts',
    'bench',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
    'node_modules',
  ]) {
    if (part !== 'node_modules' || name === 'project')
      cpSync(join(project, part), join(copy, part), { recursive: true, verbatimSymlinks: true })
  }
  return copy
}

process.stdout.write(`as uid ${process.geteuid?.()}, load ${loadavg()[0]?.toFixed(1)}, ${rounds} rounds\n`)
const tree = await makeTree()
const copy = makeProject('project')
const works: readonly { readonly name: string; readonly text: string; readonly cwd: string }[] = [
  { name: 'git status, 20,000 files', text: 'git status --short', cwd: tree },
  { name: 'find /usr', text: 'find /usr -type f 2>/dev/null | wc -l || true', cwd: tree },
  { name: 'tsc', text: 'node_modules/.bin/tsc --noEmit -p . > /dev/null || true', cwd: copy },
  {
    name: 'write 2,000 files and delete them',
    text: 'mkdir w && for i in $(seq 2000); do echo $i > w/$i; done && rm -r w',
    cwd: copy,
  },
  {
    name: 'write 2,000 files',
    text: 'rm -rf w; mkdir w && for i in $(seq 2000); do echo $i > w/$i; done',
    cwd: copy,
  },
  ...(withNpm
    ? [
        {
          name: 'npm ci, warm cache',
          text: 'npm ci --offline --ignore-scripts --no-audit --no-fund --loglevel=error',
          cwd: makeProject('install'),
        },
      ]
    : []),
]
for (const { name, text, cwd } of works) {
  const bubblewrap = makeBubblewrap(cwd)
  const direct = await openGate(cwd, 'direct')
  const transaction = await openGate(cwd, 'transaction')
  const ways: readonly Measured[] = [
    { name: `${name}: plain`, once: () => plain(text, cwd) },
    { name: `${name}: bubblewrap`, once: () => bubblewrap(text) },
    { name: `${name}: direct`, once: () => direct.run(text) },
    { name: `${name}: transaction`, once: () => transaction.run(text) },
  ]
  const times = await takeTurns(ways, rounds, 1)
  report(times)
  const took = (kind: string): number => median(times.get(`${name}: ${kind}`) ?? [])
  const ratio = (kind: string, base: string): string => (took(kind) / took(base)).toFixed(2)
  for (const base of ['plain', 'bubblewrap']) {
    const kinds = ['bubblewrap', 'direct', 'transaction'].filter((kind) => kind !== base)
    const ratios = kinds.map((kind) => `${kind} ${ratio(kind, base)}`)
    printFigure(`${name}, times ${base}`, ratios.join(', '), 'direct at most 1.05')
  }
  await direct.close()
  await transaction.close()
}
rmSync(root, { recursive: true, force: true })

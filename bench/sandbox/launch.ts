import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { seccompFilter } from '../../src/sandbox/seccomp/filter.ts'
import { printFigure } from '../figure.ts'
import { openGate } from './gate.ts'
import { type Measured, median, report, takeTurns } from './measure.ts'
import { peers } from './peers.ts'

/**
 * Median wall time of `/bin/true`, each way in turn: `node bench/sandbox/launch.ts [rounds]`. Peers take part where
 * `npm install` was run in bench/sandbox. Run it as an ordinary user on an idle machine.
 */
const rounds = Number(process.argv[2] ?? 50)
const workspace = mkdtempSync(join(tmpdir(), 'gate-bench-'))
const filter = join(workspace, 'filter')
writeFileSync(filter, seccompFilter(process.arch === 'arm64' ? 'arm64' : 'x64'))

function run(
  program: string,
  args: readonly string[],
  extra: readonly ('ignore' | number)[] = [],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe', ...extra], cwd: workspace })
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`)),
    )
  })
}

const bubblewrap = [
  '--unshare-all',
  '--unshare-user',
  '--disable-userns',
  '--die-with-parent',
  '--new-session',
  '--as-pid-1',
  '--clearenv',
  '--cap-drop',
  'ALL',
  '--ro-bind',
  '/',
  '/',
  '--dev',
  '/dev',
  '--proc',
  '/proc',
  '--ro-bind',
  '/proc/sys',
  '/proc/sys',
  '--tmpfs',
  '/tmp',
  '--tmpfs',
  '/var/tmp',
  '--tmpfs',
  '/run',
  '--bind',
  workspace,
  workspace,
  '--setenv',
  'PATH',
  '/usr/bin:/bin',
  '--chdir',
  workspace,
  '--seccomp',
  '3',
  '--',
  '/bin/sh',
  '-c',
  '"$@"; exit $?',
  'gate',
  '/bin/bash',
  '--noprofile',
  '--norc',
  '-e',
  '-o',
  'pipefail',
  '-c',
  '/bin/true',
]

async function plainBubblewrap(): Promise<void> {
  const rules = openSync(filter, 'r')
  await run('/usr/bin/bwrap', bubblewrap, [rules]).finally(() => closeSync(rules))
}

process.stdout.write(`as uid ${process.geteuid?.()}, load ${loadavg()[0]?.toFixed(1)}, ${rounds} rounds\n`)
const direct = await openGate(workspace, 'direct')
const transaction = await openGate(workspace, 'transaction')
const dirty = await openGate(workspace, 'direct')
const others = await peers(run, workspace)
const ways: Measured[] = [
  { name: 'plain spawn', once: () => run('/bin/true', []) },
  { name: 'plain spawn of bash', once: () => run('/bin/bash', ['-c', '/bin/true']) },
  {
    name: 'plain bubblewrap, full configuration',
    once: plainBubblewrap,
  },
  { name: 'command-gate, direct', once: () => direct.run('/bin/true') },
  { name: 'command-gate, transaction', once: () => transaction.run('/bin/true') },
  {
    name: 'command-gate, a captured write each time',
    once: () => dirty.run('echo x > ~/.command-gate-bench'),
  },
  ...others.ways,
]
const times = await takeTurns(ways, rounds)
report(times)
const plain = median(times.get('plain bubblewrap, full configuration') ?? [])
printFigure(
  'command-gate, direct, against plain bubblewrap',
  `${(median(times.get('command-gate, direct') ?? []) / plain).toFixed(2)} times`,
  'at most 2.5',
)
await others.close()
await direct.close()
await transaction.close()
await dirty.close()
rmSync(workspace, { recursive: true })

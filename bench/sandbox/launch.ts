import { mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { printFigure } from '../figure.ts'
import { makeBubblewrap, run } from './bubblewrap.ts'
import { openGate } from './gate.ts'
import { type Measured, median, report, takeTurns } from './measure.ts'
import { peers } from './peers.ts'

/**
 * Median wall time of `/bin/true`, each way in turn: `node bench/sandbox/launch.ts [rounds]`. Peers take part where
 * `npm install` was run in bench/sandbox. Run it as an ordinary user on an idle machine.
 */
const rounds = Number(process.argv[2] ?? 50)
const workspace = mkdtempSync(join(tmpdir(), 'gate-bench-'))
const plainBubblewrap = makeBubblewrap(workspace)

process.stdout.write(`as uid ${process.geteuid?.()}, load ${loadavg()[0]?.toFixed(1)}, ${rounds} rounds\n`)
const direct = await openGate(workspace, 'direct')
const transaction = await openGate(workspace, 'transaction')
const dirty = await openGate(workspace, 'direct')
const others = await peers((program, args) => run(program, args, workspace), workspace)
const ways: Measured[] = [
  { name: 'plain spawn', once: () => run('/bin/true', [], workspace) },
  { name: 'plain spawn of bash', once: () => run('/bin/bash', ['-c', '/bin/true'], workspace) },
  {
    name: 'plain bubblewrap, full configuration',
    once: () => plainBubblewrap('/bin/true'),
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

import { homedir } from 'node:os'
import { createSandbox } from '../../src/adapters/bubblewrap/sandbox.ts'
import { startEgress } from '../../src/adapters/egress/egress.ts'
import { bareCommand } from '../../src/cli/bare-command.ts'
import { defaults } from './measure.ts'

/** A sandbox as a run has it, with capture and egress, over a workspace. */
export async function openGate(
  workspace: string,
  kind: 'direct' | 'transaction',
): Promise<{ run(text: string): Promise<void>; close(): Promise<void> }> {
  const sandbox = await createSandbox({
    workspace,
    settings: { ...defaults, workspace: kind },
    jobEnv: { HOME: homedir(), PATH: process.env['PATH'] ?? '/usr/bin:/bin' },
    setup: 'never',
    startEgress: ({ user }) =>
      startEgress({
        egressScript: new URL('../../src/egress.ts', import.meta.url).pathname,
        node: process.execPath,
        identity: user,
        resolve: undefined,
        permitAddress: undefined,
        connect: undefined,
      }),
  })
  const grant = { kind: 'sandboxed', mode: 'workspace-write', write: [], network: [], env: [] } as const
  const run = async (text: string): Promise<void> => {
    const { ending, changes, effects } = await sandbox.attempt(
      { command: bareCommand(text), grant, limits: defaults.limits },
      () => undefined,
      new AbortController().signal,
    )
    if (ending.kind !== 'exited' || ending.exitCode !== 0) throw new Error(JSON.stringify(ending))
    if (changes !== undefined) await sandbox.discard(changes)
    if (effects.length > 20) throw new Error(`${text}: ${effects.length} effects`)
  }
  return { run, close: () => sandbox.close() }
}

import { spawn } from 'node:child_process'
import { homedir } from 'node:os'
import { argvOf } from '../../command/command.ts'
import type { Grant } from '../../policy/grant.ts'
import type { OutputChunk } from '../../ports.ts'
import type { Attempt } from '../../sandbox/attempt.ts'
import { environmentFor } from '../../sandbox/environment.ts'
import type { AttemptRequest } from './attempt.ts'
import { sourceOf } from './pipes.ts'
import type { SandboxConfig } from './run.ts'
import { supervise } from './supervise.ts'

/** Runs a command as it is, where policy or people took the sandbox off: same environment, same bounds on time and output. */
export async function runUnsandboxed(
  config: SandboxConfig,
  request: AttemptRequest & { readonly grant: Extract<Grant, { kind: 'unsandboxed' }> },
  onOutput: (chunk: OutputChunk) => void,
  signal: AbortSignal,
): Promise<Attempt> {
  const { command, grant, limits } = request
  const [program = '', ...args] = argvOf(command)
  const child = spawn(program, args, {
    cwd: `${config.workspace}/${command.workingDirectory}`,
    env: environmentFor({
      jobEnv: config.jobEnv,
      pass: config.settings.env.pass,
      commandEnv: command.env,
      granted: grant.env,
      home: config.jobEnv['HOME'] ?? homedir(),
    }),
    stdio: ['ignore', 'pipe', 'pipe'],
    // A process group of its own, so that all of it can be ended.
    detached: true,
  })
  const signalGroup = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    } catch {
      // The group is gone already.
    }
  }
  const { ending, output, durationMs } = await supervise(
    child,
    { stdout: sourceOf(child.stdout), stderr: sourceOf(child.stderr) },
    {
      terminate() {
        signalGroup('SIGTERM')
        return true
      },
      kill: () => signalGroup('SIGKILL'),
      inspect: async () => undefined,
    },
    { limits, onOutput, signal },
  )
  signalGroup('SIGKILL')
  const notes = ['Ran without a sandbox: limits on memory, processes and disk did not apply.']
  return { grant, backend: 'none', ending, effects: [], changes: undefined, output, durationMs, notes }
}

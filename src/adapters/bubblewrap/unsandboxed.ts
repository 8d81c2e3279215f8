import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { argvOf } from '../../command/command.ts'
import type { Grant } from '../../policy/grant.ts'
import type { OutputChunk } from '../../ports.ts'
import type { Attempt } from '../../sandbox/attempt.ts'
import { certificatesFor } from '../../sandbox/certificates.ts'
import { environmentFor } from '../../sandbox/environment.ts'
import type { AttemptRequest } from './attempt.ts'
import { trustedProgram } from './binaries.ts'
import { openPipe, type Pipe, sourceOf } from './pipes.ts'
import type { SandboxConfig } from './run.ts'
import { runQuietly } from './run-quietly.ts'
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
  const pipes = await openPipes()
  const child = spawn(program, args, {
    cwd: `${config.workspace}/${command.workingDirectory}`,
    env: environmentFor({
      jobEnv: config.jobEnv,
      pass: config.settings.env.pass,
      commandEnv: command.env,
      granted: grant.env,
      home: config.jobEnv['HOME'] ?? homedir(),
      certificates: certificatesFor(config.jobEnv, () => true),
    }),
    stdio: ['ignore', pipes?.stdout.writer ?? 'pipe', pipes?.stderr.writer ?? 'pipe'],
    // A process group of its own, so that all of it can be ended.
    detached: true,
  })
  pipes?.stdout.closeWriter()
  pipes?.stderr.closeWriter()
  const signalGroup = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined) process.kill(-child.pid, name)
    } catch {
      // The group is gone already.
    }
  }
  const { ending, output, durationMs } = await supervise(
    child,
    {
      stdout: pipes?.stdout.source ?? sourceOf(child.stdout),
      stderr: pipes?.stderr.source ?? sourceOf(child.stderr),
    },
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

/**
 * Pipes that a program can also open by the name `/dev/stderr`, which it can't do with Node's own. They have names only until
 * both ends are open. Undefined where none can be made: then Node's own must do.
 */
async function openPipes(): Promise<{ readonly stdout: Pipe; readonly stderr: Pipe } | undefined> {
  const mkfifo = process.platform === 'linux' ? trustedProgram('mkfifo') : undefined
  if (mkfifo === undefined) return undefined
  const directory = mkdtempSync(join(tmpdir(), 'command-gate-pipes-'))
  try {
    const paths = [`${directory}/stdout`, `${directory}/stderr`] as const
    const { exitCode } = await runQuietly(mkfifo, ['-m', '600', ...paths], { timeoutMs: 5000 })
    return exitCode === 0 ? { stdout: openPipe(paths[0]), stderr: openPipe(paths[1]) } : undefined
  } finally {
    rmSync(directory, { recursive: true, force: true })
  }
}

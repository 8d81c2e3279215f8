import { spawn } from 'node:child_process'
import type { Identity } from '../../sandbox/machine.ts'

/** How a program of the system's own ended. */
export type Finished = {
  /** Undefined when it was ended by a signal, by time, or could not be started. */
  readonly exitCode: number | undefined
  readonly stdout: string
  readonly stderr: string
}

const maxBytes = 64 * 1024 * 1024

/** Options that give a child the identity of commands; nothing where the gate has it already. */
export function identityOptions(identity: Identity): { readonly uid?: number; readonly gid?: number } {
  return process.geteuid?.() === 0 && identity.uid !== 0 ? { uid: identity.uid, gid: identity.gid } : {}
}

/** Runs a program of the system with an empty environment and collects what it says. Never throws. */
export function runQuietly(
  program: string,
  args: readonly string[],
  options: { readonly identity?: Identity; readonly timeoutMs: number },
): Promise<Finished> {
  return new Promise((resolve) => {
    const child = spawn(program, args, {
      stdio: ['ignore', 'pipe', 'pipe'],
      env: { LC_ALL: 'C' },
      cwd: '/',
      timeout: options.timeoutMs,
      killSignal: 'SIGKILL',
      ...(options.identity === undefined ? {} : identityOptions(options.identity)),
    })
    const chunks: { stdout: Buffer[]; stderr: Buffer[] } = { stdout: [], stderr: [] }
    let bytes = 0
    const keep = (list: Buffer[]) => (chunk: Buffer) => {
      bytes += chunk.length
      if (bytes <= maxBytes) list.push(chunk)
    }
    child.stdout.on('data', keep(chunks.stdout))
    child.stderr.on('data', keep(chunks.stderr))
    const finish = (exitCode: number | undefined, problem: string): void =>
      resolve({
        exitCode,
        stdout: Buffer.concat(chunks.stdout).toString('utf8'),
        stderr: Buffer.concat(chunks.stderr).toString('utf8') + problem,
      })
    child.on('error', (error) => finish(undefined, error.message))
    child.on('close', (code) => finish(code ?? undefined, ''))
  })
}

import { spawn } from 'node:child_process'
import { closeSync, mkdtempSync, openSync, rmSync, writeFileSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { seccompFilter } from '../../src/sandbox/seccomp/filter.ts'

/** What a plain program runs as a shell command, so that each way of running it starts the same one. */
export const shell = ['/bin/bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', '-c'] as const

/** Runs a program, its output read and dropped. Rejects unless it exits with 0. */
export function run(
  program: string,
  args: readonly string[],
  cwd: string,
  extra: readonly ('ignore' | number)[] = [],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe', ...extra], cwd })
    child.stdout?.resume()
    child.stderr?.resume()
    child.once('error', reject)
    child.once('close', (code) =>
      code === 0 ? resolve() : reject(new Error(`${program} ended with ${code}`)),
    )
  })
}

/** Bubblewrap as one would write it by hand, with all that it can do but no overlay, over a workspace: runs a text in bash. */
export function makeBubblewrap(workspace: string): (text: string) => Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'gate-bench-'))
  const filter = join(folder, 'filter')
  writeFileSync(filter, seccompFilter(process.arch === 'arm64' ? 'arm64' : 'x64'))
  process.on('exit', () => rmSync(folder, { recursive: true }))
  const isolation = ['--unshare-all', '--unshare-user', '--disable-userns', '--die-with-parent']
  const command = ['--new-session', '--as-pid-1', '--clearenv', '--cap-drop', 'ALL']
  const places = [
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
  ]
  const empty = ['--tmpfs', '/tmp', '--tmpfs', '/var/tmp', '--tmpfs', '/run']
  const cache = join(homedir(), '.npm')
  const own = ['--bind', workspace, workspace, '--bind-try', cache, cache, '--chdir', workspace]
  const env = ['--setenv', 'PATH', process.env['PATH'] ?? '/usr/bin:/bin', '--setenv', 'HOME', homedir()]
  const options = [...isolation, ...command, ...places, ...empty, ...own, ...env, '--seccomp', '3', '--']
  return async (text) => {
    const rules = openSync(filter, 'r')
    const wrapped = [...options, '/bin/sh', '-c', '"$@"; exit $?', 'gate', ...shell, text]
    await run('/usr/bin/bwrap', wrapped, workspace, [rules]).finally(() => closeSync(rules))
  }
}

import { type ChildProcess, spawn } from 'node:child_process'
import type { Identity } from '../../sandbox/machine.ts'
import type { Binaries } from './binaries.ts'
import { type Finished, identityOptions, runQuietly } from './run-quietly.ts'

/** The mount namespace of a run, in which overlays and scratch are mounted; it dies with the gate. */
export type MountNamespace = {
  readonly pid: number
  /** Where its files are seen from outside: put before a path of the namespace. */
  readonly root: string
  /** Program and words that start something in it. */
  readonly join: readonly string[]
  /** Runs a program of the system in it, with all rights over what is mounted there. */
  run(program: string, args: readonly string[]): Promise<Finished>
  /** Mounts in order; the message of `mount` on failure. */
  mount(steps: readonly MountStep[]): Promise<string | undefined>
  close(): void
}

/** One thing to mount or unmount. Options are whole; paths are of the namespace. */
export type MountStep =
  | { readonly kind: 'tmpfs'; readonly options: string; readonly target: string }
  | { readonly kind: 'overlay'; readonly options: string; readonly target: string }
  | { readonly kind: 'unmount'; readonly target: string }

// Values are arguments, never part of the text. It ends by itself when the gate's end of the pipe closes.
const mountScript = `set -e
mount=$1 umount=$2
shift 2
while [ "$#" -ge 3 ]; do
  case "$1" in
    unmount) "$umount" -l -- "$3" ;;
    *) "$mount" -i -t "$1" -o "$2" "$1" "$3" ;;
  esac
  shift 3
done
if [ "$#" -eq 1 ]; then
  echo ready
  read -r _
fi`

/**
 * Opens the mount namespace: inside the egress's user and network namespaces where there is one, else in a user namespace
 * of its own. Gives the system's own words when it can't be had.
 */
export async function openNamespace(
  binaries: Binaries,
  identity: Identity,
  egressPid: number | undefined,
  steps: readonly MountStep[],
): Promise<
  | { readonly kind: 'open'; readonly namespace: MountNamespace }
  | { readonly kind: 'refused'; readonly message: string }
> {
  const enter =
    egressPid === undefined
      ? [binaries.unshare, '-U', '-r', '-m', '--propagation', 'private']
      : [
          ...nsenterWords(binaries, egressPid, ['-U', '-n']),
          binaries.unshare,
          '-m',
          '--propagation',
          'private',
        ]
  const [program = '', ...words] = enter
  const child = spawn(
    program,
    [...words, '--', binaries.shell, '-c', mountScript, 'gate', ...stepWords(binaries, steps), 'hold'],
    { stdio: ['pipe', 'pipe', 'pipe'], env: { LC_ALL: 'C' }, cwd: '/', ...identityOptions(identity) },
  )
  const problem = await becomesReady(child)
  const pid = child.pid
  if (problem !== undefined || pid === undefined) {
    child.kill('SIGKILL')
    return { kind: 'refused', message: problem ?? 'it could not be started' }
  }
  const join = nsenterWords(binaries, pid, egressPid === undefined ? ['-U', '-m'] : ['-U', '-n', '-m'])
  const run = (inside: string, args: readonly string[]): Promise<Finished> => {
    const [nsenter = '', ...flags] = join
    return runQuietly(nsenter, [...flags, inside, ...args], { identity, timeoutMs: 60_000 })
  }
  return {
    kind: 'open',
    namespace: {
      pid,
      root: `/proc/${pid}/root`,
      join,
      run,
      async mount(more) {
        const { exitCode, stderr } = await run(binaries.shell, [
          '-c',
          mountScript,
          'gate',
          ...stepWords(binaries, more),
        ])
        return exitCode === 0 ? undefined : stderr.trim()
      },
      close() {
        child.stdin.end()
        child.kill('SIGKILL')
      },
    },
  }
}

function nsenterWords(binaries: Binaries, pid: number, flags: readonly string[]): readonly string[] {
  return [binaries.nsenter, '--preserve-credentials', ...flags, '-t', String(pid), '--']
}

function stepWords(binaries: Binaries, steps: readonly MountStep[]): readonly string[] {
  return [
    binaries.mount,
    binaries.umount,
    ...steps.flatMap((step) => [step.kind, step.kind === 'unmount' ? '-' : step.options, step.target]),
  ]
}

function becomesReady(child: ChildProcess): Promise<string | undefined> {
  return new Promise((resolve) => {
    let stderr = ''
    child.stderr?.on('data', (chunk: Buffer) => {
      stderr = (stderr + chunk.toString('utf8')).slice(-4000)
    })
    child.stdout?.once('data', () => resolve(undefined))
    child.once('error', (error) => resolve(error.message))
    child.once('close', () => resolve(stderr.trim() || 'it ended at once'))
  })
}

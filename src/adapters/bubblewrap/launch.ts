import { type ChildProcess, spawn } from 'node:child_process'
import { closeSync, openSync, writeFileSync } from 'node:fs'
import type { Readable, Writable } from 'node:stream'
import type { Limits } from '../../policy/grant.ts'
import type { OutputChunk } from '../../ports.ts'
import type { Ending } from '../../sandbox/attempt.ts'
import type { Identity } from '../../sandbox/machine.ts'
import { environmentArguments } from '../../sandbox/profile.ts'
import type { Cgroup } from './cgroup.ts'
import { openPipe } from './pipes.ts'
import { signalQuietly, treeOf, untilDead } from './processes.ts'
import { identityOptions } from './run-quietly.ts'
import { type Supervised, supervise } from './supervise.ts'
import { watchUsage } from './usage.ts'

/** One start of bubblewrap. */
export type LaunchRequest = {
  /** The joining words, bubblewrap, its arguments and the command's words. */
  readonly argv: readonly string[]
  /** The joining words alone. */
  readonly join: readonly string[]
  readonly identity: Identity
  readonly shell: string
  /** Named pipes for what it prints, of nobody but the identity's. */
  readonly pipes: { readonly stdout: string; readonly stderr: string }
  readonly cgroup: Cgroup | undefined
  /** The command's variables. */
  readonly env: Readonly<Record<string, string>>
  /** A file with the filter's instructions, given as descriptor 4. */
  readonly seccompFile: string | undefined
  readonly limits: Limits
  readonly onOutput: (chunk: OutputChunk) => void
  readonly signal: AbortSignal
  /** A directory of the real workspace to watch for floods; undefined where an overlay bounds it. */
  readonly watchedDirectory: string | undefined
  /** The file system that holds what is written into overlays, as seen from outside. */
  readonly capturedRoot: string
}

/** How it went; `started: false` when bubblewrap could not even set up the sandbox. */
export type Launched = Supervised & { readonly started: boolean }

/** The descriptors at which bubblewrap finds its files. */
export const descriptors = { status: 3, seccomp: 4, start: 5, environment: 6 } as const

/** Waits until the gate has put it into its cgroup, so that nothing it starts is ever outside. Starts nothing when the gate is gone. */
export const waitScript = `read -r _ <&${descriptors.start} || exit 1; exec ${descriptors.start}<&-; exec "$@"`

const maxProcesses = 4096
/** A process that the kernel can't end yet must not hold the gate. */
const deadMs = 3000

/** Runs a command in a new sandbox. The environment of bubblewrap itself is empty, so that nothing of it can be read inside. */
export async function launch(request: LaunchRequest): Promise<Launched> {
  const { cgroup, shell } = request
  const [program = '', ...args] =
    cgroup === undefined ? request.argv : [shell, '-c', waitScript, 'gate', ...request.argv]
  const environment = environmentArguments(request.env)
  const filter = request.seccompFile === undefined ? undefined : openSync(request.seccompFile, 'r')
  const stdout = openPipe(request.pipes.stdout)
  const stderr = openPipe(request.pipes.stderr)
  const child = spawn(program, args, {
    stdio: [
      'ignore',
      stdout.writer,
      stderr.writer,
      'pipe',
      filter ?? 'ignore',
      cgroup === undefined ? 'ignore' : 'pipe',
      'pipe',
    ],
    env: {},
    cwd: '/',
    ...identityOptions(request.identity),
  })
  if (filter !== undefined) closeSync(filter)
  stdout.closeWriter()
  stderr.closeWriter()
  send(child, descriptors.environment, environment)
  if (cgroup !== undefined) admit(child, cgroup)
  const status = readStatus(child.stdio[descriptors.status])
  const usage = watchUsage(request.limits, {
    directory: request.watchedDirectory,
    capturedRoot: request.capturedRoot,
    unbounded: cgroup === undefined ? request : undefined,
  })
  const supervised = await supervise(
    child,
    { stdout: stdout.source, stderr: stderr.source },
    {
      terminate() {
        const first = status.firstProcess()
        const below = first === undefined ? [] : treeOf(first, maxProcesses).slice(1)
        for (const pid of below) signalQuietly(pid, 'SIGTERM')
        return below.length > 0
      },
      kill() {
        // With its first process every other one of the pid namespace dies, however it was started.
        const first = status.firstProcess()
        if (first !== undefined) signalQuietly(first, 'SIGKILL')
        child.kill('SIGKILL')
      },
      inspect: () => usage.inspect(status.firstProcess()),
    },
    request,
  )
  // bubblewrap, ended by us, is gone before those it held: what they left can be looked at when none of them is alive.
  const first = status.firstProcess()
  if (first !== undefined) await untilDead(first, deadMs)
  const ending = overCgroup(cgroup, supervised.ending) ?? named(supervised.ending)
  cgroup?.remove()
  return { ...supervised, ending, started: first !== undefined && status.ran(supervised) }
}

/** Whether nothing ran for want of a directory to start in: that is the command's own fault, not the sandbox's. */
export function isNowhere({ started, stderrTail }: Launched): boolean {
  return !started && /^bwrap: Can't chdir to /m.test(stderrTail)
}

function admit(child: ChildProcess, cgroup: Cgroup): void {
  for (const entry of cgroup.entries) writeFileSync(entry, String(child.pid))
  send(child, descriptors.start, 'go\n')
}

function send(child: ChildProcess, descriptor: number, text: string): void {
  const streams: readonly unknown[] = child.stdio
  const stream = streams[descriptor]
  if (!isWritable(stream)) return
  // Who ended before reading it has an ending of its own.
  stream.on('error', () => undefined)
  stream.end(text)
}

/** What the kernel stopped at a limit ended by that limit, however the command dressed it up. */
function overCgroup(cgroup: Cgroup | undefined, ending: Ending): Ending | undefined {
  const over = ending.kind === 'exited' && ending.exitCode === 0 ? undefined : cgroup?.over()
  return over === undefined || ending.kind === 'limit' ? undefined : { kind: 'limit', ...over }
}

/** A shell reports the end of its child by a signal as 128 and the signal's number. */
function named(ending: Supervised['ending']): Supervised['ending'] {
  return ending.kind === 'exited' && ending.exitCode === 128 + 25
    ? { kind: 'limit', limit: 'file-size', detail: 'a file grew beyond the bound for one file' }
    : ending
}

function readStatus(source: unknown): {
  firstProcess(): number | undefined
  ran(supervised: Supervised): boolean
} {
  let text = ''
  if (isReadable(source)) {
    source.on('data', (chunk: Buffer) => {
      if (text.length < 10_000) text += chunk.toString('latin1')
    })
    source.on('error', () => undefined)
  }
  const numberOf = (key: string): number | undefined => {
    const digits = new RegExp(`"${key}": (\\d+)`).exec(text)?.[1]
    return digits === undefined ? undefined : Number(digits)
  }
  return {
    firstProcess: () => numberOf('child-pid'),
    // It tells of an exit code only when the command was really started; what we ended ourselves had been started.
    ran: ({ ending }) => numberOf('exit-code') !== undefined || ending.kind !== 'exited',
  }
}

function isWritable(value: unknown): value is Writable {
  return typeof value === 'object' && value !== null && 'end' in value
}

function isReadable(value: unknown): value is Readable {
  return typeof value === 'object' && value !== null && 'on' in value
}

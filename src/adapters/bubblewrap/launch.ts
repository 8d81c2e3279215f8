import { spawn } from 'node:child_process'
import { closeSync, openSync } from 'node:fs'
import type { Readable } from 'node:stream'
import type { Limits } from '../../policy/grant.ts'
import type { OutputChunk } from '../../ports.ts'
import type { Identity } from '../../sandbox/machine.ts'
import { signalQuietly, treeOf } from './processes.ts'
import { identityOptions } from './run-quietly.ts'
import { type Supervised, supervise } from './supervise.ts'
import { watchUsage } from './usage.ts'

/** One start of bubblewrap. */
export type LaunchRequest = {
  /** The joining words, bubblewrap, its arguments and the command's words. */
  readonly argv: readonly string[]
  readonly identity: Identity
  /** A file with the filter's instructions, given as descriptor 4. */
  readonly seccompFile: string | undefined
  readonly limits: Limits
  readonly onOutput: (chunk: OutputChunk) => void
  readonly signal: AbortSignal
  /** A directory of the real workspace to watch for floods; undefined where an overlay bounds it. */
  readonly watchedDirectory: string | undefined
}

/** How it went; `started: false` when bubblewrap could not even set up the sandbox. */
export type Launched = Supervised & { readonly started: boolean }

/** The descriptors at which bubblewrap finds its files. */
export const descriptors = { status: 3, seccomp: 4 } as const

const maxProcesses = 4096

/** Runs a command in a new sandbox. The environment of bubblewrap itself is empty, so that nothing of it can be read inside. */
export async function launch(request: LaunchRequest): Promise<Launched> {
  const [program = '', ...args] = request.argv
  const filter = request.seccompFile === undefined ? undefined : openSync(request.seccompFile, 'r')
  const child = spawn(program, args, {
    stdio: ['ignore', 'pipe', 'pipe', 'pipe', ...(filter === undefined ? [] : [filter])],
    env: {},
    cwd: '/',
    ...identityOptions(request.identity),
  })
  if (filter !== undefined) closeSync(filter)
  const status = readStatus(child.stdio[descriptors.status])
  const usage = watchUsage(request.limits, request.watchedDirectory)
  const supervised = await supervise(
    child,
    {
      terminate() {
        const first = status.firstProcess()
        if (first === undefined) child.kill('SIGKILL')
        else for (const pid of treeOf(first, maxProcesses).slice(1)) signalQuietly(pid, 'SIGTERM')
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
  return {
    ...supervised,
    ending: named(supervised.ending),
    started: status.firstProcess() !== undefined && status.ran(supervised),
  }
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

function isReadable(value: unknown): value is Readable {
  return typeof value === 'object' && value !== null && 'on' in value
}

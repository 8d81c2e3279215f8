import type { ChildProcess } from 'node:child_process'
import type { Readable } from 'node:stream'
import type { Limits } from '../../policy/grant.ts'
import type { OutputChunk } from '../../ports.ts'
import type { CapturedOutput, Ending, LimitName } from '../../sandbox/attempt.ts'
import { graceMs, keptOutput, shownOutputBytes } from '../../sandbox/limits.ts'
import { keepOutput } from './output.ts'

/** How a supervised process is told to end, and looked at meanwhile. */
export type Handle = {
  /** Asks all its processes to end. False when there are none yet that could be asked. */
  terminate(): boolean
  /** Ends all its processes. */
  kill(): void
  /** The limit that it has gone over, if any; called again and again. */
  inspect(): Promise<{ readonly limit: LimitName; readonly detail: string } | undefined>
}

/** How a process ended and what it printed. */
export type Supervised = {
  readonly ending: Ending
  readonly output: CapturedOutput
  readonly stderrTail: string
  readonly durationMs: number
}

const inspectEveryMs = 100
const drainMs = 1000
/** A sandbox that is just being made has nobody in it who could be asked to end. */
const terminateAgainMs = 20
const stderrKept = 16 * 1024

/**
 * Watches over a process until it has ended and its output is drained: time, output, what `inspect` finds, cancellation.
 * The first cause wins. Resolves soon after the limits at the latest, whatever the process does.
 */
export function supervise(
  child: ChildProcess,
  handle: Handle,
  options: {
    readonly limits: Limits
    readonly onOutput: (chunk: OutputChunk) => void
    readonly signal: AbortSignal
  },
): Promise<Supervised> {
  const startedAt = performance.now()
  const keeper = keepOutput(keptOutput)
  let cause: Ending | undefined
  let stderrTail = ''
  const timers: NodeJS.Timeout[] = []
  const later = (ms: number, act: () => void): void => {
    timers.push(setTimeout(act, ms))
  }
  const terminate = (): void => {
    if (!handle.terminate()) later(terminateAgainMs, terminate)
  }
  const end = (because: Ending, mildly: 'mildly' | 'at once'): void => {
    if (cause !== undefined) return
    cause = because
    if (mildly === 'mildly') terminate()
    else handle.kill()
    later(mildly === 'mildly' ? graceMs : 0, handle.kill)
    // A process that the kernel can't end yet must not hold the gate.
    later(graceMs + 2 * drainMs, () => child.emit('close', null, 'SIGKILL'))
  }
  const overLimit = (limit: LimitName, detail: string): Ending => ({ kind: 'limit', limit, detail })
  const take = (stream: OutputChunk['stream'], bytes: Buffer): void => {
    const room = options.limits.outputBytes - keeper.total()
    const shown = Math.min(options.limits.outputBytes, shownOutputBytes) - keeper.total()
    keeper.add(bytes)
    if (shown > 0)
      options.onOutput({ stream, bytes: bytes.length > shown ? bytes.subarray(0, shown) : bytes })
    if (bytes.length > room)
      end(overLimit('output', `more than ${options.limits.outputBytes} bytes`), 'at once')
  }
  const read = (stream: 'stdout' | 'stderr', source: Readable | null): void => {
    source?.on('data', (bytes: Buffer) => {
      if (stream === 'stderr') stderrTail = (stderrTail + bytes.toString('latin1')).slice(-stderrKept)
      take(stream, bytes)
    })
  }
  read('stdout', child.stdout)
  read('stderr', child.stderr)
  later(options.limits.timeoutMs, () =>
    end(overLimit('time', `more than ${options.limits.timeoutMs / 1000} s`), 'mildly'),
  )
  const stopInspecting = inspectRepeatedly(handle, (limit, detail) =>
    end(overLimit(limit, detail), 'at once'),
  )
  const onAbort = (): void => end({ kind: 'cancelled' }, 'mildly')
  options.signal.addEventListener('abort', onAbort, { once: true })
  if (options.signal.aborted) onAbort()
  return new Promise((resolve) => {
    let exited: Ending | undefined
    const finish = (): void => {
      stopInspecting()
      for (const timer of timers) clearTimeout(timer)
      options.signal.removeEventListener('abort', onAbort)
      child.stdout?.destroy()
      child.stderr?.destroy()
      const ending = cause ?? exited ?? { kind: 'signalled', signal: 'SIGKILL' }
      resolve({ ending, output: keeper.result(), stderrTail, durationMs: performance.now() - startedAt })
    }
    child.once('exit', (code, signal) => {
      exited =
        code === null
          ? { kind: 'signalled', signal: signal ?? 'SIGKILL' }
          : { kind: 'exited', exitCode: code }
      later(drainMs, finish)
    })
    child.once('close', finish)
    child.once('error', finish)
  })
}

function inspectRepeatedly(handle: Handle, found: (limit: LimitName, detail: string) => void): () => void {
  let busy = false
  const timer = setInterval(() => {
    if (busy) return
    busy = true
    handle
      .inspect()
      .then((over) => {
        if (over !== undefined) found(over.limit, over.detail)
      })
      .catch(() => undefined)
      .finally(() => {
        busy = false
      })
  }, inspectEveryMs)
  return () => clearInterval(timer)
}

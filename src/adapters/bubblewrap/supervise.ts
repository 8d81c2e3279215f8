import type { ChildProcess } from 'node:child_process'
import type { Limits } from '../../policy/grant.ts'
import type { OutputChunk } from '../../ports.ts'
import type { CapturedOutput, Ending, LimitName } from '../../sandbox/attempt.ts'
import { graceMs, keptOutput, shownOutputBytes } from '../../sandbox/limits.ts'
import { keepOutput } from './output.ts'
import type { OutputSources } from './pipes.ts'

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
  sources: OutputSources,
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
  let finish = (): void => undefined
  const finished = new Promise<void>((resolve) => {
    finish = resolve
  })
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
    later(graceMs + 2 * drainMs, () => finish())
  }
  const overLimit = (limit: LimitName, detail: string): Ending => ({ kind: 'limit', limit, detail })
  const take = (stream: OutputChunk['stream'], bytes: Buffer): void => {
    const room = options.limits.outputBytes - keeper.total()
    const shown = Math.min(options.limits.outputBytes, shownOutputBytes) - keeper.total()
    keeper.add(bytes)
    // A copy: what prints it may come to it late.
    if (shown > 0) options.onOutput({ stream, bytes: Buffer.from(bytes.subarray(0, shown)) })
    if (bytes.length > room)
      end(overLimit('output', `more than ${options.limits.outputBytes} bytes`), 'at once')
  }
  const drained = Promise.all([
    sources.stdout.read((bytes) => take('stdout', bytes)),
    sources.stderr.read((bytes) => {
      stderrTail = (stderrTail + bytes.subarray(-stderrKept).toString('latin1')).slice(-stderrKept)
      take('stderr', bytes)
    }),
  ])
  later(options.limits.timeoutMs, () =>
    end(overLimit('time', `more than ${options.limits.timeoutMs / 1000} s`), 'mildly'),
  )
  const stopInspecting = inspectRepeatedly(handle, (limit, detail) =>
    end(overLimit(limit, detail), 'at once'),
  )
  const onAbort = (): void => end({ kind: 'cancelled' }, 'mildly')
  options.signal.addEventListener('abort', onAbort, { once: true })
  if (options.signal.aborted) onAbort()
  let exited: Ending | undefined
  child.once('exit', (code, signal) => {
    exited =
      code === null ? { kind: 'signalled', signal: signal ?? 'SIGKILL' } : { kind: 'exited', exitCode: code }
    later(drainMs, () => finish())
  })
  child.once('close', () => drained.then(finish))
  child.once('error', () => finish())
  return finished.then(() => {
    stopInspecting()
    for (const timer of timers) clearTimeout(timer)
    options.signal.removeEventListener('abort', onAbort)
    sources.stdout.stop()
    sources.stderr.stop()
    const ending = cause ?? exited ?? { kind: 'signalled', signal: 'SIGKILL' }
    return { ending, output: keeper.result(), stderrTail, durationMs: performance.now() - startedAt }
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

import { setTimeout } from 'node:timers'
import { GateError } from '../../errors.ts'
import type { Holder } from './holder.ts'
import { decodeReport } from './report.ts'
import { lineReader, maxContacts, maxLineBytes, type Order, type Report } from './wire.ts'

/** Orders go in, reports come out in their order. */
export type Conversation = {
  readonly send: (order: Order) => void
  /** An empty line: what a holder that is unmapped waits for. */
  readonly nudge: () => void
  /** The next report; rejects with SANDBOX_FAILED when the egress process ends, babbles, or is silent for so long. */
  readonly next: (withinMs: number) => Promise<Report>
  /** The end of what it wrote to stderr. */
  readonly stderr: () => string
}

/** Speaks with the egress process over its stdin and stdout. */
export function converse(holder: Holder): Conversation {
  let stderr = ''
  let gone: string | undefined
  const reports: Report[] = []
  let wake: (() => void) | undefined
  function end(reason: string): void {
    gone ??= reason
    wake?.()
  }
  const read = lineReader(
    maxLineBytes,
    (value) => {
      const report = decodeReport(value, maxContacts)
      if (report === undefined || reports.length > 2) end('the egress process sent what it should not')
      else reports.push(report)
      wake?.()
    },
    (reason) => end(`the egress process sent ${reason}`),
  )
  holder.stdout.on('data', read)
  holder.stderr.on('data', (chunk: Buffer) => {
    stderr = (stderr + chunk.toString('utf8')).slice(-4096)
  })
  holder.stdin.on('error', () => {})
  holder.on('error', (error) => end(error.message))
  holder.on('close', (code, signal) => end(`the egress process ended with ${signal ?? `exit code ${code}`}`))
  return {
    send: (order) => {
      holder.stdin.write(`${JSON.stringify(order)}\n`)
    },
    nudge: () => {
      holder.stdin.write('\n')
    },
    next: async (withinMs) => {
      const timer = setTimeout(() => end(`the egress process gave no answer in ${withinMs} ms`), withinMs)
      try {
        for (;;) {
          const report = reports.shift()
          if (report !== undefined) return report
          if (gone !== undefined) throw new GateError('SANDBOX_FAILED', gone)
          await new Promise<void>((done) => {
            wake = done
          })
        }
      } finally {
        clearTimeout(timer)
        wake = undefined
      }
    },
    stderr: () => stderr,
  }
}

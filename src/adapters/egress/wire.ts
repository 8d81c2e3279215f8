import type { Reach } from '../../sandbox/hosts.ts'

/** How a place was tried: by a question for its name alone, by TCP, or by something that is never carried. */
export const manners = ['question', 'tcp', 'udp', 'other'] as const
export type Manner = (typeof manners)[number]

/** A place that a command tried to reach. Port undefined: a question, or a protocol without ports. */
export type Contact = { readonly host: string; readonly port: number | undefined; readonly manner: Manner }

/** From the gate to the egress process, a line of JSON each. */
export type Order =
  | {
      readonly kind: 'start'
      /** The gate's unix socket, and the word that opens it. */
      readonly socketPath: string
      readonly token: string
      /** Names of this machine: they mean the command's own loopback. */
      readonly ownNames: readonly string[]
      readonly perl: string | undefined
    }
  | { readonly kind: 'begin'; readonly attempt: number; readonly reach: Reach }
  | { readonly kind: 'end'; readonly attempt: number }

/** From the egress process to the gate, a line of JSON each. */
export type Report =
  /** From the holder: it waits for its users and groups. */
  | { readonly kind: 'unmapped' }
  /** From the holder: its namespaces can be joined. */
  | { readonly kind: 'held' }
  | { readonly kind: 'ready'; readonly notes: readonly string[] }
  /** The attempt's grant is in force. */
  | { readonly kind: 'begun'; readonly attempt: number }
  | {
      readonly kind: 'ended'
      readonly attempt: number
      readonly contacts: readonly Contact[]
      /** Contacts beyond the bound, not in the list. */
      readonly more: number
    }

/** The first line of a connection that the egress passes on. */
export type Passage = {
  readonly token: string
  readonly attempt: number
  readonly host: string
  readonly port: number
}

/** The most contacts that one attempt's report names. */
export const maxContacts = 1000
/** The longest line either side reads: a full report of the longest names. */
export const maxLineBytes = 2_000_000
/** The longest first line of a connection that is passed on. */
export const maxPassageBytes = 2048

/**
 * Takes a stream of ASCII apart into lines of JSON. A line beyond `maxBytes` or one that is no JSON calls `onBroken`, once, and
 * nothing more is read: the other side is not what it should be.
 */
export function lineReader(
  maxBytes: number,
  onValue: (value: unknown) => void,
  onBroken: (reason: string) => void,
): (chunk: Buffer) => void {
  let pending = ''
  let broken = false
  function fail(reason: string): void {
    broken = true
    pending = ''
    onBroken(reason)
  }
  function take(line: string): void {
    if (broken) return
    let value: unknown
    try {
      value = JSON.parse(line)
    } catch {
      fail('a line that is no JSON')
      return
    }
    onValue(value)
  }
  return (chunk) => {
    if (broken) return
    const [first = '', ...later] = chunk.toString('latin1').split('\n')
    pending += first
    for (const line of later) {
      take(pending)
      pending = line
    }
    if (pending.length > maxBytes) fail(`a line of more than ${maxBytes} bytes`)
  }
}

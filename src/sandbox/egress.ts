import type { HostPattern } from '../policy/grant.ts'
import type { NetworkEffect } from './effect.ts'
import type { Identity } from './machine.ts'

/** What the sandbox needs of the egress of a run: namespaces to join, and the record of each attempt's traffic. */
export interface Egress {
  /** A process whose user and network namespaces the commands join. */
  readonly holderPid: number
  /** Text of the `/etc/resolv.conf` that commands see. */
  readonly resolvConf: string
  /**
   * Resolves when it answers, with what the log should say about it; until then commands can join and reach nothing. Rejects with
   * SANDBOX_UNAVAILABLE.
   */
  readonly ready: Promise<readonly string[]>
  begin(reach: {
    readonly allow: readonly HostPattern[]
    readonly deny: readonly HostPattern[]
    /** Granted hosts that may also be at private addresses: registries inside the company, from the runner's own settings. */
    readonly privateHosts?: readonly HostPattern[]
  }): Promise<{ end(): Promise<readonly NetworkEffect[]> }>
  close(): Promise<void>
}

/** Starts the egress of a run under the identity that its commands will have. */
export type StartEgress = (options: { readonly user: Identity | undefined }) => Promise<Egress>

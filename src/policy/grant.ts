/** A host that may be reached. `*.example.org` stands for every name below example.org, never for example.org itself. */
export type HostPattern = {
  /** Lower case, without trailing dot; an address is written as an address. */
  readonly host: string
  /** Undefined: ports 80 and 443. */
  readonly port?: number | undefined
}

/** What one attempt may do. Nothing outside it takes effect. */
export type Grant =
  | {
      readonly kind: 'sandboxed'
      readonly mode: 'read-only' | 'workspace-write'
      /** Absolute real paths, beyond what the mode makes writable. A directory stands for all below it. */
      readonly write: readonly string[]
      readonly network: readonly HostPattern[]
      /** Names of the job's variables that reach the command. */
      readonly env: readonly string[]
    }
  | { readonly kind: 'unsandboxed'; readonly env: readonly string[] }

/** What ends an attempt before it ends by itself. */
export type Limits = {
  readonly timeoutMs: number
  readonly memoryBytes: number
  readonly processes: number
  /** Bytes of output, both streams together. */
  readonly outputBytes: number
}

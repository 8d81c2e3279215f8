/**
 * How an effect is known. `recorded`: the kernel's or the egress's own record. `likely`: read from an error message,
 * which the command could have forged; shown to people with that word and never as more.
 */
export type Certainty = 'recorded' | 'likely'

/** What became of one path. A rename is a deletion and a creation. */
export type Change = 'created' | 'modified' | 'deleted' | 'mode-changed'

/** One side of a change, as lstat and a digest tell it. */
export type FileState = {
  readonly type: 'file' | 'directory' | 'symlink' | 'other'
  /** Permission bits, for example 0o644. */
  readonly mode: number
  /** Bytes; 0 for what is no file. */
  readonly size: number
  /** SHA-256 in hex of a file's content or a symlink's target; undefined for directories. */
  readonly digest: string | undefined
  readonly linkTarget: string | undefined
}

/** A file that the attempt changed, or tried to, outside its grant. */
export type WriteEffect = {
  readonly kind: 'write'
  /** The real, absolute path. */
  readonly path: string
  /** Undefined where only an error message tells of it. */
  readonly change: Change | undefined
  readonly certainty: Certainty
  readonly before: FileState | undefined
  readonly after: FileState | undefined
  /** Unified diff of text, cut to a bound with a visible marker. */
  readonly diff: string | undefined
}

/** A connection, or the question for a name, that the grant does not cover. */
export type NetworkEffect = {
  readonly kind: 'network'
  /** Name or address, lower case. */
  readonly host: string
  /** Undefined when only the name was asked for. */
  readonly port: number | undefined
  readonly certainty: Certainty
  /** Why it was refused although a name was granted: for example it resolved to a private address. */
  readonly reason: string | undefined
}

/** A system call that the sandbox refuses to everyone. */
export type SyscallEffect = {
  readonly kind: 'syscall'
  readonly name: string
  readonly certainty: Certainty
}

/** Something the attempt did or tried outside its grant. */
export type Effect = WriteEffect | NetworkEffect | SyscallEffect

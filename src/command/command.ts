/** Where a command stands in the list it came from. Lines and columns count from 1. */
export type SourceLocation = {
  /** The file as the person named it; undefined for the inline `commands` input. */
  readonly file: string | undefined
  readonly line: number
  readonly column: number
}

/** What a command asks for beyond the policy's sandbox. Asking is all it can do: a person or the policy grants. */
export type Permissions = {
  /** Paths: absolute, `~/…`, or relative to the workspace. */
  readonly write: readonly string[]
  /** Hosts as the policy spells them: `host`, `host:port`, `*.suffix`, or a tool's name. */
  readonly network: readonly string[]
  /** Names of environment variables of the job. */
  readonly env: readonly string[]
}

/** The shells a command may be written for; each runs with the same options as a workflow step's. */
export type Shell = 'bash' | 'sh'

/** One entry of the list: what the agent wants to run. */
export type Command = {
  /** Position in the list, from 0. */
  readonly index: number
  /** Unique in the list; `command-3` for the third where none was given. */
  readonly id: string
  readonly name: string | undefined
  readonly run: string
  readonly shell: Shell
  /** Relative to the workspace; never leaves it. */
  readonly workingDirectory: string
  readonly env: Readonly<Record<string, string>>
  readonly timeoutMs: number | undefined
  readonly continueOnError: boolean
  readonly permissions: Permissions
  /** Why the agent says it needs this. Untrusted text. */
  readonly justification: string | undefined
  readonly source: SourceLocation
}

/**
 * The words that start a command's shell, as a workflow step does: stop at the first failure, no start-up files. The `--` keeps a
 * command that starts with `-` from being read as options of the shell.
 */
export function argvOf(command: Pick<Command, 'run' | 'shell'>): readonly string[] {
  switch (command.shell) {
    case 'bash':
      return ['bash', '--noprofile', '--norc', '-e', '-o', 'pipefail', '-c', '--', command.run]
    case 'sh':
      return ['sh', '-e', '-c', '--', command.run]
  }
}

/** A word of a simple command, resolved as far as literals, quotes and local assignments go. Offsets in UTF-16 code units. */
export type Word = {
  /** As written. */
  readonly text: string
  /** What the shell would make of it; undefined when it can't be known before running. */
  readonly value: string | undefined
  /** True when running may turn it into no word or several: an unquoted expansion of unknown content, or a glob. */
  readonly splits: boolean
  /** The pattern, where the value is unknown only because the shell would look for files: `/b?n/r[m]`. */
  readonly glob: string | undefined
  readonly start: number
  readonly end: number
}

/** A redirection of a simple command or of a compound one around it. */
export type Redirect = {
  readonly operator: string
  readonly target: Word
  readonly writes: boolean
}

/**
 * How a command came to stand where it does. `plain`: written so. `transparent`: a wrapper that changes nothing about what
 * its inner command may do (timeout, nice, nohup, time, env without dangerous names), or the call of a function whose body
 * stands in the script. `powerful`: a wrapper that gives or moves power (sudo, ssh, docker run, xargs of unknown words), so
 * that it needs an allowing rule of its own.
 */
export type CommandRole = 'plain' | 'transparent' | 'powerful'

/** One simple command of a script, wherever it hides: pipelines, substitutions, functions, wrappers, scripts in arguments. */
export type SimpleCommand = {
  /** Command name first. Leading assignments are apart. Empty for a redirection alone (`> file`). */
  readonly words: readonly Word[]
  readonly assignments: readonly { readonly name: string; readonly value: Word }[]
  readonly redirects: readonly Redirect[]
  readonly role: CommandRole
  /** The wrappers around it, outermost first: `sudo`, `bash -c`. */
  readonly via: readonly string[]
  /**
   * The nearest wrapper: its position in the reading's commands, and which of its words this command starts at, or which of
   * them is the script that it stands in.
   */
  readonly inside:
    | { readonly command: number; readonly word: number; readonly kind: 'words' | 'script' }
    | undefined
  readonly start: number
  readonly end: number
}

/** What can't be known before running; never allowed by a rule. `start` and `end` point into the outermost script. */
export type Unknown = {
  readonly kind:
    | 'parse-error'
    | 'command-name'
    | 'eval'
    | 'source'
    | 'script-argument'
    | 'script-input'
    | 'too-deep'
    | 'too-large'
    | 'shadowed'
  readonly text: string
  readonly start: number
  readonly end: number
}

/** Everything that a script would run, as far as reading it can tell. */
export type ScriptReading = {
  readonly commands: readonly SimpleCommand[]
  readonly unknowns: readonly Unknown[]
  /** Words of what could not be read, split crudely, `;` between commands: only good for finding what is forbidden. */
  readonly remains: readonly (readonly string[])[]
}

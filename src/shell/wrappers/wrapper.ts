/**
 * A program whose arguments hold another command. Options that take a value are listed so that the value is not taken for
 * the command; an option on no list makes the inner command uncertain.
 */
export type Wrapper = {
  readonly names: readonly string[]
  /** The word after the name and its options, alternatives by `|`: `run|create`. */
  readonly subcommand?: string
  /** Options without a value, by blanks. Letters may be bundled. */
  readonly flags?: string
  /** Options with a value: the rest of the bundle, the next word, or after `=`. */
  readonly values?: string
  /** Options whose value only comes attached: the rest of the bundle, or after `=`. */
  readonly optionals?: string
  /** Options whose value is itself a script. */
  readonly scripts?: string
  /** With one of these the words are not run: `command -v`. */
  readonly inert?: string
  /** Operands before the inner command: `timeout 5`, `flock FILE`. */
  readonly operands?: number
  /** What follows: a command, words that a shell joins and runs, a command after `--`, nothing. */
  readonly rest: 'command' | 'script' | 'separated' | 'nothing'
  /** Words like `A=b` before the inner command set its environment. */
  readonly assigns?: true
  /** The inner command gets further words from standard input. */
  readonly appends?: true
  /** Options may stand after operands too. */
  readonly permutes?: true
}

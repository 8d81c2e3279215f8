import type { KindId } from '../catalogue.ts'

/** Patterns apart by commas; see `parsePattern` for their words. */
export type Rules = { readonly [Id in KindId | 'harmless']?: string }

/** How a program treats the paths among its arguments. */
export type PathUse = 'read' | 'write' | 'copy' | 'move' | 'delete' | 'none'

/** What comes out of a program, for whoever runs or sends it. */
export type OutputUse = 'text' | 'pass' | 'fetched' | 'decoded' | 'secret' | 'opaque'

/**
 * What is known of one program, as data. Lists of words are apart by blanks.
 * `rules` all count, and the strictest wins; a `harmless` rule silences the others; without any match it `is`.
 */
export type Tool = {
  readonly is: KindId
  readonly rules?: Rules
  /** Options whose value is the next word. */
  readonly valued?: string
  /** `-name` is one long option, as with find, openssl or java. */
  readonly longDash?: true
  /** Arguments are text for people or patterns, and no code whatever they look like. */
  readonly data?: true
  /** What it does to its path arguments; `read` unless said. */
  readonly paths?: PathUse
  /** Options whose value is a path that is written. */
  readonly writes?: string
  /** Options whose value is a command line. */
  readonly shell?: string
  /** Options whose value is code of the named language. */
  readonly code?: string
  readonly language?: Language
  /** Runs the file that its first positional word names. */
  readonly script?: true
  /** Runs what comes on standard input when no script or code is named. */
  readonly stdin?: 'code'
  readonly output?: OutputUse
  /** Its words mean the same in capitals. */
  readonly folds?: true
  /** Its words are names of other machines: whatever stands in them goes there. */
  readonly hosts?: true
  /** Its words are verbs and nouns, as those of a service's command line. */
  readonly verbs?: true
}

export type Language =
  | 'shell'
  | 'powershell'
  | 'python'
  | 'perl'
  | 'ruby'
  | 'node'
  | 'php'
  | 'lua'
  | 'awk'
  | 'tcl'
  | 'sql'
  | 'other'

/** Programs by name; several names of one program are apart by blanks. */
export type ToolTable = Readonly<Record<string, Tool>>

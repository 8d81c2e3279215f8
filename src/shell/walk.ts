import type { Assigned } from './assigned.ts'
import { readCrudely } from './crude.ts'
import type { Dialect } from './dialect.ts'
import type { Scope } from './scope.ts'
import type { Redirect, SimpleCommand, Unknown } from './simple-command.ts'
import type { Parse, ParsedScript, SyntaxNode } from './syntax.ts'

/** What a command would read from its standard input: a known text, or something else. */
export type Stdin = { readonly kind: 'text'; readonly text: string } | { readonly kind: 'other' }

/** Where in the script, and in which state, the walk stands. */
export type Place = {
  readonly scope: Scope
  /** Which shell will read the text at hand. */
  readonly dialect: Dialect
  /** The text at hand, into which the nodes' offsets point. */
  readonly source: string
  readonly via: readonly string[]
  readonly inside: SimpleCommand['inside']
  /** Turns offsets of the text at hand into offsets of the outermost script. */
  readonly locate: (start: number, end: number) => { readonly start: number; readonly end: number }
  readonly stdin: Stdin
  /** Redirections of the compound commands around. */
  readonly around: readonly Redirect[]
  readonly depth: number
  /** All that is assigned anywhere in this text: loops and functions may run in any order. `all`: nothing can be told. */
  readonly assigned: () => ReadonlyMap<string, Assigned> | 'all'
}

/** A walk through one script: what it found, and how to go deeper. */
export type Walk = {
  readonly commands: SimpleCommand[]
  readonly unknowns: Unknown[]
  readonly remains: (readonly string[])[]
  /** The texts that stand in `remains`. */
  readonly kept: Set<string>
  readonly parse: Parse
  /** Takes from the budget of work; false when it is used up. */
  spend(amount: number): boolean
  /** Reads a node of the tree. */
  visit(node: SyntaxNode, place: Place): void
  /** Reads the scripts of the substitutions in a node. */
  visitExpansions(node: SyntaxNode, place: Place): void
  /** Reads a text that a shell would read. */
  readText(text: string, place: Place): void
  /** Reads a parsed script. */
  readTree(script: ParsedScript, place: Place): void
}

/** Deepest nesting of scripts and wrappers that is followed. */
export const maxDepth = 24

/** Where the text at hand is the outermost script itself. */
export const outermost: Place['locate'] = (start, end) => ({ start, end })

/** Places everything of an inner text at the word that holds it. */
export function at(word: { readonly start: number; readonly end: number }): Place['locate'] {
  return () => ({ start: word.start, end: word.end })
}

/** Keeps a text that could not be read for the search of what is forbidden. */
export function keepRemains(walk: Pick<Walk, 'remains' | 'kept'>, text: string): void {
  if (walk.kept.has(text)) return
  walk.kept.add(text)
  const words = readCrudely(text)
  if (words.length > 0) walk.remains.push(words)
}

/** Notes what can't be known. */
export function noteUnknown(
  walk: Walk,
  kind: Unknown['kind'],
  text: string,
  range: { readonly start: number; readonly end: number },
): void {
  if (walk.unknowns.length < 1_000)
    walk.unknowns.push({ kind, text: text.slice(0, 200), start: range.start, end: range.end })
}

import type { SyntaxNode } from '../../shell/syntax.ts'
import type { Flow } from './flow.ts'
import type { Place, Scan } from './scan.ts'

/** How the readers of single commands go on into what is nested: handed down, so that no two files need each other. */
export type Walkers = {
  /** Walks one node, whatever it is; returns what it would print. */
  readonly walk: (node: SyntaxNode, scan: Scan, place: Place) => Flow
  /** Reads text that is a script. */
  readonly walkText: (text: string, scan: Scan, place: Place) => Flow
  /** Runs the substitutions nested in words. */
  readonly nestedIn: (scan: Scan, place: Place) => (part: SyntaxNode) => Flow
}

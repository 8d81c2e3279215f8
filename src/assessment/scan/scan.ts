import type { CompoundList, Parse, SyntaxNode } from '../../shell/syntax.ts'
import { type KindId, kindOf } from '../catalogue.ts'
import type { Finding } from '../risk.ts'
import type { Flow } from './flow.ts'

/** A function of the script, by its body. */
export type FunctionBody = Extract<SyntaxNode, { type: 'Function' }>['body'] | CompoundList

/** Where in the command's text something stands. */
export type Range = { readonly start: number; readonly end: number }

/** All that one reading of one script gathers. Owned by the call that made it. */
export type Scan = {
  readonly findings: Map<string, Finding>
  readonly variables: Map<string, Flow>
  /** Every value that a variable was given, a few at most. */
  readonly assigned: Map<string, string[]>
  readonly functions: Map<string, FunctionBody>
  readonly aliases: Map<string, string>
  /** What was written to files; see `known-files.ts`. */
  readonly files: Map<string, Flow>
  /** What programs are that were given another name, by that name. */
  readonly programs: Map<string, string>
  /** Names of functions that are being walked, against recursion. */
  readonly calls: string[]
  readonly parse: Parse
  /** Steps left before the script counts as too complex. */
  steps: number
}

/** Where a command stands. */
export type Place = {
  readonly depth: number
  /** Text that was unwrapped has no positions of its own: all that is found there rests on these words. */
  readonly range: Range | undefined
  /** What comes on standard input; undefined when nothing was said of it. */
  readonly input: Flow | undefined
  /** Inside a container: a shell there is no shell here. */
  readonly contained: boolean
  readonly background: boolean
}

/** Deepest nesting that is read. */
export const maxDepth = 24

/** Commands and words looked at before a script counts as too complex. */
const maxSteps = 20_000

/** An empty reading. */
export function createScan(parse: Parse): Scan {
  return {
    findings: new Map(),
    variables: new Map(),
    assigned: new Map(),
    functions: new Map(),
    aliases: new Map(),
    files: new Map(),
    programs: new Map(),
    calls: [],
    parse,
    steps: maxSteps,
  }
}

/** Takes a step; false when there are none left, which is itself a finding. */
export function step(scan: Scan, place: Place, evidence: string): boolean {
  scan.steps -= 1
  if (scan.steps > 0 && place.depth <= maxDepth) return true
  report(scan, { kind: 'too-complex', evidence, range: place.range })
  return false
}

/** Longest evidence kept in a finding. */
const maxEvidence = 160

/** Most findings kept of one kind. */
const maxOfKind = 5

/** Notes a finding. The same kind on the same words counts once. */
export function report(
  scan: Scan,
  found: { readonly kind: KindId; readonly evidence: string; readonly range: Range | undefined },
): void {
  const evidence = shorten(found.evidence)
  const key = `${found.kind} ${evidence}`
  if (scan.findings.has(key) || isFull(scan, found.kind)) return
  const kind = kindOf(found.kind)
  scan.findings.set(key, {
    id: found.kind,
    level: kind.level,
    categories: kind.categories,
    sentence: kind.sentence,
    evidence,
    range: found.range,
  })
}

function isFull(scan: Scan, id: KindId): boolean {
  if (scan.findings.size < maxOfKind) return false
  let count = 0
  for (const finding of scan.findings.values()) if (finding.id === id) count += 1
  return count >= maxOfKind
}

/** Cut between words: half a secret would not be recognised as one when the evidence is redacted. */
function shorten(text: string): string {
  if (text.length <= maxEvidence) return text
  const blank = text.lastIndexOf(' ', maxEvidence - 1)
  return `${text.slice(0, blank > 0 ? blank : 24)}…`
}

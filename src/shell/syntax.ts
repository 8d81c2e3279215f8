import { forEachChild, type ParsedScript, parse as parseBash, type SyntaxNode } from 'unbash'

/** The nodes of the syntax tree that the other stages may look at. */
export type {
  Assignment,
  Command,
  CompoundList,
  ParsedScript,
  Redirection,
  SyntaxNode,
  Word as SyntaxWord,
  WordPart,
} from 'unbash'

/** Longest script that is parsed, in UTF-16 code units. A command of the list may not be longer. */
const maxScriptLength = 65_536

/** More here-documents than any person writes; the parser's time grows with their square. */
const maxHereDocuments = 400

/** A parsed script, or why it was not parsed. A script with `errors` is a best guess. */
export type Parsed =
  | { readonly kind: 'parsed'; readonly script: ParsedScript }
  | { readonly kind: 'refused'; readonly reason: 'too-large' | 'parse-error' }

/** How a script's text becomes a tree. */
export type Parse = (text: string) => Parsed

/** More texts than this are not remembered: a script that hides so many others is taken apart once more. */
const maxRemembered = 64

/**
 * Parses as `parse` does, and each text once: who reads the same command for its rules and for its risk shares the tree. For one
 * command; nothing is forgotten.
 */
export function createParser(): Parse {
  const parsed = new Map<string, Parsed>()
  return (text) => {
    const known = parsed.get(text)
    if (known !== undefined) return known
    const found = parse(text)
    if (parsed.size < maxRemembered) parsed.set(text, found)
    return found
  }
}

/** Parses a script as bash does. Never throws; refuses what would take long. */
export function parse(text: string): Parsed {
  if (text.length > maxScriptLength) return { kind: 'refused', reason: 'too-large' }
  if (countAtMost(text, '<<', maxHereDocuments) >= maxHereDocuments)
    return { kind: 'refused', reason: 'too-large' }
  try {
    return { kind: 'parsed', script: parseBash(text) }
  } catch {
    return { kind: 'refused', reason: 'parse-error' }
  }
}

/** The direct children of a node. Throws what the parser throws on hostile depth. */
export function childrenOf(node: SyntaxNode): readonly SyntaxNode[] {
  const children: SyntaxNode[] = []
  forEachChild(node, (child) => {
    children.push(child)
  })
  return children
}

function countAtMost(text: string, part: string, most: number): number {
  let count = 0
  for (let at = text.indexOf(part); at !== -1 && count < most; at = text.indexOf(part, at + part.length)) {
    count += 1
  }
  return count
}

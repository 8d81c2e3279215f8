import { hiddenScripts } from '../../shell/hidden.ts'
import type { Range } from './scan.ts'

/** What makes bash evaluate a name or a number that stands in a text. */
const evaluators =
  /\(\(|\$\[|\$\{(?:!|\w+:)|\b(?:let|declare|local|typeset|readonly|export|unset|read|mapfile|readarray|wait|getopts)\b|\s-(?:v|eq|ne|lt|le|gt|ge)\s/

/** What makes it expand all of a text, as `${a@P}` does. */
const expanders = /@P\}|\b(?:compgen|complete)\b/

const subscript = /\w\[[^\]]{0,200}(?:\$\(|`)|^\w+=\([^)]{0,200}(?:\$\(|`)/
const quoted = /(?<=(^|[\s\S]))'(?=([^']{3,500})')/g
const escaped = /\w\[[^\]\n]{0,200}\\+(?=[$`])([^\n]{3,500})/g

/** A script that quotes hide from a reader, and where it stands. */
type HiddenScript = { readonly script: string; readonly range: Range }

/** `a['$(cmd)']=1`, `x='a[$(cmd)]'; echo $((x))` and `x='$(cmd)'; echo ${x@P}` run the command: the scripts in such quotes. */
export function quotedSubscripts(text: string): readonly HiddenScript[] {
  if (!text.includes("'") && !text.includes('\\')) return []
  if (!/\$\(|`/.test(text)) return []
  const expands = expanders.test(text)
  const evaluates = evaluators.test(text)
  const found: HiddenScript[] = []
  const add = (inner: string, start: number): void => {
    const range = { start, end: start + inner.length }
    for (const script of hiddenScripts(inner)) found.push({ script, range })
  }
  for (const match of text.matchAll(quoted)) {
    const [, before, inner = ''] = match
    if (before === '[' || expands || (evaluates && subscript.test(inner))) add(inner, match.index + 1)
  }
  if (!evaluates) return found.slice(0, maxHidden)
  for (const match of text.matchAll(escaped)) {
    const [whole, inner = ''] = match
    add(inner, match.index + whole.length - inner.length)
  }
  return found.slice(0, maxHidden)
}

/** More of them than this are not looked at. */
const maxHidden = 20

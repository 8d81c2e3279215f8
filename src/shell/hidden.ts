import { at, noteUnknown, type Place, type Walk } from './walk.ts'

/** Ends a text that is read as a here-document; taken out of the text itself. */
const end = 'end-of-hidden-text'

/**
 * Scripts for the substitutions in a text that arithmetic or a subscript would expand: the value of a variable, an argument.
 * Read as a here-document, in which quotes are plain and a substitution's own words are read afresh.
 */
export function hiddenScripts(value: string): readonly string[] {
  return /\$\(|`|\$\{/.test(value) ? [`: <<${end}\n${value.replaceAll(end, ' ')} \n${end}\n`] : []
}

/** The same where only a subscript can make it run, `a[$(cmd)]`: words that a variable gets from elsewhere than an assignment. */
export function subscriptScripts(value: string): readonly string[] {
  return value.includes('[') ? hiddenScripts(value) : []
}

/** Reads what hides in a known text that may come to be evaluated later, and notes that nobody can tell when. */
export function readHidden(
  walk: Walk,
  text: string,
  word: { readonly start: number; readonly end: number },
  place: Place,
): void {
  for (const script of hiddenScripts(text)) {
    noteUnknown(walk, 'eval', text, word)
    walk.readText(script, { ...place, depth: place.depth + 1, locate: at(word) })
  }
}

/**
 * The same for the text of an arithmetic expression or a subscript as it is written. What stands in it openly is read where it
 * stands; quotes and backslashes hide a substitution from the first look only.
 */
export function readQuoted(
  walk: Walk,
  text: string,
  range: { readonly pos: number; readonly end: number },
  place: Place,
): void {
  if (!/['\\]/.test(text)) return
  readHidden(walk, text.replace(/'|\\+(?=[$`])/g, ''), place.locate(range.pos, range.end), place)
}

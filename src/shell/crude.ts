/** More words than this are not looked at: no command of the list is half as long. */
const maxWords = 400_000

/** Stands between the commands of a crude reading. */
export const boundary = ';'

/**
 * The words of a text that could not be parsed, without quotes and backslashes, with `;` for every operator. It may see
 * commands where there are none: good for finding what is forbidden, never for allowing.
 */
export function readCrudely(text: string): readonly string[] {
  const words: string[] = []
  for (const token of joinedLines(text).match(/[^\s;|&(){}`<>]+|[\n;|&(){}`<>]/g) ?? []) {
    const isWord = token.length > 1 || /[^\n;|&(){}`<>]/.test(token)
    if (isWord) words.push(bare(token))
    else if (words.length > 0 && words.at(-1) !== boundary) words.push(boundary)
    if (words.length > maxWords) break
  }
  return words
}

function joinedLines(text: string): string {
  return text.includes('\\') ? text.replace(/\\\r?\n/g, '') : text
}

function bare(word: string): string {
  return /["'\\]/.test(word) ? word.replace(/\$(?=['"])|["'\\]/g, '') : word
}

/** More words than this are not looked at. */
const maxWords = 200_000

/**
 * Words of a text that could not be parsed, without quotes and backslashes, one list for each stretch between operators. It
 * may see commands where there are none: good for finding what is forbidden, never for allowing.
 */
export function readCrudely(text: string): readonly (readonly string[])[] {
  const stretches: (readonly string[])[] = []
  let left = maxWords
  for (const stretch of text.replace(/\\\r?\n/g, '').split(/[;|&\n(){}`<>]+/)) {
    const words = stretch
      .split(/\s+/)
      .map(bare)
      .filter((word) => word !== '')
    if (words.length > 0) stretches.push(words)
    left -= words.length
    if (left < 0) break
  }
  return stretches
}

function bare(word: string): string {
  return word.replace(/\$(?=['"])|["'\\]/g, '')
}

/**
 * What a reader can't see or what moves other text about: controls, bidirectional and zero-width characters, tags, variation
 * selectors, blanks other than the space, private and lone surrogates. A reviewer who can't see them approves something else.
 */
const unseen = /[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Zl}\p{Zp}\p{Default_Ignorable_Code_Point}\u2800]|(?! )\p{Zs}/gu

/** The visible spelling of one character: `\u{202e}`. */
export function spellOut(character: string): string {
  return `\\u{${(character.codePointAt(0) ?? 0).toString(16)}}`
}

/**
 * The text with everything unseen spelled out as `\u{…}`; newline and tab stay. The result holds no control character, no
 * bidirectional or zero-width character and no lone surrogate, so it looks like what it is.
 */
export function makeVisible(text: string): string {
  return text.replace(unseen, (found) => (found === '\n' || found === '\t' ? found : spellOut(found)))
}

/** The same on one line: newline and tab are spelled out too, as `\n` and `\t`. */
export function makeVisibleLine(text: string): string {
  return makeVisible(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t')
}

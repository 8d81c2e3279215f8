import { makeVisible, makeVisibleLine } from './visible.ts'

/**
 * The text as a code block that it can't leave: the fence is longer than its longest run of backticks, what can't be seen is
 * spelled out, and nothing inside is a mention, link or image. Starts and ends at a line of its own, without blank lines.
 */
export function fence(text: string, language = ''): string {
  const shown = makeVisible(text)
  const runs = shown.match(/`+/g) ?? []
  const longest = runs.reduce((most, run) => Math.max(most, run.length), 2)
  const marks = '`'.repeat(longest + 1)
  const word = /^[a-z0-9+-]*$/i.test(language) ? language : ''
  return `${marks}${word}\n${shown}${shown.endsWith('\n') ? '' : '\n'}${marks}`
}

/**
 * The text as code within a line: a paragraph, a list item or a table cell. Line breaks are spelled out. A bar, which would end a
 * table's cell, makes it HTML.
 */
export function inlineCode(text: string): string {
  const shown = makeVisibleLine(text)
  if (shown === '' || shown.includes('|')) return `<code>${escapeLine(shown)}</code>`
  const runs = shown.match(/`+/g) ?? []
  const marks = '`'.repeat(runs.reduce((most, run) => Math.max(most, run.length), 0) + 1)
  // One blank at both ends is taken away again by the reader of Markdown, except from blanks only.
  const pad = /^`|`$|^ .*[^ ].* $/.test(shown) ? ' ' : ''
  return `${marks}${pad}${shown}${pad}${marks}`
}

/**
 * Everything that Markdown or GitHub's filters read as more than a letter. What starts a mention, an issue reference, an emoji
 * or a link is also parted from what follows, because those filters look at the rendered text, where entities are gone.
 */
const special = /@|#(?=\d)|:(?=[\w/+-])|\bGH(?=-\d)|\bwww(?=\.)|^-|(?<=^\d+)[.)]|[\\`*_{}[\]<>#+!|~&$^=:"']/gi
const parting = '&#8203;'
const parted = /^(?:[@]|GH|www)$/i

/**
 * The text as one line of plain prose: no mention, link, image, heading, list, HTML, table cell, formula, issue reference or
 * emoji comes of it, wherever in a paragraph, quote, list or table it stands. Line breaks become spaces.
 */
export function escapeProse(text: string): string {
  const line = makeVisible(text)
    .replace(/[\n\t ]+/g, ' ')
    .trim()
  return escapeLine(line)
}

function escapeLine(line: string): string {
  return line.replace(special, (found, offset: number) => {
    const escaped = /^[a-z]/i.test(found) ? found : entity(found)
    const isParted = parted.test(found) || (/^[#:]$/.test(found) && /[\w/+-]/.test(line.charAt(offset + 1)))
    return isParted ? escaped + parting : escaped
  })
}

function entity(character: string): string {
  return `&#${character.codePointAt(0) ?? 0};`
}

/** More words than this from one brace expansion are not followed. */
const maxWords = 64

/** The texts that bash makes of a word with `{a,b}` or `{1..3}` in it, before any other expansion; undefined when too many. */
export function expandBraces(text: string): readonly string[] | undefined {
  const words = expand(text, 0)
  return words !== undefined && words.length <= maxWords ? words : undefined
}

function expand(text: string, depth: number): readonly string[] | undefined {
  if (depth > 16) return undefined
  let from = 0
  for (;;) {
    const open = findUnquoted(text, from, '{')
    if (open === undefined) return [text]
    const body = bodyAt(text, open)
    const items = body === undefined ? undefined : (listItems(body) ?? sequenceItems(body))
    if (body === undefined || items === undefined) {
      from = open + 1
      continue
    }
    return combine(text.slice(0, open), items, text.slice(open + body.length + 2), depth)
  }
}

function combine(
  before: string,
  items: readonly string[],
  after: string,
  depth: number,
): readonly string[] | undefined {
  const tails = expand(after, depth + 1)
  if (tails === undefined) return undefined
  const words: string[] = []
  for (const item of items) {
    const heads = expand(item, depth + 1)
    if (heads === undefined || words.length + heads.length * tails.length > maxWords) return undefined
    words.push(...heads.flatMap((head) => tails.map((tail) => before + head + tail)))
  }
  return words
}

/** Where the character stands outside quotes, escapes and `${…}`. */
function findUnquoted(text: string, from: number, wanted: string): number | undefined {
  let at = from
  while (at < text.length) {
    if (text[at] === wanted) return at
    at = skip(text, at)
  }
  return undefined
}

/** The position after the character, quoted stretch or expansion at `at`. */
function skip(text: string, at: number): number {
  const character = text[at]
  if (character === '\\') return at + 2
  if (character === "'") return closing(text, at + 1, "'")
  if (character === '"') return closing(text, at + 1, '"')
  if (character === '`') return closing(text, at + 1, '`')
  if (character === '$' && text[at + 1] === '{') return closing(text, at + 2, '}')
  if (character === '$' && text[at + 1] === '(') return closing(text, at + 2, ')')
  return at + 1
}

function closing(text: string, from: number, close: string): number {
  let at = from
  while (at < text.length && text[at] !== close) at += text[at] === '\\' && close !== "'" ? 2 : 1
  return at + 1
}

function bodyAt(text: string, open: number): string | undefined {
  let depth = 0
  let at = open
  while (at < text.length) {
    if (text[at] === '{') depth += 1
    if (text[at] === '}') depth -= 1
    if (depth === 0) return text.slice(open + 1, at)
    at = skip(text, at)
  }
  return undefined
}

function listItems(body: string): readonly string[] | undefined {
  const items: string[] = []
  let start = 0
  let depth = 0
  let at = 0
  while (at < body.length) {
    if (body[at] === '{') depth += 1
    if (body[at] === '}') depth -= 1
    if (body[at] === ',' && depth === 0) {
      items.push(body.slice(start, at))
      start = at + 1
    }
    at = skip(body, at)
  }
  return items.length === 0 ? undefined : [...items, body.slice(start)]
}

function sequenceItems(body: string): readonly string[] | undefined {
  const numbers = /^(-?\d{1,6})\.\.(-?\d{1,6})(?:\.\.(-?\d{1,6}))?$/.exec(body)
  if (numbers !== null) return numberItems(numbers[1] ?? '', numbers[2] ?? '', Number(numbers[3] ?? 1))
  const letters = /^([a-zA-Z])\.\.([a-zA-Z])(?:\.\.(-?\d{1,3}))?$/.exec(body)
  if (letters === null) return undefined
  const [first, last] = [letters[1], letters[2]].map((letter) => letter?.codePointAt(0) ?? 0)
  return count(first ?? 0, last ?? 0, Number(letters[3] ?? 1)).map((value) => String.fromCodePoint(value))
}

function numberItems(first: string, last: string, step: number): readonly string[] {
  const padded = [first, last].some((number) => /^-?0\d/.test(number))
  const digits = padded ? Math.max(first.length, last.length) : 0
  return count(Number(first), Number(last), step).map((value) => String(value).padStart(digits, '0'))
}

function count(first: number, last: number, step: number): readonly number[] {
  const stride = Math.max(1, Math.abs(step))
  const length = Math.min(maxWords + 1, Math.floor(Math.abs(last - first) / stride) + 1)
  return Array.from({ length }, (_, index) => first + index * (last < first ? -stride : stride))
}

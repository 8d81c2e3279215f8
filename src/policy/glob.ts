/** Whether a shell pattern (`*`, `?`, `[…]`) may stand for the text. Linear but for the stars; a class it can't read fits all. */
export function globMatches(pattern: string, text: string): boolean {
  let at = 0
  let from = 0
  let star = -1
  let mark = 0
  while (from < text.length) {
    const step = stepAt(pattern, at, text[from] ?? '')
    if (step !== undefined && pattern[at] !== '*') {
      at = step
      from += 1
    } else if (pattern[at] === '*') {
      star = at
      mark = from
      at += 1
    } else if (star !== -1) {
      at = star + 1
      mark += 1
      from = mark
    } else return false
  }
  while (pattern[at] === '*') at += 1
  return at >= pattern.length
}

/** Position after the pattern's element at `at` if it fits the character. */
function stepAt(pattern: string, at: number, character: string): number | undefined {
  const element = pattern[at]
  if (element === undefined) return undefined
  if (element === '?') return at + 1
  if (element !== '[') return element === character ? at + 1 : undefined
  const end = pattern.indexOf(']', at + 2)
  if (end === -1) return element === character ? at + 1 : undefined
  return classFits(pattern.slice(at + 1, end), character) ? end + 1 : undefined
}

function classFits(body: string, character: string): boolean {
  if (body.includes('[:') || body.includes('[.')) return true
  const negated = body.startsWith('!') || body.startsWith('^')
  const ranges = (negated ? body.slice(1) : body).match(/[\s\S]-[\s\S]|[\s\S]/g) ?? []
  const fits = ranges.some(
    (range) => range.charAt(0) <= character && character <= range.charAt(range.length - 1),
  )
  return fits !== negated
}

/** Bounds that keep a diff readable and its making cheap. */
export const diffBounds = { inputBytes: 256 * 1024, outputBytes: 8 * 1024, edits: 1000 } as const

const contextLines = 3

type Line = { readonly kind: ' ' | '-' | '+'; readonly text: string }

/**
 * A unified diff of two texts without file names, cut at the bound with a visible marker; undefined when they are equal
 * or too long. Where they differ in more places than the bound, the middle is shown as replaced.
 */
export function unifiedDiff(before: string, after: string): string | undefined {
  if (before === after || before.length + after.length > diffBounds.inputBytes) return undefined
  const lines = compare(splitLines(before), splitLines(after))
  const text = hunksOf(lines)
  if (text.length <= diffBounds.outputBytes) return text
  const cut = text.slice(0, diffBounds.outputBytes)
  return `${cut.slice(0, cut.lastIndexOf('\n') + 1)}… ${text.length - cut.length} more characters of this diff are not shown`
}

function splitLines(text: string): readonly string[] {
  if (text === '') return []
  if (text.endsWith('\n')) return text.slice(0, -1).split('\n')
  const lines = text.split('\n')
  return [...lines.slice(0, -1), `${lines.at(-1)}\n\\ No newline at end of file`]
}

function compare(left: readonly string[], right: readonly string[]): readonly Line[] {
  let start = 0
  while (start < left.length && start < right.length && left[start] === right[start]) start++
  let end = 0
  while (end < left.length - start && end < right.length - start && left.at(-1 - end) === right.at(-1 - end))
    end++
  const same = (text: string): Line => ({ kind: ' ', text })
  return [
    ...left.slice(0, start).map(same),
    ...middle(left.slice(start, left.length - end), right.slice(start, right.length - end)),
    ...(end === 0 ? [] : left.slice(-end)).map(same),
  ]
}

/** Longest common subsequence, as long as the table stays small. */
function middle(left: readonly string[], right: readonly string[]): readonly Line[] {
  const replaced: readonly Line[] = [
    ...left.map((text): Line => ({ kind: '-', text })),
    ...right.map((text): Line => ({ kind: '+', text })),
  ]
  if (left.length === 0 || right.length === 0 || left.length * right.length > diffBounds.edits ** 2)
    return replaced
  const width = right.length + 1
  const table = new Uint32Array((left.length + 1) * width)
  const at = (row: number, column: number): number => table[row * width + column] ?? 0
  for (let row = left.length - 1; row >= 0; row--) {
    for (let column = right.length - 1; column >= 0; column--) {
      table[row * width + column] =
        left[row] === right[column]
          ? at(row + 1, column + 1) + 1
          : Math.max(at(row + 1, column), at(row, column + 1))
    }
  }
  return walk(left, right, at)
}

function walk(
  left: readonly string[],
  right: readonly string[],
  at: (row: number, column: number) => number,
): readonly Line[] {
  const lines: Line[] = []
  let row = 0
  let column = 0
  while (row < left.length || column < right.length) {
    const gone = left[row]
    const fresh = right[column]
    if (gone !== undefined && gone === fresh) {
      lines.push({ kind: ' ', text: gone })
      row++
      column++
    } else if (fresh === undefined || (gone !== undefined && at(row + 1, column) >= at(row, column + 1))) {
      lines.push({ kind: '-', text: gone ?? '' })
      row++
    } else {
      lines.push({ kind: '+', text: fresh })
      column++
    }
  }
  return lines
}

function hunksOf(lines: readonly Line[]): string {
  const isNear = lines.map((_, index) =>
    lines.slice(Math.max(0, index - contextLines), index + contextLines + 1).some(({ kind }) => kind !== ' '),
  )
  const hunks: { readonly oldLine: number; readonly newLine: number; readonly lines: Line[] }[] = []
  let oldLine = 1
  let newLine = 1
  lines.forEach((line, index) => {
    if (isNear[index] === true) {
      if (isNear[index - 1] !== true) hunks.push({ oldLine, newLine, lines: [] })
      hunks.at(-1)?.lines.push(line)
    }
    if (line.kind !== '+') oldLine++
    if (line.kind !== '-') newLine++
  })
  const parts = hunks.flatMap((hunk) => [
    `@@ -${span(hunk.oldLine, hunk.lines, '+')} +${span(hunk.newLine, hunk.lines, '-')} @@`,
    ...hunk.lines.flatMap((line) => `${line.kind}${line.text}`.split('\n')),
  ])
  return `${parts.join('\n')}\n`
}

/** First line and count of a hunk on one side, as `diff -u` writes them: of no lines it names the line before. */
function span(first: number, lines: readonly Line[], otherSide: '+' | '-'): string {
  const count = lines.filter(({ kind }) => kind !== otherSide).length
  if (count === 1) return String(first)
  return `${count === 0 ? first - 1 : first},${count}`
}

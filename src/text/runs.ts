/** A part of a text in which every character is of one class. */
export type Run = { readonly start: number; readonly end: number }

/** The characters of a run, as a table by code; none outside ASCII. */
export function characterClass(pattern: RegExp): Uint8Array {
  return Uint8Array.from({ length: 128 }, (_, code) => (pattern.test(String.fromCharCode(code)) ? 1 : 0))
}

/**
 * All runs of at least so many characters, in order. Looks only at every `shortest`-th character until one is of the class, since
 * no run fits in between: most of a log is never looked at.
 */
export function findRuns(text: string, inClass: Uint8Array, shortest: number): readonly Run[] {
  const isIn = (position: number) => {
    const code = text.charCodeAt(position)
    return code < 128 && inClass[code] === 1
  }
  const runs: Run[] = []
  let free = 0
  let position = shortest - 1
  while (position < text.length) {
    if (!isIn(position)) {
      position += shortest
      continue
    }
    let start = position
    while (start > free && isIn(start - 1)) start -= 1
    let end = position + 1
    while (end < text.length && isIn(end)) end += 1
    if (end - start >= shortest) runs.push({ start, end })
    free = end
    position = end + shortest
  }
  return runs
}

/** A runner compares each line of its log with all it hides: a command that prints thousands must not slow the job down. */
const most = 200
const shortest = 8
const longest = 4_096

/** Letters and digits by turns, or small and capital letters: our own words and the names of people are no such text. */
const random = [
  /[a-z][^a-z]*\d\D*[a-z][^a-z]*\d|\d\D*[a-z][^a-z]*\d\D*[a-z]/i,
  /^(?=.{20})(?:.*?[a-z][A-Z]){4}/,
]

/**
 * Chooses what of a secret that was found in a text the runner is to hide from here on, line by line: it hides whole lines only.
 * What a hostile command made look like a secret must not hide what people go by: nothing short or plain, nothing that is part of
 * what is `shown`, and nothing more after the first 200. Each line is given once; none of `known`, which the runner hides already.
 */
export function createMaskFilter(
  known: readonly string[],
  shown: readonly string[],
): (secret: string) => readonly string[] {
  const told = new Set(known)
  let left = most
  return (secret) => {
    const lines = secret
      .split(/\r\n|\r|\n/)
      .filter(
        (line) =>
          line.length >= shortest &&
          line.length <= longest &&
          random.some((pattern) => pattern.test(line)) &&
          !told.has(line) &&
          !shown.some((text) => text.includes(line)),
      )
    const chosen = [...new Set(lines)].slice(0, left)
    left -= chosen.length
    for (const line of chosen) told.add(line)
    return chosen
  }
}

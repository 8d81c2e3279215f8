import type { Arguments } from './pattern.ts'

type Option = { readonly name: string; readonly value: string | undefined; readonly word: number }

/** The arguments of one command, with the position of each value among its words. */
export type ReadArguments = Omit<Arguments, 'options'> & {
  readonly options: readonly Option[]
  /** Positions of the positional words, beside `positionals`. */
  readonly places: readonly number[]
}

/**
 * Takes words after the name apart: options with their values, and positional words. `valued` options take the next word;
 * `longDash` programs write long options with one dash. What is not known to take a value is taken to have none.
 */
export function readArguments(
  words: readonly string[],
  valued: ReadonlySet<string>,
  longDash: boolean,
): ReadArguments {
  const options: Option[] = []
  const positionals: string[] = []
  const places: number[] = []
  let ended = false
  for (let at = 1; at < words.length; at += 1) {
    const word = words[at] ?? ''
    if (ended || word === '-' || !word.startsWith('-')) {
      positionals.push(word)
      places.push(at)
    } else if (word === '--') {
      ended = true
      options.push({ name: '--', value: undefined, word: at })
    } else {
      const taken = readOption(words, at, valued, longDash)
      options.push(...taken.options)
      at = taken.last
    }
  }
  return { options, positionals, places }
}

function readOption(
  words: readonly string[],
  at: number,
  valued: ReadonlySet<string>,
  longDash: boolean,
): { readonly options: readonly Option[]; readonly last: number } {
  const word = words[at] ?? ''
  const equals = word.indexOf('=')
  const next = words[at + 1]
  if (word.startsWith('--') || longDash || valued.has(word)) {
    if (equals > 1)
      return { options: [{ name: word.slice(0, equals), value: word.slice(equals + 1), word: at }], last: at }
    if (valued.has(word) && next !== undefined)
      return { options: [{ name: word, value: next, word: at + 1 }], last: at + 1 }
    return { options: [{ name: word, value: undefined, word: at }], last: at }
  }
  return readCluster(words, at, valued)
}

/** `-rf`, `-ofile`, `-xvf file`: letters one by one until one takes a value. */
function readCluster(
  words: readonly string[],
  at: number,
  valued: ReadonlySet<string>,
): { readonly options: readonly Option[]; readonly last: number } {
  const word = words[at] ?? ''
  const options: Option[] = []
  for (let index = 1; index < word.length && index < 24; index += 1) {
    const name = `-${word[index]}`
    if (!valued.has(name)) {
      options.push({ name, value: undefined, word: at })
      continue
    }
    const rest = word.slice(index + 1)
    if (rest !== '') options.push({ name, value: rest.replace(/^=/, ''), word: at })
    else options.push({ name, value: words[at + 1], word: at + 1 })
    return { options: [...options, whole(word, at)], last: rest === '' ? at + 1 : at }
  }
  return { options: [...options, whole(word, at)], last: at }
}

function whole(word: string, at: number): Option {
  const equals = word.indexOf('=')
  return equals > 1
    ? { name: word.slice(0, equals), value: word.slice(equals + 1), word: at }
    : { name: word, value: undefined, word: at }
}

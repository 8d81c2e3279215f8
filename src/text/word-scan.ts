import { Buffer } from 'node:buffer'

/** A word and whose it is. Of a word in any case only ASCII letters have one. */
type ScannedWord = {
  readonly word: string
  readonly writing: 'exact' | 'any case'
  readonly owner: number
}

/** Goes over a text once and tells each place where one of the words stands, in order, and to whom it belongs. */
export type WordScan = (text: string, found: (owner: number, position: number) => void) => void

/** A word is looked up by its first three characters, each made one of 64 classes. */
const classBits = 6
const threeClasses = 2 ** (3 * classBits) - 1
const blockLength = 65_536

const classOf = Uint8Array.from({ length: 256 }, (_, code) => classOfCode(code))

/** Every letter and digit has a class of its own; the others fall on these anyhow, and what they make seem a word is none. */
function classOfCode(code: number): number {
  const order = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789'.indexOf(
    String.fromCharCode(code),
  )
  return order >= 0 ? order : (code * 37 + 11) % 64
}

/**
 * Prepares the search for words of at least three characters. It costs the same for hundreds of words as for one: a look at each
 * character, and more only where three of them begin a word. Characters beyond one byte are looked up by their lower one.
 */
export function createWordScan(words: readonly ScannedWord[]): WordScan {
  const byStart = wordsByStart(words)
  const startsIn = createStartFinder([...byStart.keys()])

  return (text, found) => {
    // Blocks overlap by two characters, so that every three are together in one.
    for (let start = 0; start < text.length - 2; start += blockLength - 2) {
      startsIn(text.slice(start, start + blockLength), (index, key) => {
        for (const word of byStart.get(key) ?? [])
          if (standsAt(word, text, start + index)) found(word.owner, start + index)
      })
    }
  }
}

/** The inner loop, over bytes and without anything that is rarely needed: most of the time of redaction is spent in it. */
function createStartFinder(keys: readonly number[]) {
  const isStart = new Uint8Array(threeClasses + 1)
  for (const key of keys) isStart[key] = 1
  const bytes = Buffer.allocUnsafeSlow(blockLength)
  return (block: string, found: (index: number, key: number) => void): void => {
    const length = bytes.write(block, 'latin1')
    let key = 0
    for (let index = 0; index < length; index += 1) {
      key = ((key << classBits) | (classOf[bytes[index] ?? 0] ?? 0)) & threeClasses
      if (isStart[key] === 1 && index >= 2) found(index - 2, key)
    }
  }
}

function standsAt({ word, writing }: ScannedWord, text: string, position: number): boolean {
  return writing === 'exact'
    ? text.startsWith(word, position)
    : text.slice(position, position + word.length).toLowerCase() === word
}

/** Each word by the keys of its first three characters, in each case they may have. */
function wordsByStart(words: readonly ScannedWord[]): ReadonlyMap<number, readonly ScannedWord[]> {
  const byStart = new Map<number, ScannedWord[]>()
  for (const word of words) {
    for (const key of keysOf(word)) {
      const sharers = byStart.get(key)
      if (sharers === undefined) byStart.set(key, [word])
      // A character without a case makes two keys one.
      else if (sharers.at(-1) !== word) sharers.push(word)
    }
  }
  return byStart
}

// Written out, because it is done for hundreds of words at each start.
function keysOf({ word, writing }: ScannedWord): readonly number[] {
  if (writing === 'exact') return [keyOf(word, word, word)]
  const upper = word.toUpperCase()
  return [
    keyOf(word, word, word),
    keyOf(word, word, upper),
    keyOf(word, upper, word),
    keyOf(word, upper, upper),
    keyOf(upper, word, word),
    keyOf(upper, word, upper),
    keyOf(upper, upper, word),
    keyOf(upper, upper, upper),
  ]
}

/** The key of the first character of one word, the second of another and the third of a third. */
function keyOf(first: string, second: string, third: string): number {
  return (classAt(first, 0) << (2 * classBits)) | (classAt(second, 1) << classBits) | classAt(third, 2)
}

function classAt(word: string, index: number): number {
  return classOf[word.charCodeAt(index) % 256] ?? 0
}

import type { OptionKind } from './wrappers/table.ts'

/** A word's value, or undefined where it can't be known. */
export type Argument = string | undefined

/** An option as found: its name, and where its value starts. */
export type FoundOption = {
  readonly name: string
  readonly kind: OptionKind
  /** Index of the word that holds the value; the value itself, which may be the end of that word. */
  readonly value: { readonly index: number; readonly text: Argument } | undefined
}

/** The options at the front of a command's arguments. */
export type FrontOptions = {
  readonly options: readonly FoundOption[]
  /** Index of the first word that is no option. */
  readonly next: number
  /** False when an option was unknown or a word could not be told: the command may start one word later. */
  readonly sure: boolean
}

/** Reads options from `from` on, to the first operand or past `--`. */
export function readOptions(
  argv: readonly Argument[],
  from: number,
  kinds: ReadonlyMap<string, OptionKind>,
): FrontOptions {
  const options: FoundOption[] = []
  let sure = true
  let at = from
  while (at < argv.length) {
    const word = argv[at]
    if (word === '--') return { options, next: at + 1, sure }
    if (word === undefined) return { options, next: at, sure: false }
    if (!isOption(word, kinds)) break
    const step = word.startsWith('--') ? longOption(argv, at, kinds) : shortOptions(argv, at, kinds)
    options.push(...step.options)
    sure &&= step.sure
    at = step.next
  }
  return { options, next: at, sure }
}

function isOption(word: string, kinds: ReadonlyMap<string, OptionKind>): boolean {
  return word.startsWith('-') && (word.length > 1 || kinds.has('-'))
}

function longOption(
  argv: readonly Argument[],
  at: number,
  kinds: ReadonlyMap<string, OptionKind>,
): FrontOptions {
  const word = argv[at] ?? ''
  const equals = word.indexOf('=')
  const name = equals === -1 ? word : word.slice(0, equals)
  const kind = kinds.get(name)
  if (kind === undefined) return { options: [], next: at + 1, sure: false }
  if (equals !== -1) {
    const value = { index: at, text: word.slice(equals + 1) }
    return { options: [{ name, kind, value }], next: at + 1, sure: true }
  }
  if (kind === 'flag' || kind === 'inert' || kind === 'optional') {
    return { options: [{ name, kind, value: undefined }], next: at + 1, sure: true }
  }
  return { options: [{ name, kind, value: { index: at + 1, text: argv[at + 1] } }], next: at + 2, sure: true }
}

function shortOptions(
  argv: readonly Argument[],
  at: number,
  kinds: ReadonlyMap<string, OptionKind>,
): FrontOptions {
  const word = argv[at] ?? ''
  const whole = kinds.get(word)
  if (whole === 'flag' || whole === 'inert') {
    return { options: [{ name: word, kind: whole, value: undefined }], next: at + 1, sure: true }
  }
  return /^-\d+$/.test(word) ? { options: [], next: at + 1, sure: true } : bundled(argv, at, kinds)
}

/** `-it`, `-uroot`, `-iu root`: letters up to the first that takes a value. */
function bundled(
  argv: readonly Argument[],
  at: number,
  kinds: ReadonlyMap<string, OptionKind>,
): FrontOptions {
  const word = argv[at] ?? ''
  const options: FoundOption[] = []
  for (let letter = 1; letter < word.length; letter += 1) {
    const name = `-${word[letter]}`
    const kind = kinds.get(name)
    if (kind === undefined) return { options, next: at + 1, sure: false }
    if (kind !== 'flag' && kind !== 'inert') {
      const value = valueAt(argv, at, { kind, rest: word.slice(letter + 1) })
      return { options: [...options, { name, kind, value }], next: (value?.index ?? at) + 1, sure: true }
    }
    options.push({ name, kind, value: undefined })
  }
  return { options, next: at + 1, sure: true }
}

function valueAt(
  argv: readonly Argument[],
  at: number,
  { kind, rest }: { readonly kind: OptionKind; readonly rest: string },
): FoundOption['value'] {
  if (rest !== '') return { index: at, text: rest }
  return kind === 'optional' ? undefined : { index: at + 1, text: argv[at + 1] }
}

/** One word of a pattern. Positional words stand in order from the first; options anywhere. */
type Token =
  | { readonly kind: 'word'; readonly any: readonly Test[]; readonly compound: boolean }
  | { readonly kind: 'end' }
  | {
      readonly kind: 'option'
      readonly names: readonly string[]
      readonly value: readonly Test[] | undefined
      readonly negated: boolean
    }
  | { readonly kind: 'no-option'; readonly names: readonly string[] }

type Test = (text: string) => boolean

/** What a rule asks of the arguments of a command. */
export type Pattern = {
  readonly tokens: readonly Token[]
  /** Two words, or one made of several: `stop` alone may be the name of a thing. */
  readonly telling: boolean
  /** The words that the first positional may be; undefined where any may. Most patterns are ruled out by it. */
  readonly first: readonly string[] | undefined
}

/** Patterns of which any will do, apart by whether the first positional can rule them all out at once. */
export type PatternSet = {
  readonly firstWords: ReadonlySet<string>
  readonly worded: readonly Pattern[]
  readonly others: readonly Pattern[]
}

/** The arguments of a command, apart by kind. */
export type Arguments = {
  readonly options: readonly { readonly name: string; readonly value: string | undefined }[]
  readonly positionals: readonly string[]
}

/**
 * Reads patterns apart by commas. Words: `commit` one positional, `a|b` either, `*` any, `x*` by wildcard, `$` no more
 * positionals, `-f|--force` an option, `-X=DELETE` an option with this value, `-X!=GET` with any other, `!-n` without this option.
 */
export function parsePatterns(text: string): readonly Pattern[] {
  return text
    .split(/(?<!\\),/)
    .map((part) => part.trim().replaceAll('\\,', ','))
    .filter((part) => part !== '')
    .map((part) => patternOf(part.split(/\s+/)))
}

/** The same patterns, ready to be asked often. */
export function patternSet(patterns: readonly Pattern[]): PatternSet {
  const worded = patterns.filter((pattern) => pattern.first !== undefined)
  return {
    firstWords: new Set(worded.flatMap((pattern) => pattern.first ?? [])),
    worded,
    others: patterns.filter((pattern) => pattern.first === undefined),
  }
}

function patternOf(parts: readonly string[]): Pattern {
  const tokens = parts.map(parseToken)
  const words = tokens.filter((token) => token.kind === 'word')
  const first = parts[tokens.findIndex((token) => token.kind === 'word')]
  const plain = first === undefined || first.includes('*') ? undefined : first.replaceAll('\\', '').split('|')
  return { tokens, telling: words.length > 1 || words.some((word) => word.compound), first: plain }
}

function parseToken(token: string): Token {
  if (token === '$') return { kind: 'end' }
  if (token.startsWith('!-')) return { kind: 'no-option', names: token.slice(1).split('|') }
  if (token.startsWith('-') && token !== '-') {
    const equals = token.indexOf('=')
    const negated = token[equals - 1] === '!'
    const names = (equals === -1 ? token : token.slice(0, negated ? equals - 1 : equals)).split('|')
    return {
      kind: 'option',
      names,
      negated,
      value:
        equals === -1
          ? undefined
          : token
              .slice(equals + 1)
              .split('|')
              .map(testOf),
    }
  }
  return { kind: 'word', any: token.split('|').map(testOf), compound: /[a-z][-_][a-z*]/.test(token) }
}

function testOf(glob: string): Test {
  const plain = glob.replaceAll('\\', '')
  if (plain === '*') return () => true
  if (!plain.includes('*')) return (text) => text === plain
  const pieces = plain.split('*')
  const first = pieces[0] ?? ''
  const last = pieces.at(-1) ?? ''
  const middle = pieces.slice(1, -1).filter((piece) => piece !== '')
  return (text) => {
    if (!text.startsWith(first) || !text.endsWith(last) || text.length < first.length + last.length)
      return false
    let at = first.length
    for (const piece of middle) {
      const found = text.indexOf(piece, at)
      if (found === -1 || found + piece.length > text.length - last.length) return false
      at = found + piece.length
    }
    return true
  }
}

/** Deepest that the noun of a service may stand before the words of a pattern. */
const maxOffset = 2

/** Whether any pattern of a set holds for arguments, as `matches` has it. */
export function matchesAny(set: PatternSet, given: Arguments, where: 'first' | 'deep'): boolean {
  const { positionals } = given
  for (let offset = 0; offset <= maxOffset && offset < positionals.length; offset += 1) {
    if (!set.firstWords.has(positionals[offset] ?? '')) continue
    if (set.worded.some((pattern) => matches(pattern, given, where))) return true
    break
  }
  return set.others.some((pattern) => matches(pattern, given, where))
}

/**
 * Whether a pattern holds for arguments. `deep`: its words may stand behind others, as in `aws iam create-role`, where the
 * first one alone says enough.
 */
export function matches(pattern: Pattern, given: Arguments, where: 'first' | 'deep' = 'first'): boolean {
  const { first, telling } = pattern
  const { positionals } = given
  const deepest = where === 'deep' && telling ? Math.max(0, Math.min(maxOffset, positionals.length - 1)) : 0
  for (let offset = 0; offset <= deepest; offset += 1) {
    if (first !== undefined && !first.includes(positionals[offset] ?? '\0')) continue
    if (holdsFrom(pattern, given, offset)) return true
  }
  return false
}

function holdsFrom(pattern: Pattern, given: Arguments, from: number): boolean {
  let position = from
  for (const token of pattern.tokens) {
    if (!holds(token, given, position)) return false
    if (token.kind === 'word') position += 1
  }
  return true
}

function holds(token: Token, given: Arguments, position: number): boolean {
  switch (token.kind) {
    case 'word': {
      const word = given.positionals[position]
      return word !== undefined && token.any.some((test) => test(word))
    }
    case 'end':
      return given.positionals.length <= position
    case 'option':
      return hasOption(given, token.names, token.value, token.negated)
    case 'no-option':
      return !hasOption(given, token.names, undefined, false)
  }
}

function hasOption(
  given: Arguments,
  names: readonly string[],
  value: readonly Test[] | undefined,
  negated: boolean,
): boolean {
  return given.options.some(
    (option) =>
      names.some((name) => optionIs(option.name, name)) &&
      (value === undefined || value.some((test) => test(option.value ?? '')) !== negated),
  )
}

/** GNU programs take any unambiguous beginning of a long option: `--del` deletes too. `-V*` is by wildcard. */
function optionIs(given: string, name: string): boolean {
  if (given === name) return true
  if (given === '--') return false
  if (name.endsWith('*')) return given.startsWith(name.slice(0, -1))
  return given.length >= 4 && given.startsWith('--') && name.startsWith(given)
}

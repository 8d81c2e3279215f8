import type { Word } from '../shell/simple-command.ts'
import { globMatches } from './glob.ts'
import type { PatternToken, Rule } from './policy.ts'
import { isSurely, maybeIs, type ProgramPath, programName } from './program.ts'
import { namesProgram } from './program-options.ts'
import { toolOptionKind } from './tool-options.ts'

/** How far an `allow` rule's literal words reach: index of the last word that one of them named. */
export type SureMatch = { readonly reach: number }

/**
 * Whether an `allow` rule surely covers a command: every token in its place, nothing unknown before the last of them, only
 * harmless options skipped before a subcommand.
 */
export function matchSurely(rule: Rule, words: readonly Word[], pathOf: ProgramPath): SureMatch | undefined {
  const [first] = words
  const [name, ...tokens] = rule.pattern
  if (first?.value === undefined || name === undefined) return undefined
  const anyName = isAny(name) || isRest(name)
  if (!anyName && !name.some((token) => isSurely(token, first, pathOf))) return undefined
  const tool = programName(first.value)
  if (runsAnother(tool, words, tokens)) return undefined
  return reachOf(tokens, { tool, words, at: 1, reach: anyName ? -1 : 0 })
}

/** `git fetch --upload-pack=./x`: another program runs, with what the rule gives; covered only where the rule names the option. */
function runsAnother(tool: string, words: readonly Word[], tokens: readonly PatternToken[]): boolean {
  const named = tokens.flat()
  const args = words.slice(1).map(({ value, text }) => value ?? text)
  const end = args.indexOf('--')
  const subcommand = args.find((word) => !word.startsWith('-'))
  return args
    .slice(0, end === -1 ? args.length : end)
    .some((word) => !named.includes(word.split('=')[0] ?? word) && namesProgram(tool, subcommand, word))
}

type SureSearch = {
  readonly tool: string
  readonly words: readonly Word[]
  readonly at: number
  readonly reach: number
}

function reachOf(tokens: readonly PatternToken[], start: SureSearch): SureMatch | undefined {
  let { at, reach } = start
  for (const token of tokens) {
    if (isRest(token)) break
    const found = isAny(token) || token.some(isOption) ? at : skipHarmless(start.tool, start.words, at)
    if (!fitsSurely(token, start.words[found])) return undefined
    if (!isAny(token)) reach = found
    at = found + 1
  }
  return { reach }
}

function fitsSurely(token: PatternToken, word: Word | undefined): boolean {
  if (word === undefined || word.splits) return false
  return isAny(token) || (word.value !== undefined && token.includes(word.value))
}

/** Whether a `prompt` or `forbid` rule may be about a command: options are looked for anywhere, names by their last part. */
export function matchLoosely(rule: Rule, words: readonly Word[]): boolean {
  const [first] = words
  const [name, ...tokens] = rule.pattern
  if (first === undefined || name === undefined) return false
  if (!isAny(name) && !isRest(name) && !name.some((token) => maybeIs(token, first))) return false
  const options = tokens.filter((token) => token.every(isOption))
  if (!options.every((token) => hasOption(token, words))) return false
  const tool = programName(first.value ?? first.glob ?? '')
  let starts: readonly number[] = [1]
  for (const token of tokens) {
    if (token.every(isOption) || isRest(token)) continue
    starts = advance(token, { tool, words, starts })
  }
  return starts.length > 0
}

/** `*`: any one word. */
function isAny(token: PatternToken): boolean {
  return token.includes('*')
}

/** `**`: whatever follows. */
export function isRest(token: PatternToken): boolean {
  return token.includes('**')
}

/** A token that is an option: it may stand anywhere after the name in `prompt` and `forbid` rules. */
export function isOption(token: string): boolean {
  return token.startsWith('-') && token.length > 1
}

function skipHarmless(tool: string, words: readonly Word[], from: number): number {
  let at = from
  for (let next = afterHarmless(tool, words, at); next !== undefined; next = afterHarmless(tool, words, at)) {
    at = next
  }
  return at
}

function afterHarmless(tool: string, words: readonly Word[], at: number): number | undefined {
  const value = words[at]?.value
  if (value === undefined || !value.startsWith('-')) return undefined
  const [option, attached] = splitOption(value)
  const kind = toolOptionKind(tool, option)
  if (kind === 'harmless') return at + 1
  if (kind !== 'directory' || !isPlainDirectory(attached ?? words[at + 1]?.value)) return undefined
  return attached === undefined ? at + 2 : at + 1
}

/** A directory below the one at hand, as written. */
function isPlainDirectory(path: string | undefined): boolean {
  return (
    path !== undefined &&
    /^[\w.@+/-]+$/.test(path) &&
    !/^[/~-]|(?:^|\/)\.\.(?:\/|$)|(?:^|\/)\.git(?:\/|$)/.test(path)
  )
}

function splitOption(word: string): readonly [string, string | undefined] {
  const equals = word.indexOf('=')
  return equals === -1 ? [word, undefined] : [word.slice(0, equals), word.slice(equals + 1)]
}

/** The places after which a token may have been found. An unknown option may take a value or not: both are followed. */
function advance(
  token: PatternToken,
  state: { readonly tool: string; readonly words: readonly Word[]; readonly starts: readonly number[] },
): readonly number[] {
  const { tool, words } = state
  const found = new Set<number>()
  const seen = new Set<number>()
  const open = [...state.starts]
  for (let at = open.pop(); at !== undefined; at = open.pop()) {
    const word = words[at]
    if (word === undefined || seen.has(at)) continue
    seen.add(at)
    if (wordFits(token, word)) found.add(at + 1)
    if (word.value === undefined && word.splits) open.push(at + 1)
    if (word.value?.startsWith('-') === true) open.push(...afterOption(tool, word.value, at))
  }
  return [...found]
}

function afterOption(tool: string, value: string, at: number): readonly number[] {
  const [option, attached] = splitOption(value)
  if (value === '--' || attached !== undefined) return [at + 1]
  switch (toolOptionKind(tool, option)) {
    case 'harmless':
    case 'flag':
      return [at + 1]
    case 'directory':
    case 'value':
      return [at + 2]
    case 'unknown':
      return [at + 1, at + 2]
  }
}

function wordFits(token: PatternToken, word: Word): boolean {
  if (isAny(token)) return true
  if (word.value !== undefined) return token.includes(word.value)
  const { glob } = word
  return glob !== undefined && token.some((text) => globMatches(glob, text))
}

/** `--force` is found as itself, with a value, or cut short as tools accept it; `-f` alone or in a bundle. */
function hasOption(token: PatternToken, words: readonly Word[]): boolean {
  for (const word of words.slice(1)) {
    const { value } = word
    if (value === undefined || !value.startsWith('-')) continue
    if (value === '--') return false
    if (token.some((option) => optionFits(option, value))) return true
  }
  return false
}

function optionFits(option: string, value: string): boolean {
  if (value === option) return true
  const [name] = splitOption(value)
  if (name === option) return true
  if (option.startsWith('--')) return value.startsWith('--') && name.length > 4 && option.startsWith(name)
  return (
    option.length === 2 &&
    !value.startsWith('--') &&
    /^-[A-Za-z]+$/.test(value) &&
    value.includes(option.slice(1))
  )
}

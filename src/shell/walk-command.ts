import { applyBuiltin, withoutPrefix } from './builtins.ts'
import { environmentEffect } from './environment.ts'
import { hiddenScripts } from './hidden.ts'
import { printed } from './literal-output.ts'
import { inEachWorld, type Scope, setBinding } from './scope.ts'
import type { Redirect, SimpleCommand, Word } from './simple-command.ts'
import { isStrayCommand } from './strays.ts'
import type { Assignment, Command, Redirection, SyntaxWord } from './syntax.ts'
import type { Variable, Variables } from './variables.ts'
import { at, noteUnknown, outermost, type Place, type Stdin, type Walk } from './walk.ts'
import { readWords } from './walk-words.ts'
import { expandWord, resolveParts, resolveWord } from './words.ts'

type Expanded = {
  readonly words: readonly Word[]
  readonly assignments: SimpleCommand['assignments']
  readonly redirects: readonly Redirect[]
  readonly values: readonly (Variable | undefined)[]
  readonly stdin: Stdin
}

/** Reads one simple command in every state it may be reached in, and applies what it does to the shell's variables. */
export function walkCommand(walk: Walk, command: Command, place: Place): void {
  if (isStrayCommand(command, place.source))
    noteUnknown(walk, 'parse-error', 'a stray operator', range(command, place))
  if (isPlain(command)) {
    walkPlain(walk, command, place)
    return
  }
  walk.visitExpansions(command, place)
  const located = range(command, place)
  const worlds = distinct(inEachWorld(place.scope, (variables) => expand(command, place, variables)))
  for (const world of worlds) {
    if (!walk.spend(1 + world.words.length)) return
    noteEnvironment(walk, world, place)
    if (world.words.length > 0 || world.redirects.length > 0) {
      readWords(walk, { ...world, ...located }, { ...place, stdin: world.stdin })
    }
  }
  const [world] = worlds
  if (world === undefined) return
  if (rewires(command, world)) noteUnknown(walk, 'shadowed', 'exec with another input', located)
  applyAssignments(command, worlds, place.scope)
  for (const other of worlds) applyWords(walk, other, place)
}

/** Nothing but words without quotes and expansions: most commands. */
type PlainCommand = Command & { readonly name: SyntaxWord; readonly suffix: readonly SyntaxWord[] }

function isPlain(command: Command): command is PlainCommand {
  const { name, prefix, suffix } = command
  if (prefix.length > 0 || name === undefined || name.parts !== undefined) return false
  return suffix.every((item) => item.type === 'Word' && item.parts === undefined)
}

/** No variable plays a part in such a command: it is the same in every state. */
function walkPlain(walk: Walk, command: PlainCommand, place: Place): void {
  if (!walk.spend(2 + command.suffix.length)) return
  const words = [command.name, ...command.suffix].map((word) => knownWord(word, place))
  const { start, end } = range(command, place)
  readWords(walk, { words, assignments: [], redirects: place.around, start, end }, place)
  applyWords(walk, { words, stdin: place.stdin }, place)
}

function knownWord({ text, value, pos, end }: SyntaxWord, place: Place): Word {
  return { text, value, splits: false, glob: undefined, ...place.locate(pos, end) }
}

/** `exec < file`: from here on every command reads from there. */
function rewires(command: Command, world: Expanded): boolean {
  const [name, ...rest] = withoutPrefix(world.words)
  const variables = { get: () => undefined }
  return (
    name?.value === 'exec' &&
    rest.length === 0 &&
    command.redirects.some((redirect) => inputOf(redirect, variables) !== undefined)
  )
}

/** What a command would print, where that can be told. */
export function outputOf(command: Command, scope: Scope): Stdin {
  const [world, ...others] = inEachWorld(scope, (variables) => wordsOf(command, variables))
  if (world === undefined || others.length > 0) return { kind: 'other' }
  const values = world.flatMap((word) => word.value ?? [])
  const heredoc = command.redirects.find((redirect) => redirect.type !== 'Redirect')
  if (values.length === 1 && values[0] === 'cat' && heredoc !== undefined) {
    return stdinOf(command.redirects, { kind: 'other' }, { get: () => undefined })
  }
  const text = values.length === world.length ? printed(values) : undefined
  return text === undefined ? { kind: 'other' } : { kind: 'text', text }
}

/** What a command with these redirections reads. The last one for descriptor 0 counts. */
export function stdinOf(redirects: readonly Redirection[], outer: Stdin, variables: Variables): Stdin {
  return redirects.reduce((stdin, redirect) => inputOf(redirect, variables) ?? stdin, outer)
}

function inputOf(redirect: Redirection, variables: Variables): Stdin | undefined {
  const reads = redirect.type !== 'Redirect' || redirect.operator.startsWith('<')
  const { descriptor } = redirect
  const number =
    descriptor?.type === 'FileDescriptor'
      ? descriptor.value
      : reads && descriptor === undefined
        ? 0
        : undefined
  if (number !== 0) return undefined
  if (redirect.type === 'Redirect') return { kind: 'other' }
  const text =
    redirect.type === 'HereString'
      ? redirect.target && resolveWord(redirect.target, variables)
      : resolveParts(redirect.body.parts, redirect.body.text, variables)
  return text === undefined ? { kind: 'other' } : { kind: 'text', text }
}

/** The file redirections, with their targets resolved. */
export function redirectsOf(
  redirects: readonly Redirection[],
  place: Place,
  variables: Variables,
): readonly Redirect[] {
  return redirects.flatMap((redirect) => {
    if (redirect.type !== 'Redirect' || redirect.target === undefined) return []
    const fields = expandWord(redirect.target, variables)
    const value = fields.length === 1 ? fields[0]?.value : undefined
    const target = locatedWord({ ...plainWord(redirect.target), value }, place)
    const descriptor = redirect.operator.endsWith('&') && value !== undefined && /^(?:\d+-?|-)$/.test(value)
    return [{ operator: redirect.operator, target, writes: redirect.operator.includes('>') && !descriptor }]
  })
}

function expand(command: Command, place: Place, variables: Variables): Expanded {
  const assignments = command.prefix.flatMap((item) => (item.type === 'Assignment' ? [item] : []))
  return {
    words: wordsOf(command, variables).map((word) => locatedWord(word, place)),
    assignments: assignments.map((item) => ({
      name: item.name,
      value: locatedWord(assignedWord(item, variables), place),
    })),
    values: assignments.map((item) => assignedValue(item, variables)),
    redirects: [...redirectsOf(command.redirects, place, variables), ...place.around],
    stdin: stdinOf(command.redirects, place.stdin, variables),
  }
}

function wordsOf(command: Command, variables: Variables): readonly Word[] {
  const words: (SyntaxWord | Assignment)[] = command.name === undefined ? [] : [command.name, ...command.args]
  return words.flatMap((word) =>
    word.type === 'Word' ? expandWord(word, variables) : [argumentWord(word, variables)],
  )
}

/** `export A=b`: one word, never split. */
function argumentWord(assignment: Assignment, variables: Variables): Word {
  const { value } = assignedWord(assignment, variables)
  const sign = assignment.append === true ? '+=' : '='
  const text = assignment.index === undefined ? value : undefined
  return {
    ...plainWord(assignment),
    value: text === undefined ? undefined : `${assignment.name}${sign}${text}`,
  }
}

function assignedWord(assignment: Assignment, variables: Variables): Word {
  const { value } = assignment
  const text = value.type === 'Word' ? resolveWord(value, variables) : undefined
  return { ...plainWord(value.type === 'Word' ? value : assignment), value: text }
}

function assignedValue(assignment: Assignment, variables: Variables): Variable | undefined {
  if (assignment.index !== undefined) return undefined
  const before = assignment.append === true ? variables.get(assignment.name, 'value') : undefined
  if (assignment.value.type === 'Word') {
    const text = resolveWord(assignment.value, variables)
    if (text === undefined || (assignment.append === true && before?.kind !== 'text')) return undefined
    return { kind: 'text', text: (before?.kind === 'text' ? before.text : '') + text }
  }
  const items = assignment.value.elements.flatMap((word) => expandWord(word, variables))
  const known = items.flatMap((word) => word.value ?? [])
  return known.length === items.length && assignment.append !== true
    ? { kind: 'list', items: known }
    : undefined
}

function plainWord(node: { readonly text: string; readonly pos: number; readonly end: number }): Word {
  return { text: node.text, value: undefined, splits: false, glob: undefined, start: node.pos, end: node.end }
}

function locatedWord(word: Word, place: Place): Word {
  if (place.locate === outermost) return word
  const { start, end } = place.locate(word.start, word.end)
  return { text: word.text, value: word.value, splits: word.splits, glob: word.glob, start, end }
}

function range(node: { readonly pos: number; readonly end: number }, place: Place) {
  return place.locate(node.pos, node.end)
}

function distinct(worlds: readonly Expanded[]): readonly Expanded[] {
  if (worlds.length === 1) return worlds
  return [...new Map(worlds.map((world) => [JSON.stringify(world), world])).values()]
}

/** An assignment may name a program, decide which programs are found, or hide a substitution for later arithmetic. */
function noteEnvironment(walk: Walk, world: Expanded, place: Place): void {
  for (const { name, value } of world.assignments) {
    const effect = environmentEffect(name)
    if (effect !== 'none') noteUnknown(walk, 'shadowed', `${name}=${value.text}`, value)
    const hidden = effect === 'runs' ? [value.value ?? ''] : hiddenScripts(value.value ?? '')
    for (const text of hidden) {
      if (effect === 'none') noteUnknown(walk, 'eval', value.text, value)
      walk.readText(text, { ...place, locate: at(value), via: [...place.via, name] })
    }
  }
}

/** Assignments of their own stay; those before a command are its environment only. */
function applyAssignments(command: Command, worlds: readonly Expanded[], scope: Scope): void {
  if (command.name !== undefined) return
  worlds[0]?.assignments.forEach(({ name }, index) => {
    const values = worlds.map((world) => world.values[index])
    const known = values.flatMap((value) => value ?? [])
    setBinding(scope, name, { values: known, open: known.length < values.length })
  })
}

function applyWords(walk: Walk, world: Pick<Expanded, 'words' | 'stdin'>, place: Place): void {
  const effect = applyBuiltin(place.scope, world.words, world.stdin)
  const [first] = world.words
  if (first === undefined) return
  if (effect.shadows) noteUnknown(walk, 'shadowed', world.words.map((word) => word.text).join(' '), first)
  for (const text of effect.evaluates) {
    noteUnknown(walk, 'eval', world.words.map((word) => word.text).join(' '), first)
    walk.readText(text, { ...place, locate: at(first) })
  }
  const [command, ...args] = withoutPrefix(world.words)
  for (const word of args) noteExported(walk, command, word)
}

/** `export PATH=…` reroutes as the assignment alone does. */
function noteExported(walk: Walk, command: Word | undefined, word: Word): void {
  if (!/^(?:export|declare|typeset|readonly|local|unset)$/.test(command?.value ?? '')) return
  const name = /^([A-Za-z_]\w*)\+?=/.exec(word.value ?? word.text)?.[1]
  if (name !== undefined && environmentEffect(name) !== 'none') noteUnknown(walk, 'shadowed', word.text, word)
}

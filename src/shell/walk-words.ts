import { dialectOf } from './dialect.ts'
import { environmentEffect } from './environment.ts'
import { readHidden } from './hidden.ts'
import { bind, childScope, createScope } from './scope.ts'
import type { CommandRole, SimpleCommand, Word } from './simple-command.ts'
import { baseName, type Inner, type Unwrapped, unwrap } from './unwrap.ts'
import { at, keepRemains, maxDepth, noteUnknown, type Place, type Walk } from './walk.ts'

/** More commands than this in one wrapper's words are not followed: `find` with a thousand `-exec`. */
const maxInner = 64

type Found = Pick<SimpleCommand, 'words' | 'assignments' | 'redirects' | 'start' | 'end'>

/** Takes down one simple command whose words are resolved, and reads on in what it wraps. */
export function readWords(walk: Walk, found: Found, place: Place): void {
  const [name] = found.words
  const unwrapped = unwrap(found.words.map((word) => (word.splits ? undefined : word.value)))
  const index = walk.commands.length
  walk.commands.push({
    ...found,
    role: roleOf(found, unwrapped, place),
    via: place.via,
    inside: place.inside,
  })
  if (name === undefined) return
  if (name.value === undefined) {
    noteUnknown(walk, 'command-name', name.text, name)
    searchLater(walk, found.words.slice(1))
  }
  if ((unwrapped?.inner.length ?? 0) > maxInner) {
    noteUnknown(walk, 'too-large', name.text, name)
    searchLater(walk, found.words)
  }
  if (name.value === '.' || name.value === 'source') readSourced(walk, found.words, place)
  for (const inner of (unwrapped?.inner ?? []).slice(0, maxInner))
    readInner(walk, { inner, index, found, unwrapped }, place)
}

/** Words of which nobody can tell what runs them: searched as they stand, and each as a script. */
function searchLater(walk: Walk, words: readonly Word[]): void {
  const texts = words.map((word) => word.value ?? word.glob ?? word.text)
  if (texts.length > 0) walk.remains.push(texts)
  for (const text of texts) if (/\s/.test(text)) keepRemains(walk, text)
}

function roleOf(found: Found, unwrapped: Unwrapped | undefined, place: Place): CommandRole {
  const name = found.words[0]?.value
  const called = place.inside?.kind !== 'words'
  if (unwrapped !== undefined && unwrapped.inner.length > 0) return unwrapped.role
  return called && name !== undefined && place.scope.functions.has(name) ? 'transparent' : 'plain'
}

type Step = {
  readonly inner: Inner
  readonly index: number
  readonly found: Found
  readonly unwrapped: Unwrapped | undefined
}

function readInner(walk: Walk, step: Step, place: Place): void {
  const { inner, found } = step
  const word = found.words[inner.kind === 'command' ? inner.from : inner.word] ?? found.words[0]
  if (word === undefined) return
  if (!walk.spend(found.words.length)) return
  if (place.depth >= maxDepth) {
    noteUnknown(walk, 'too-deep', word.text, word)
    searchLater(walk, found.words)
    return
  }
  const inside: Place = {
    ...place,
    via: [...place.via, step.unwrapped?.name ?? ''],
    inside: {
      command: step.index,
      word: lastNeeded(inner),
      kind: inner.kind === 'command' ? 'words' : 'script',
    },
    depth: place.depth + 1,
  }
  switch (inner.kind) {
    case 'command':
      readInnerCommand(walk, { ...step, inner }, inside)
      return
    case 'script':
      readInnerScript(walk, inner, { word, step, inside })
      return
    case 'input':
      if (place.stdin.kind === 'text') walk.readText(place.stdin.text, shellPlace(step, inside, word, []))
      else noteUnknown(walk, 'script-input', found.words.map((item) => item.text).join(' '), word)
      return
    case 'unsure':
      noteUnknown(walk, 'script-argument', word.text, word)
      searchLater(walk, found.words)
      return
  }
}

/** The word up to which a rule's words must reach to be about what is inside. None names the standard input. */
function lastNeeded(inner: Inner): number {
  if (inner.kind === 'input') return Number.MAX_SAFE_INTEGER
  if (inner.kind === 'command') return inner.from
  return (inner.kind === 'script' ? inner.last : undefined) ?? inner.word
}

function readInnerCommand(
  walk: Walk,
  step: Step & { readonly inner: Extract<Inner, { kind: 'command' }> },
  inside: Place,
): void {
  const { inner, found } = step
  const assignments = inner.assignments.flatMap((index) => assignmentOf(found.words[index]))
  for (const { name, value } of assignments) {
    if (environmentEffect(name) !== 'none') noteUnknown(walk, 'shadowed', value.text, value)
    if (environmentEffect(name) === 'runs') walk.readText(value.value ?? '', { ...inside, locate: at(value) })
    else readHidden(walk, value.value ?? '', value, inside)
  }
  const words = found.words.slice(inner.from, inner.to).map((word) => replaced(word, inner.placeholder))
  const [first, last] = [words[0], words.at(-1)]
  if (first === undefined || last === undefined) return
  const more: Word = {
    text: '',
    value: undefined,
    splits: true,
    glob: undefined,
    start: last.end,
    end: last.end,
  }
  readWords(
    walk,
    {
      words: inner.appends ? [...words, more] : words,
      assignments: [...found.assignments, ...assignments],
      redirects: found.redirects,
      start: first.start,
      end: last.end,
    },
    inside,
  )
}

function assignmentOf(word: Word | undefined): readonly { readonly name: string; readonly value: Word }[] {
  const text = word?.value ?? word?.text ?? ''
  const equals = text.indexOf('=')
  if (word === undefined || equals === -1) return []
  const value = word.value === undefined ? undefined : text.slice(equals + 1)
  return [{ name: text.slice(0, equals), value: { ...word, value } }]
}

function replaced(word: Word, placeholder: string | undefined): Word {
  const changes = placeholder !== undefined && placeholder !== '' && word.value?.includes(placeholder)
  return changes ? { ...word, value: undefined } : word
}

function readInnerScript(
  walk: Walk,
  inner: Extract<Inner, { kind: 'script' }>,
  context: { readonly word: Word; readonly step: Step; readonly inside: Place },
): void {
  const { word, step, inside } = context
  if (inner.text === undefined) {
    noteUnknown(walk, inside.via.at(-1) === 'eval' ? 'eval' : 'script-argument', word.text, word)
    searchLater(walk, step.found.words.slice(inner.word))
    return
  }
  const rest = inner.parameters === undefined ? [] : step.found.words.slice(inner.parameters)
  const values = rest.flatMap((item) => (item.splits ? [] : (item.value ?? [])))
  const positional = values.length === rest.length ? values.slice(1) : undefined
  const place = shellPlace(step, inside, word, positional)
  if (values[0] !== undefined) bind(place.scope, '0', { kind: 'text', text: values[0] })
  walk.readText(inner.text, place)
}

/** The state in which an inner script runs: the same shell, another one, or one on another machine or as somebody else. */
function shellPlace(step: Step, inside: Place, word: Word, positional: readonly string[] | undefined): Place {
  const name = baseName(step.found.words[0]?.value ?? '')
  const locate = locator(word)
  if (name === 'eval') return { ...inside, locate }
  if (name === 'trap') return { ...inside, locate, scope: createScope(undefined), stdin: { kind: 'other' } }
  const dialect = dialectOf(name)
  if (step.unwrapped?.role === 'powerful') {
    return { ...inside, locate, dialect, scope: createScope(positional), stdin: { kind: 'other' } }
  }
  const scope = childScope(inside.scope, positional)
  for (const { name: variable, value } of step.found.assignments) {
    const known = value.value === undefined ? [] : [{ kind: 'text' as const, text: value.value }]
    scope.bindings.set(variable, { values: known, open: known.length === 0 })
  }
  return { ...inside, locate, dialect, scope, stdin: { kind: 'other' } }
}

/** Exact where the word holds the script as it stands, else the whole word. */
function locator(word: Word): Place['locate'] {
  const offset = word.value === undefined ? -1 : word.text.indexOf(word.value)
  if (offset === -1 || word.end - word.start !== word.text.length) return at(word)
  return (start, end) => ({ start: word.start + offset + start, end: word.start + offset + end })
}

function readSourced(walk: Walk, words: readonly Word[], place: Place): void {
  const [name, file] = words
  if (name === undefined) return
  noteUnknown(walk, 'source', words.map((word) => word.text).join(' '), name)
  const input = file?.value === '/dev/stdin' || file?.value === '-' || file?.value === '/dev/fd/0'
  if (input && place.stdin.kind === 'text' && place.depth < maxDepth) {
    walk.readText(place.stdin.text, { ...place, depth: place.depth + 1, locate: at(name) })
  }
}

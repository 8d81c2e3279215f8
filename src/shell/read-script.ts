import { type Assigned, assignedIn } from './assigned.ts'
import { type Dialect, dependsOnBash } from './dialect.ts'
import { environmentEffect } from './environment.ts'
import { readHidden } from './hidden.ts'
import { createScope, setBinding } from './scope.ts'
import type { ScriptReading, SimpleCommand, Unknown } from './simple-command.ts'
import { type Parse, type ParsedScript, parse } from './syntax.ts'
import { keepRemains, maxDepth, noteUnknown, outermost, type Place, type Walk } from './walk.ts'
import { walkExpansions } from './walk-expansions.ts'
import { walkNode } from './walk-tree.ts'

/** Units of work for one script: nodes, words, and characters of nested scripts. About 100 ms. */
const budget = 500_000

/** What may be known beside the script: how it was parsed, and the variables that it is started with. */
type ReadOptions = { readonly parse?: Parse; readonly env?: Readonly<Record<string, string>> }

/**
 * Every simple command that a script would run, wherever it hides, and what can't be known before running. Never throws;
 * what is too large, too deep or no shell at all is reported as such and searched crudely.
 */
export function readScript(
  text: string,
  dialect: Dialect = 'bash',
  { parse: parseText = parse, env = {} }: ReadOptions = {},
): ScriptReading {
  const commands: SimpleCommand[] = []
  const unknowns: Unknown[] = []
  const remains: (readonly string[])[] = []
  const walk = createWalk({ commands, unknowns, remains, kept: new Set(), parse: parseText })
  const whole = { start: 0, end: text.length }
  try {
    const place: Place = {
      scope: createScope(),
      source: text,
      dialect,
      via: [],
      inside: undefined,
      locate: outermost,
      stdin: { kind: 'other' },
      around: [],
      depth: 0,
      assigned: () => 'all',
    }
    takeEnvironment(walk, env, { ...place, locate: () => whole })
    walk.readText(text, place)
  } catch {
    noteUnknown(walk, 'parse-error', text, whole)
  }
  if (!walk.spend(0)) noteUnknown(walk, 'too-large', text, whole)
  if (unknowns.some(({ kind }) => kind === 'parse-error' || kind === 'too-deep' || kind === 'too-large')) {
    keepRemains(walk, text)
  }
  return { commands, unknowns, remains }
}

/** A variable that a command is started with counts as one that its script sets: `PATH`, `PAGER`, `a[$(cmd)]` for arithmetic. */
function takeEnvironment(walk: Walk, env: Readonly<Record<string, string>>, place: Place): void {
  for (const [name, text] of Object.entries(env)) {
    const effect = environmentEffect(name)
    if (effect !== 'none') noteUnknown(walk, 'shadowed', `${name}=${text}`, place.locate(0, 0))
    if (effect === 'runs') walk.readText(text, { ...place, scope: createScope(), via: [name] })
    else readHidden(walk, text, place.locate(0, 0), { ...place, scope: createScope() })
    setBinding(place.scope, name, { values: [{ kind: 'text', text }], open: true })
  }
}

function createWalk(found: Pick<Walk, 'commands' | 'unknowns' | 'remains' | 'kept' | 'parse'>): Walk {
  let left = budget
  const walk: Walk = {
    ...found,
    spend: (amount) => {
      left -= amount
      return left >= 0
    },
    visit: (node, place) => {
      walkNode(walk, node, place)
    },
    visitExpansions: (node, place) => {
      walkExpansions(walk, node, place)
    },
    readText: (text, place) => {
      readText(walk, text, place)
    },
    readTree: (script, place) => {
      readTree(walk, script, place)
    },
  }
  return walk
}

function readText(walk: Walk, text: string, place: Place): void {
  const range = place.locate(0, text.length)
  if (place.depth > maxDepth || !walk.spend(text.length)) {
    noteUnknown(walk, place.depth > maxDepth ? 'too-deep' : 'too-large', text, range)
    keepRemains(walk, text)
    return
  }
  const parsed = walk.parse(text)
  if (parsed.kind === 'refused') {
    noteUnknown(walk, parsed.reason, text, range)
    keepRemains(walk, text)
    return
  }
  if (place.dialect === 'sh' && dependsOnBash(text)) {
    noteUnknown(walk, 'parse-error', 'a shell other than bash may read it otherwise', range)
    keepRemains(walk, text)
  }
  let found: ReadonlyMap<string, Assigned> | 'all' | undefined
  const assigned = (): ReadonlyMap<string, Assigned> | 'all' => {
    found ??= assignedIn(parsed.script)
    return found
  }
  const { settled } = place.scope
  place.scope.settled = (name) => settled(name) && isSettled(name, assigned())
  readTree(walk, parsed.script, { ...place, source: text, assigned })
}

function isSettled(name: string, assigned: ReadonlyMap<string, Assigned> | 'all'): boolean {
  return assigned !== 'all' && (assigned.get(name)?.places ?? 0) <= (name === '@' ? 0 : 1)
}

function readTree(walk: Walk, script: ParsedScript, place: Place): void {
  if (script.source === undefined && place.source.includes('\0') && script.pos === 0) {
    noteUnknown(walk, 'parse-error', 'NUL', place.locate(0, script.end))
  }
  const [error] = script.errors ?? []
  if (error !== undefined) {
    noteUnknown(walk, 'parse-error', error.message, place.locate(error.pos, error.pos))
    keepRemains(walk, script.source ?? '')
  }
  if (place.depth > maxDepth) {
    noteUnknown(walk, 'too-deep', '', place.locate(script.pos, script.end))
    return
  }
  for (const statement of script.commands) walk.visit(statement, place)
}

import { readHidden } from './hidden.ts'
import { type Binding, forkScope, inEachWorld, joinScope, type Scope, setBinding, union } from './scope.ts'
import { isStrayFunction, isStrayRedirect, isStrayStatement, isStraySubshell } from './strays.ts'
import type { SyntaxNode, SyntaxWord } from './syntax.ts'
import { noteUnknown, type Place, type Stdin, type Walk } from './walk.ts'
import { outputOf, redirectsOf, stdinOf, walkCommand } from './walk-command.ts'
import { noteArithmetic, noteAssigned } from './walk-expansions.ts'
import { expandWord } from './words.ts'

type NodeOf<Type extends SyntaxNode['type']> = Extract<SyntaxNode, { type: Type }>

/** Reads a node that holds commands. Each branch that may not run leaves its mark beside what was before. */
export function walkNode(walk: Walk, node: SyntaxNode, place: Place): void {
  if (!walk.spend(1)) return
  switch (node.type) {
    case 'Command':
      walkCommand(walk, node, place)
      return
    case 'Script':
    case 'CompoundList':
      for (const statement of node.commands) walk.visit(statement, place)
      return
    case 'Statement':
      if (isStrayStatement(node, place.source)) {
        noteUnknown(walk, 'parse-error', 'a stray operator', place.locate(node.pos, node.end))
      }
      walk.visit(node.command, node.background === true ? forked(place) : place)
      return
    case 'AndOr':
      node.commands.forEach((command, index) => {
        if (index === 0) walk.visit(command, place)
        else branches(walk, [command], place, 'may-skip')
      })
      return
    case 'Pipeline':
      walkPipeline(walk, node, place)
      return
    case 'Redirected':
      walkRedirected(walk, node, place)
      return
    case 'BraceGroup':
      walk.visit(node.body, place)
      return
    case 'Subshell':
      if (isStraySubshell(node, place.source)) {
        noteUnknown(walk, 'parse-error', 'a stray parenthesis', place.locate(node.pos, node.end))
      }
      walk.visit(node.body, forked(place))
      return
    case 'Coproc':
      walk.visit(node.body, forked(place))
      return
    default:
      walkControl(walk, node, place)
  }
}

function walkControl(walk: Walk, node: SyntaxNode, place: Place): void {
  switch (node.type) {
    case 'If':
      walkIf(walk, node, place)
      return
    case 'For':
    case 'Select':
      walkFor(walk, node, place)
      return
    case 'While':
      smear(place)
      walk.visit(node.clause, place)
      branches(walk, [node.body], place, 'may-skip')
      return
    case 'ArithmeticFor':
      smear(place)
      for (const part of [node.initialize, node.test, node.update]) {
        if (part === undefined) continue
        noteArithmetic(walk, place.source.slice(part.pos, part.end), part, place)
        walk.visitExpansions(part, place)
      }
      branches(walk, [node.body], place, 'may-skip')
      return
    case 'Case':
      walkCase(walk, node, place)
      return
    case 'Function':
      walkFunction(walk, node, place)
      return
    case 'ArithmeticCommand':
      noteArithmetic(walk, node.body, node, place)
      walk.visitExpansions(node, place)
      return
    default:
      walk.visitExpansions(node, place)
  }
}

function forked(place: Place): Place {
  return { ...place, scope: forkScope(place.scope) }
}

function branches(
  walk: Walk,
  nodes: readonly SyntaxNode[],
  place: Place,
  kind: 'may-skip' | 'one-runs',
): void {
  const scopes: Scope[] = []
  for (const node of nodes) {
    const branch = forked(place)
    walk.visit(node, branch)
    scopes.push(branch.scope)
  }
  const [first, ...others] = scopes
  if (first === undefined) return
  if (kind === 'one-runs') replaceScope(place.scope, first)
  for (const scope of kind === 'one-runs' ? others : scopes) joinScope(place.scope, scope)
}

function replaceScope(scope: Scope, other: Scope): void {
  scope.bindings.clear()
  for (const [name, binding] of other.bindings) scope.bindings.set(name, binding)
  scope.positional = other.positional
}

function walkIf(walk: Walk, node: NodeOf<'If'>, place: Place): void {
  walk.visit(node.clause, place)
  for (const branch of node.elif) branches(walk, [branch.clause], place, 'may-skip')
  const bodies = [node.then, ...node.elif.map((branch) => branch.then)]
  if (node.else === undefined) branches(walk, bodies, place, 'may-skip')
  else branches(walk, [...bodies, node.else], place, 'one-runs')
}

function walkFor(walk: Walk, node: NodeOf<'For'> | NodeOf<'Select'>, place: Place): void {
  for (const word of node.wordlist ?? []) walk.visitExpansions(word, place)
  smear(place)
  noteAssigned(walk, node.name.value, node.name, place)
  const values = valuesOf(node.wordlist, place.scope)
  const located = place.locate(node.pos, node.end)
  for (const value of values.values)
    if (value.kind === 'text' && value.text.includes('[')) readHidden(walk, value.text, located, place)
  setBinding(place.scope, node.name.value, values)
  branches(walk, [node.body], place, 'may-skip')
}

function valuesOf(words: readonly SyntaxWord[] | undefined, scope: Scope): Binding {
  if (words === undefined || words.length > 64) return { values: [], open: true }
  const fields = words.flatMap((word) =>
    inEachWorld(scope, (variables) => expandWord(word, variables)).flat(),
  )
  const values = fields.flatMap((field) =>
    field.value === undefined ? [] : [{ kind: 'text' as const, text: field.value }],
  )
  return { values, open: values.length < fields.length }
}

/** After `;&` a branch goes on with what the one before left. */
function walkCase(walk: Walk, node: NodeOf<'Case'>, place: Place): void {
  walk.visitExpansions(node.word, place)
  for (const item of node.items) for (const pattern of item.pattern) walk.visitExpansions(pattern, place)
  if (node.items.some(({ terminator }) => terminator === ';&' || terminator === ';;&')) smear(place)
  const bodies = node.items.map((item) => item.body)
  branches(walk, bodies, place, 'may-skip')
}

/** A function's body runs later, with arguments and variables of that moment. */
function walkFunction(walk: Walk, node: NodeOf<'Function'>, place: Place): void {
  if (isStrayFunction(node.pos, place.source)) {
    noteUnknown(walk, 'parse-error', 'a stray word', place.locate(node.pos, node.end))
  }
  smear(place)
  const body = forked(place)
  body.scope.positional = undefined
  walk.visit(node.body, { ...body, stdin: { kind: 'other' } })
  // Bash defines none under a name in quotes: `'ls'() { …; }` is an error, and `ls` after it the program.
  if (/^[\w.:+@%-]+$/.test(node.name.text)) place.scope.functions.add(node.name.value)
  else noteUnknown(walk, 'shadowed', node.name.text, place.locate(node.name.pos, node.name.end))
}

/** From here on every variable may hold whatever is assigned to it anywhere: the order is not known. */
function smear(place: Place): void {
  const assigned = place.assigned()
  if (assigned === 'all') {
    for (const [name, binding] of place.scope.bindings) {
      place.scope.bindings.set(name, { values: binding.values, open: true })
    }
    place.scope.positional = undefined
    return
  }
  for (const [name, { binding }] of assigned) {
    setBinding(place.scope, name, union(place.scope.bindings.get(name), binding))
  }
}

function walkPipeline(walk: Walk, node: NodeOf<'Pipeline'>, place: Place): void {
  const [only] = node.commands
  if (node.commands.length === 1 && only !== undefined) {
    walk.visit(only, place)
    return
  }
  if (node.commands.length === 0) {
    noteUnknown(walk, 'parse-error', 'time or ! alone', place.locate(node.pos, node.end))
  }
  let stdin = place.stdin
  for (const command of node.commands) {
    walk.visit(command, { ...forked(place), stdin })
    stdin = pipedFrom(command, place.scope)
  }
}

function pipedFrom(command: SyntaxNode, scope: Scope): Stdin {
  return command.type === 'Command' ? outputOf(command, scope) : { kind: 'other' }
}

function walkRedirected(walk: Walk, node: NodeOf<'Redirected'>, place: Place): void {
  for (const redirect of node.redirects) {
    if (isStrayRedirect(redirect, place.source)) {
      noteUnknown(walk, 'parse-error', 'a stray operator', place.locate(redirect.pos, redirect.end))
    }
    walk.visitExpansions(redirect, place)
  }
  const worlds = inEachWorld(place.scope, (variables) => ({
    redirects: redirectsOf(node.redirects, place, variables),
    stdin: stdinOf(node.redirects, place.stdin, variables),
  }))
  const around = [...place.around, ...worlds.flatMap((world) => world.redirects)]
  const [stdin] = worlds.map((world) => world.stdin)
  walk.visit(node.command, {
    ...place,
    around,
    stdin: worlds.length === 1 && stdin ? stdin : { kind: 'other' },
  })
}

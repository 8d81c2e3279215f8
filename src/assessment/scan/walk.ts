import { childrenOf, type ParsedScript, type SyntaxNode } from '../../shell/syntax.ts'
import { runCommand } from './command.ts'
import { type Flow, opaque, traceOf } from './flow.ts'
import { redirected } from './redirects.ts'
import { maxDepth, type Place, report, type Scan, step } from './scan.ts'
import { quotedSubscripts } from './subscripts.ts'
import { searchUnreadable } from './unreadable.ts'
import type { Walkers } from './walkers.ts'
import { runBelow, valuesOf } from './words.ts'

type Node<Type> = Extract<SyntaxNode, { type: Type }>

/** Reads a whole script that stands in the command's text, or one that its words hold. Returns what it would print. */
export function walkText(text: string, scan: Scan, place: Place): Flow {
  if (!step(scan, place, text)) return opaque
  const parsed = scan.parse(text)
  if (parsed.kind === 'refused') {
    report(scan, {
      kind: parsed.reason === 'too-large' ? 'too-complex' : 'unreadable',
      evidence: text,
      range: place.range,
    })
    return opaque
  }
  if ((parsed.script.errors?.length ?? 0) > 0) searchUnreadable(text, scan, deeper(place), walkers)
  for (const { script, range } of quotedSubscripts(text))
    walkText(script, scan, { ...deeper(place), range: place.range ?? range, input: undefined })
  return walkScript(parsed.script, scan, place)
}

/** Walks a parsed script in the order in which it runs. */
export function walkScript(script: ParsedScript, scan: Scan, place: Place): Flow {
  return walkList(script.commands, scan, deeper(place))
}

function deeper(place: Place): Place {
  return { ...place, depth: place.depth + 1 }
}

function walkList(statements: readonly Node<'Statement'>[], scan: Scan, place: Place): Flow {
  const flows: Flow[] = []
  let last: Flow = opaque
  for (const statement of statements) {
    if (!step(scan, place, '')) break
    last = walk(statement.command, scan, {
      ...place,
      background: place.background || statement.background === true,
    })
    flows.push(last)
  }
  if (flows.length === 1) return last
  const text = flows.every((flow) => flow.text !== undefined)
    ? flows.map((flow) => flow.text).join('')
    : undefined
  return { ...traceOf(...flows), text }
}

/** Walks one node, whatever it is; returns what it would print. */
export function walk(node: SyntaxNode, scan: Scan, place: Place): Flow {
  if (place.depth > maxDepth) {
    report(scan, { kind: 'too-complex', evidence: '', range: place.range })
    return opaque
  }
  const inner = deeper(place)
  switch (node.type) {
    case 'Command':
      return runCommand(node, scan, place, walkers)
    case 'Pipeline':
      return pipeline(node.commands, scan, inner)
    case 'AndOr':
      return traceOf(...node.commands.map((command) => walk(command, scan, inner)))
    case 'CompoundList':
    case 'Script':
      return walkList(node.commands, scan, inner)
    case 'Subshell':
    case 'BraceGroup':
      return walkList(node.body.commands, scan, inner)
    case 'Redirected':
      return redirected(node, scan, inner, walkers)
    case 'Function':
      return define(node, scan, inner)
    case 'Coproc':
      return walk(node.body, scan, inner)
    default:
      return control(node, scan, inner)
  }
}

function control(node: SyntaxNode, scan: Scan, place: Place): Flow {
  switch (node.type) {
    case 'If':
      return traceOf(
        walk(node.clause, scan, place),
        walk(node.then, scan, place),
        ...node.elif.flatMap((branch) => [walk(branch.clause, scan, place), walk(branch.then, scan, place)]),
        node.else === undefined ? undefined : walk(node.else, scan, place),
      )
    case 'For':
    case 'Select':
      return loop(node, scan, place)
    case 'While':
      endless(node, scan, place)
      return traceOf(walk(node.clause, scan, place), walk(node.body, scan, place))
    case 'ArithmeticCommand':
      if (node.expression !== undefined) runBelow(node.expression, nestedIn(scan, place), 0)
      return opaque
    case 'ArithmeticFor':
      return walk(node.body, scan, place)
    case 'Case':
      for (const value of [node.word]) valuesOf(value, scan, nestedIn(scan, place))
      return traceOf(...node.items.map((item) => walk(item.body, scan, place)))
    case 'TestCommand':
      testWords(node.expression, scan, place)
      return opaque
    default:
      return opaque
  }
}

function testWords(expression: Node<'TestCommand'>['expression'], scan: Scan, place: Place): void {
  switch (expression.type) {
    case 'TestUnary':
      valuesOf(expression.operand, scan, nestedIn(scan, place))
      return
    case 'TestBinary':
      valuesOf(expression.left, scan, nestedIn(scan, place))
      valuesOf(expression.right, scan, nestedIn(scan, place))
      return
    case 'TestLogical':
      for (const operand of expression.operands) testWords(operand, scan, place)
      return
    case 'TestNot':
      testWords(expression.operand, scan, place)
      return
    case 'TestGroup':
      testWords(expression.expression, scan, place)
      return
  }
}

/** `a | b`: each stage reads what the one before printed. */
function pipeline(stages: readonly SyntaxNode[], scan: Scan, place: Place): Flow {
  let flow = place.input
  for (const stage of stages) flow = walk(stage, scan, { ...place, input: flow })
  return flow ?? opaque
}

/** The body is walked once: with the item when there is one, with an unknown value otherwise. */
function loop(node: Node<'For'> | Node<'Select'>, scan: Scan, place: Place): Flow {
  flood(node, scan, place)
  const values = (node.wordlist ?? []).flatMap((word) => valuesOf(word, scan, nestedIn(scan, place)))
  const trace = traceOf(...values.map((value) => value.flow))
  const rounds = values.length > 0 && values.length <= 4 ? values.map((value) => value.text) : [undefined]
  const flows = rounds.map((text) => {
    scan.variables.set(node.name.value, { ...trace, text })
    return walk(node.body, scan, place)
  })
  return traceOf(...flows)
}

/** `while true; do x & done` starts processes without end. */
function endless(node: Node<'While'>, scan: Scan, place: Place): void {
  const [clause] = node.clause.commands
  const name = clause?.command.type === 'Command' ? clause.command.name?.value : undefined
  const always =
    node.kind === 'while'
      ? [':', 'true', '/bin/true', '/usr/bin/true']
      : ['false', '/bin/false', '/usr/bin/false']
  if (!always.includes(name ?? '') || node.clause.commands.length !== 1) return
  if (place.background || startsInBackground(node.body, 0) || neverWaits(node.body, 0))
    report(scan, {
      kind: 'exhausts',
      evidence: 'endless loop',
      range: place.range ?? { start: node.pos, end: node.end },
    })
}

const quick =
  /^(?::|true|false|let|test|\[|cd|echo|printf|mkdir|touch|cp|ln|ls|cat|dd|head|mktemp|curl|wget|tr|tee|bc|seq|openssl|factor|g?zip|xz|[a-z\d]+sum)$/

/** Whether nothing below waits, asks for anything or leaves the loop: only what is over at once. */
function neverWaits(node: SyntaxNode, depth: number): boolean {
  if (depth >= 8) return false
  if (node.type === 'Command' && node.name !== undefined) return quick.test(node.name.value)
  return childrenOf(node).every((child) => neverWaits(child, depth + 1))
}

/** `for i in {1..100000}; do x & done`. */
function flood(node: Node<'For'> | Node<'Select'>, scan: Scan, place: Place): void {
  const many = (node.wordlist ?? []).some((word) => /\{\d+\.\.\d{4,}|\bseq\s(?:\d+\s)?\d{4,}/.test(word.text))
  if (many && startsInBackground(node.body, 0))
    report(scan, {
      kind: 'exhausts',
      evidence: 'processes by the thousand',
      range: place.range ?? { start: node.pos, end: node.end },
    })
}

/** Whether anything below is started with `&`. */
function startsInBackground(node: SyntaxNode, depth: number): boolean {
  if (node.type === 'Statement' && node.background === true) return true
  return depth < 8 && childrenOf(node).some((child) => startsInBackground(child, depth + 1))
}

/** A function is walked where it is defined, so that one that is called from outside counts too. */
function define(node: Node<'Function'>, scan: Scan, place: Place): Flow {
  scan.functions.set(node.name.value, node.body)
  const saved = [...'123456789@*'].map((name) => [name, scan.variables.get(name)] as const)
  for (const [name] of saved) scan.variables.set(name, opaque)
  scan.calls.push(node.name.value)
  walk(node.body, scan, { ...place, input: undefined })
  scan.calls.pop()
  for (const [name, flow] of saved) {
    if (flow === undefined) scan.variables.delete(name)
    else scan.variables.set(name, flow)
  }
  return opaque
}

/** Runs the substitutions nested in words. */
export function nestedIn(scan: Scan, place: Place): (part: SyntaxNode) => Flow {
  return (part) => {
    if (
      part.type !== 'CommandExpansion' &&
      part.type !== 'ProcessSubstitution' &&
      part.type !== 'ArithmeticCommandExpansion'
    )
      return opaque
    const { script } = part
    if (script === undefined) return opaque
    // Positions in an escaped backtick script count in a text of their own.
    const own = { start: part.pos, end: part.end }
    const range = place.range ?? (script.source === undefined ? undefined : own)
    return walkScript(script, scan, { ...place, range, input: undefined })
  }
}

const walkers: Walkers = { walk, walkText, nestedIn }

import type { Assignment, Redirection, SyntaxNode, SyntaxWord } from '../../shell/syntax.ts'
import { judgeVariable } from './assignments.ts'
import { type Flow, literal, opaque, traceOf, unknown } from './flow.ts'
import { judge } from './judge.ts'
import { readRedirects, writeTo } from './redirects.ts'
import { type Place, report, type Scan, step } from './scan.ts'
import type { Walkers } from './walkers.ts'
import { singleValue, type Value, valuesOf } from './words.ts'

type SimpleCommand = Extract<SyntaxNode, { type: 'Command' }>

/** Reads one simple command: assignments, words, redirections, then what it does. Returns what it would print. */
export function runCommand(node: SimpleCommand, scan: Scan, place: Place, walkers: Walkers): Flow {
  if (!step(scan, place, '')) return opaque
  const nested = walkers.nestedIn(scan, place)
  const prefix = node.prefix.filter((item) => item.type === 'Assignment')
  for (const assignment of prefix) assign(assignment, scan, place, walkers)
  const words: Value[] = []
  const written: (SyntaxWord | Assignment)[] = [...(node.name === undefined ? [] : [node.name]), ...node.args]
  for (const word of written) {
    if (word.type === 'Word') words.push(...valuesOf(word, scan, nested))
    else words.push(assign(word, scan, place, walkers))
  }
  const redirects = readRedirects(redirectionsOf(node), scan, place, walkers)
  const argv = words.length > 0 ? dropEmpty(words) : words
  if (argv.length === 0) return emptyCommand(node, { scan, place, walkers }, redirects)
  const output = judge(argv, {
    scan,
    place: { ...place, input: redirects.input ?? place.input },
    walkers,
    writes: redirects.writes,
    environment: prefix.map((item) => item.name),
  })
  writeTo(redirects, output, { scan, place, walkers })
  return redirects.writes.some((write) => write.path !== '/dev/stdout') ? opaque : output
}

/** An unquoted word that may be empty, before the name, is most likely an optional prefix: `$SUDO rm`. */
function dropEmpty(words: readonly Value[]): readonly Value[] {
  return words.filter((word, index) => index > 0 || word.text !== '' || words.length === 1)
}

function redirectionsOf(node: SimpleCommand): readonly Redirection[] {
  return node.redirects
}

/** `> file` alone empties the file. */
function emptyCommand(
  node: SimpleCommand,
  at: { readonly scan: Scan; readonly place: Place; readonly walkers: Walkers },
  redirects: ReturnType<typeof readRedirects>,
): Flow {
  const { scan, place } = at
  for (const write of redirects.writes) {
    if (!write.append && node.prefix.every((item) => item.type !== 'Assignment'))
      report(scan, { kind: 'overwrites-files', evidence: write.path, range: write.range })
  }
  writeTo(redirects, opaque, at)
  return redirects.input ?? place.input ?? literal('')
}

/** Longest value that is followed, in UTF-16 code units: doubling assignments grow without end. */
const maxValue = 8_192

function assign(assignment: Assignment, scan: Scan, place: Place, walkers: Walkers): Value {
  const nested = walkers.nestedIn(scan, place)
  const range = { start: assignment.pos, end: assignment.end }
  const { value, index } = assignment
  if (index !== undefined) valuesOf(index, scan, nested)
  if (value.type === 'ArrayValue') {
    const items = value.elements.flatMap((word) => valuesOf(word, scan, nested))
    const trace = traceOf(...items.map((item) => item.flow))
    const texts = items.map((item) => item.text)
    scan.variables.set(assignment.name, { ...trace, text: texts.join(' '), items: texts })
    return { text: `${assignment.name}=`, flow: trace, range, quoted: false, source: assignment.text }
  }
  const found = singleValue(value, scan, nested)
  const before = assignment.append === true ? scan.variables.get(assignment.name) : undefined
  const text = `${before === undefined ? (assignment.append === true ? unknown : '') : (before.text ?? unknown)}${found.text}`
  const flow = { ...traceOf(found.flow, before), text: text.slice(0, maxValue) }
  scan.variables.set(assignment.name, flow)
  remember(scan, assignment.name, flow.text)
  judgeVariable(assignment.name, text, { scan, place, walkers, range: place.range ?? range })
  return {
    text: `${assignment.name}=${text}`,
    flow: found.flow,
    range,
    quoted: false,
    source: assignment.text,
  }
}

function remember(scan: Scan, name: string, text: string): void {
  const values = scan.assigned.get(name) ?? []
  if (values.length < 4 && !values.includes(text)) scan.assigned.set(name, [...values, text])
}

import { unwrap } from '../../shell/unwrap.ts'
import { kindOf } from '../catalogue.ts'
import { readArguments } from '../tools/arguments.ts'
import { type ReadyTool, toolOf } from '../tools/table.ts'
import { type Flow, opaque, traceOf, unknown } from './flow.ts'
import { judgeInner } from './inner.ts'
import { judgeProgram } from './judge-program.ts'
import { standsFor } from './other-names.ts'
import { runText } from './run-text.ts'
import { report, step } from './scan.ts'
import { isOpenParameter, rangeOf, type Situation, shown } from './situation.ts'
import type { Value } from './words.ts'

/** Says what a command of these words does; returns what it would print. */
export function judge(argv: readonly Value[], situation: Situation): Flow {
  const { scan, place } = situation
  const [first] = argv
  if (first === undefined || !step(scan, place, first.text)) return opaque
  const meant = standsFor(argv, scan)
  if (meant !== undefined) return judge(meant, situation)
  const name = nameOf(first.text)
  if (name === undefined) return computed(argv, situation)
  if (/\s/.test(first.text)) return wholeLine(argv, situation)
  otherValues(first, argv, situation)
  if (scan.functions.has(name)) return call(name, argv, situation)
  const alias = scan.aliases.get(name)
  if (alias !== undefined && !scan.calls.includes(`alias ${name}`))
    return expandAlias(name, alias, argv, situation)
  return judgeNamed(name, argv, situation)
}

function judgeNamed(name: string, argv: readonly Value[], situation: Situation): Flow {
  const path = argv[0]?.text ?? name
  const words = argv.map((value) => value.text)
  const inner = unwrap([name, ...words.slice(1)])
  const tool = toolAt(path, name)
  if (inner !== undefined && inner.inner.length > 0)
    return judgeInner({ name, argv, unwrapped: inner, tool, situation, judge })
  const given = readArguments(
    [name, ...words.slice(1)],
    tool?.valuedOptions ?? noOptions,
    tool?.longDash === true,
  )
  return judgeProgram({ name: tool === undefined ? path : name, argv, tool, given, situation, judge })
}

/** A whole command line in the place of a name: whoever was handed it gives it to a shell. */
function wholeLine(argv: readonly Value[], situation: Situation): Flow {
  const line = argv.map((value) => value.text).join(' ')
  return runText({ ...traceOf(...argv.map((value) => value.flow)), text: line }, { argv, situation })
}

const programs =
  /^(?:\/usr(?:\/local)?|\/opt\/(?:homebrew|local)|\/home\/linuxbrew\/\.linuxbrew|~\/\.local|\/run\/current-system\/sw|\/snap)?\/(?:s?bin|games)\//

/** `./test` is the project's own, whatever its name says: only what is known to do more keeps its meaning there. */
function toolAt(path: string, name: string): ReadyTool | undefined {
  const tool = toolOf(name)
  if (tool === undefined || !path.includes('/') || programs.test(path)) return tool
  return kindOf(tool.is).level === 'low' ? undefined : tool
}

const noOptions: ReadonlySet<string> = new Set()

/** The program's name; undefined when it can't be known. A path whose last part is known has a name. */
function nameOf(text: string): string | undefined {
  if (/^[a-z][a-z0-9_-]*$/.test(text)) return text
  const base = text
    .slice(text.lastIndexOf('/') + 1)
    .replace(/\.exe$/i, '')
    .replace(/^!(?=\w)/, '')
  // A pattern stands for whatever file matches it.
  if (/[*?]|\[.+\]|[@+!]\(/.test(base)) return undefined
  if (base.includes(unknown) || (base === '' && text.includes(unknown))) return undefined
  return base === '' ? text : base
}

function computed(argv: readonly Value[], situation: Situation): Flow {
  const { scan, place } = situation
  const [first] = argv
  const range = rangeOf(argv, place)
  if (first === undefined) return opaque
  if (isOpenParameter(first, situation)) {
    report(scan, { kind: 'runs-variable', evidence: shown(argv), range })
    return opaque
  }
  if (first.flow.fetched) report(scan, { kind: 'runs-download', evidence: shown(argv), range })
  else if (first.flow.decoded) report(scan, { kind: 'runs-decoded', evidence: shown(argv), range })
  else report(scan, { kind: 'runs-computed', evidence: shown(argv), range })
  // An optional prefix such as `$SUDO`: what follows is judged too.
  if (!first.quoted && argv.length > 1) judge(argv.slice(1), situation)
  return opaque
}

function call(name: string, argv: readonly Value[], situation: Situation): Flow {
  const { scan, place, walkers } = situation
  if (scan.calls.includes(name)) {
    if (place.background || scan.calls.length > 1 || place.input !== undefined)
      report(scan, { kind: 'exhausts', evidence: `${name} calls itself`, range: rangeOf(argv, place) })
    return opaque
  }
  const body = scan.functions.get(name)
  if (body === undefined || scan.calls.length > 8) return opaque
  const names = [...'123456789', '@', '*']
  const saved = names.map((parameter) => scan.variables.get(parameter))
  names.forEach((parameter, index) => {
    const value = argv[index + 1]
    if (index < 9 && value !== undefined) scan.variables.set(parameter, { ...value.flow, text: value.text })
    else scan.variables.delete(parameter)
  })
  const all = argv.slice(1)
  const rest = {
    ...traceOf(...all.map((value) => value.flow)),
    text: all.map((value) => value.text).join(' '),
    items: all.map((value) => value.text),
  }
  scan.variables.set('@', rest)
  scan.variables.set('*', rest)
  scan.calls.push(name)
  const flow = walkers.walk(body, scan, { ...place, range: rangeOf(argv, place), depth: place.depth + 1 })
  scan.calls.pop()
  names.forEach((parameter, index) => {
    const before = saved[index]
    if (before === undefined) scan.variables.delete(parameter)
    else scan.variables.set(parameter, before)
  })
  return flow
}

function expandAlias(name: string, alias: string, argv: readonly Value[], situation: Situation): Flow {
  const { scan, place, walkers } = situation
  scan.calls.push(`alias ${name}`)
  const rest = argv.slice(1).map((value) => value.text)
  const flow = walkers.walkText([alias, ...rest].join(' '), scan, {
    ...place,
    range: rangeOf(argv, place),
    depth: place.depth + 1,
  })
  scan.calls.pop()
  return flow
}

/** A variable that was given several values: which one it holds depends on what ran, so each is judged. */
function otherValues(first: Value, argv: readonly Value[], situation: Situation): void {
  const name = /^"?\$\{?([A-Za-z_]\w*)\}?"?$/.exec(first.source)?.[1]
  if (name === undefined || situation.place.depth > 12) return
  for (const text of situation.scan.assigned.get(name) ?? []) {
    if (text === first.text || text === '' || text.includes(unknown)) continue
    judge([{ ...first, text, source: text }, ...argv.slice(1)], situation)
  }
}

import type { KindId } from '../catalogue.ts'
import { opensShell } from '../code.ts'
import { kindOf } from '../catalogue.ts'
import { type ReadArguments } from '../tools/arguments.ts'
import { matches } from '../tools/pattern.ts'
import type { ReadyTool } from '../tools/table.ts'
import { isDeletingOption, verbKind } from '../verbs.ts'
import { judgeCode } from './code-arguments.ts'
import { type Flow, opaque, traceOf, unknown } from './flow.ts'
import { judgePaths } from './path-arguments.ts'
import { report } from './scan.ts'
import { rangeOf, type Situation, shown } from './situation.ts'
import { specialOf } from './special.ts'
import type { Value } from './words.ts'
import { outputOf } from './output.ts'
import { judgeWritten } from './written.ts'

/** A program and its arguments. */
export type Program = {
  readonly name: string
  readonly argv: readonly Value[]
  readonly tool: ReadyTool | undefined
  readonly given: ReadArguments
  readonly situation: Situation
  readonly judge: (argv: readonly Value[], situation: Situation) => Flow
  /** The rest of its words was judged as a command of its own. */
  readonly wraps?: true
}

/** Reports what a program does with these arguments; returns what it would print. */
export function judgeProgram(program: Program): Flow {
  const { tool, situation } = program
  const asks = onlyAsks(program)
  const special = specialOf(program.name)
  if (!asks) {
    const handled = special?.(program)
    const kinds = handled?.kinds ?? kindsOf(program)
    for (const kind of kinds) note(program, kind)
    if (program.wraps !== true) {
      judgeCode(program)
      judgeEscapes(program)
      judgeWritten(program)
    }
    judgePaths(program)
    if (handled?.output !== undefined) return handled.output
  } else note(program, tool === undefined ? 'unknown-program' : 'reads')
  return outputOf(program, situation.place.input)
}

/** Reports a kind of finding on a program's words. */
export function note(program: Pick<Program, 'argv' | 'situation'>, kind: KindId, evidence?: string): void {
  const { scan, place } = program.situation
  report(scan, { kind, evidence: evidence ?? shown(program.argv), range: rangeOf(program.argv, place) })
}

/** `--help` and `--version` alone do nothing else, whatever the program. */
function onlyAsks(program: Program): boolean {
  const { argv, tool } = program
  if (tool?.data === true && tool.is === 'prints') return false
  const last = argv.at(-1)?.text
  const rest = argv.slice(1)
  return (
    rest.length <= 3 &&
    (last === '--help' || last === '--version') &&
    rest.slice(0, -1).every((value) => /^[a-z][\w-]*$/.test(value.text))
  )
}

function kindsOf(program: Program): readonly KindId[] {
  const { tool, given, wraps } = program
  if (tool === undefined) return [...unknownKinds(program)]
  const found = new Set<KindId>()
  for (const [kind, patterns] of tool.patterns) {
    if (!patterns.some((pattern) => matches(pattern, given))) continue
    if (kind === 'harmless') return ['reads']
    found.add(kind)
  }
  if (tool.is === 'changes-remote') {
    const verb = verbKind(given.positionals)
    if (verb !== undefined && !(verb === 'reads' && found.size > 0)) found.add(verb)
  }
  if (found.size === 0 && !(wraps === true && kindOf(tool.is).level !== 'high')) found.add(tool.is)
  return [...found]
}

function unknownKinds(program: Program): readonly KindId[] {
  const { given, name } = program
  const verb = verbKind(given.positionals)
  const deletes =
    verb === 'deletes-resources' ||
    given.options.some((option) => isDeletingOption(option.name)) ||
    verbKind([name]) === 'deletes-resources'
  return deletes ? ['deletes-resources'] : ['unknown-program']
}

/** A program that is no shell and is handed one opens it: the general rule behind GTFOBins. */
function judgeEscapes(program: Program): void {
  const { argv, tool, situation } = program
  if (tool?.data === true || tool?.language === 'shell' || situation.place.contained) return
  const reading = tool?.is === 'reads' || tool?.is === 'prints'
  for (const value of argv.slice(1)) {
    const isPath = /^\/[\w/.-]+$/.test(value.text)
    if (reading && isPath) continue
    if (opensShell(value.text)) {
      note(program, 'opens-shell', value.text)
      return
    }
  }
}

/** Values that an option has been given, with what flowed into them. */
export function optionValues(program: Program, names: ReadonlySet<string>): readonly Value[] {
  return program.given.options.flatMap((option) => {
    if (!names.has(option.name) || option.value === undefined) return []
    const value = program.argv[option.word]
    return value === undefined ? [] : [{ ...value, text: option.value }]
  })
}

/** The positional values, with what flowed into them. */
export function positionalValues(program: Program): readonly Value[] {
  return program.given.places.flatMap((place) => program.argv[place] ?? [])
}

/** What flowed into a program by its arguments and its input. */
export function inflow(program: Program): Flow {
  return traceOf(program.situation.place.input, ...program.argv.map((value) => value.flow))
}

/** Whether a text is known to its end. */
export function isKnown(text: string): boolean {
  return !text.includes(unknown)
}

/** Nothing to tell of the output. */
export const noOutput: Flow = opaque

import type { CommandRole } from '../../shell/simple-command.ts'
import type { KindId } from '../catalogue.ts'
import type { ReadArguments } from '../tools/arguments.ts'
import type { ReadyTool } from '../tools/table.ts'
import { type Flow, traceOf } from './flow.ts'
import { report } from './scan.ts'
import { rangeOf, type Situation, shown } from './situation.ts'
import type { Value } from './words.ts'

/** A program and its arguments. */
export type Program = {
  readonly name: string
  readonly argv: readonly Value[]
  readonly tool: ReadyTool | undefined
  readonly given: ReadArguments
  readonly situation: Situation
  readonly judge: (argv: readonly Value[], situation: Situation) => Flow
  /** The rest of its words was judged as a command of its own. */
  readonly wraps?: CommandRole
}

/** Reports a kind of finding on a program's words. */
export function note(program: Pick<Program, 'argv' | 'situation'>, kind: KindId, evidence?: string): void {
  const { scan, place } = program.situation
  report(scan, { kind, evidence: evidence ?? shown(program.argv), range: rangeOf(program.argv, place) })
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

/** Whether one of these options was given. */
export function hasOption(program: Program, ...names: readonly string[]): boolean {
  return program.given.options.some((option) => names.includes(option.name))
}

/** The value of the first of these options that was given with one. */
export function optionText(program: Program, ...names: readonly string[]): string | undefined {
  return program.given.options.find((option) => names.includes(option.name) && option.value !== undefined)
    ?.value
}

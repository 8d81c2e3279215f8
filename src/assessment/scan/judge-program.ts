import { type KindId, kindOf } from '../catalogue.ts'
import { loadsLibrary, namesShell, opensShell } from '../code.ts'
import type { ReadyTool } from '../tools/table.ts'
import { judgeCode } from './code-arguments.ts'
import type { Flow } from './flow.ts'
import { outputOf } from './output.ts'
import { judgePaths } from './path-arguments.ts'
import { note, type Program } from './program.ts'
import { kindsOf } from './program-kinds.ts'
import { judgeRest } from './rest.ts'
import { judgeSigns } from './signs.ts'
import { specialOf } from './special.ts'
import type { Value } from './words.ts'
import { judgeWritten } from './written.ts'

/** Reports what a program does with these arguments; returns what it would print. */
export function judgeProgram(program: Program): Flow {
  const { tool, situation } = program
  const asks = onlyAsks(program)
  const special = specialOf(program.name)
  if (!asks) {
    const handled = special?.(program)
    const kinds = handled?.kinds ?? kindsOf(program)
    for (const kind of kinds) note(program, kind)
    if (program.wraps === undefined) {
      judgeCode(program)
      judgeEscapes(program)
      judgeSigns(program)
      judgeWritten(program)
      judgeRest(program)
    }
    judgePaths(program)
    if (handled?.output !== undefined) return handled.output
  } else note(program, tool === undefined ? 'unknown-program' : 'reads')
  return outputOf(program, situation.place.input)
}

/** `--help` and `--version` alone do nothing else, whatever the program. */
function onlyAsks(program: Program): boolean {
  const { argv, tool } = program
  if (tool?.data === true && tool.is === 'prints') return false
  const last = argv.at(-1)?.text ?? ''
  const rest = argv.slice(1)
  if (
    rest.length === 1 &&
    /^(?:-h|-V|-\?|-help|-version|help|version)$/.test(last) &&
    tool?.is !== 'shuts-down'
  )
    return true
  const told =
    last === '--help' ||
    last === '--version' ||
    (last === '-help' && tool?.longDash === true) ||
    (rest[0]?.text === 'help' && tool?.data === true && kindOf(tool.is).level !== 'low')
  return (
    told && rest.length <= 6 && rest.slice(0, -1).every((value) => /^-{0,2}[a-zA-Z][\w.-]*$/.test(value.text))
  )
}

/** A program that is no shell and is handed one opens it: the general rule behind GTFOBins. */
function judgeEscapes(program: Program): void {
  const { argv, tool, situation } = program
  if (tool?.language === 'shell' || situation.place.contained) return
  if (tool?.data === true) {
    judgeSeparated(program)
    return
  }
  const escapeOf = escapesOf(tool)
  for (const value of argv.slice(1)) {
    // To make, this is what it runs its recipes with.
    if (/^(?:CONFIG_)?SHELL=\/(?:usr\/)?bin\/\w+$/.test(value.text)) continue
    const kind = escapeOf(value)
    if (kind !== undefined) note(program, kind, value.text)
    if (kind === 'opens-shell') return
  }
}

/** `tool … -- /bin/sh`: even where words are text, what stands behind the dashes is mostly a command. */
function judgeSeparated(program: Program): void {
  const at = program.argv.findIndex((value) => value.text === '--')
  const text = program.argv[at + 1]?.text ?? ''
  if (at > 0 && /^(?:\/usr)?\/bin\/(?:ba|da|z|k|a)?sh$/.test(text)) note(program, 'opens-shell', text)
}

type EscapeOf = (value: Value) => KindId | undefined

function escapesOf(tool: ReadyTool | undefined): EscapeOf {
  // The code of an interpreter is read for what it starts; only a shell by its path needs no reading.
  if (tool?.language !== undefined && tool.language !== 'other')
    return (value) => (namesShell(value.text) ? 'opens-shell' : undefined)
  if (tool?.is !== 'reads' && tool?.is !== 'prints')
    return (value) => (loadsLibrary(heldBy(value)) ? 'loads-code' : shellIn(value))
  // To a program that only reads, a path is a path.
  return (value) => (/^\/[\w/.-]+$/.test(value.text) ? undefined : shellIn(value))
}

function shellIn(value: Value): KindId | undefined {
  return opensShell(heldBy(value)) ? 'opens-shell' : undefined
}

/** `<(command)` is looked at for what it holds. */
function heldBy(value: Value): string {
  return value.text === '/dev/fd/63' ? (value.flow.text ?? '') : value.text
}

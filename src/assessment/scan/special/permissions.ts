import { type PathKind, pathKind } from '../../targets/paths.ts'
import type { Program } from '../program.ts'
import type { Handled } from './handled.ts'

const outside: ReadonlySet<PathKind> = new Set<PathKind>([
  'system',
  'program',
  'root',
  'home',
  'authorization',
  'scheduled',
  'startup',
  'kernel',
  'device',
  'log',
  'secret',
  'gate',
])

/** chmod: set-id bits, everything open to everyone, whole trees outside the project. */
export function chmod(program: Program): Handled {
  const [mode = '', ...paths] = program.given.positionals
  const modes = [mode, ...program.given.options.map((option) => option.name.replace(/^-/, ''))].join(' ')
  return {
    kinds:
      isFar(paths) || setsId(modes) || isWide(program, modes) ? ['changes-permissions'] : ['changes-files'],
  }
}

function setsId(modes: string): boolean {
  return /\b[2467][0-7]{3}\b|[+=][rwxX]*s/.test(modes)
}

/** A whole tree opened or closed to everyone, or one file opened altogether. */
function isWide(program: Program, modes: string): boolean {
  if (/\b0?777\b/.test(modes)) return true
  if (!isRecursive(program)) return false
  const opens = /\b0?[0-7]{2}[2367]\b|(?:^|[,\s])[ugo]*[oa][ugo]*[+=][rxXst]*w|(?:^|[,\s])\+[rx]*w/.test(
    modes,
  )
  return opens || /\b0{1,4}\b/.test(modes) || program.given.positionals.length < 2
}

function isFar(paths: readonly string[]): boolean {
  return paths.some((path) => outside.has(pathKind(path)) || path === '..')
}

/** chown and chgrp: trees, and whatever is not the project's. */
export function chown(program: Program): Handled {
  const far = isFar(program.given.positionals.slice(1))
  return { kinds: isRecursive(program) || far ? ['changes-permissions'] : ['changes-files'] }
}

function isRecursive(program: Program): boolean {
  return program.given.options.some(
    ({ name }) => name === '-R' || (name.length >= 5 && '--recursive'.startsWith(name)),
  )
}

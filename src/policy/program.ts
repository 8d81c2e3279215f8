import type { Word } from '../shell/simple-command.ts'
import { globMatches } from './glob.ts'

/** Where the sandbox's PATH finds a program by its name; undefined where it finds none or that is not known. */
export type ProgramPath = (name: string) => string | undefined

const systemDirectories: readonly string[] = [
  '/usr/bin/',
  '/bin/',
  '/usr/local/bin/',
  '/usr/sbin/',
  '/sbin/',
  '/usr/local/sbin/',
]

/** The last part of a path. */
export function programName(path: string): string {
  return path.slice(path.lastIndexOf('/') + 1)
}

/** Whether a command's first word surely is the program that a rule allows. Another file of the same name is not. */
export function isSurely(token: string, word: Word, pathOf: ProgramPath): boolean {
  const { value } = word
  if (value === undefined) return false
  if (value === token) return true
  if (token.includes('/')) return value.includes('/') && plainPath(value) === plainPath(token)
  if (!value.startsWith('/') || programName(value) !== token) return false
  const found = pathOf(token)
  if (found !== undefined) return found === value
  return systemDirectories.includes(value.slice(0, value.length - token.length))
}

/** Whether a command's first word may be the program that a rule is about: any file of that name, and globs that fit it. */
export function maybeIs(token: string, word: Word): boolean {
  const name = programName(token)
  if (word.value !== undefined) return programName(word.value) === name
  if (word.glob === undefined) return false
  const { glob } = word
  if (!glob.includes('/')) return globMatches(glob, name)
  return globMatches(programName(glob), name)
}

/** `./x`, `.//x` and `././x` are one file. */
function plainPath(path: string): string {
  const plain = path.replace(/\/(?:\.?\/)+/g, '/').replace(/^\.\//, '')
  return path.startsWith('/') ? plain : `./${plain}`
}

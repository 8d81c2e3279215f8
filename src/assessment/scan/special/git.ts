import { readingOf } from '../../targets/paths.ts'
import { note, type Program } from '../program.ts'
import type { Handled } from './handled.ts'

/** `git show HEAD:.env` reads what the history holds. */
export function revisions(program: Program): Handled | undefined {
  for (const word of program.given.positionals) {
    const colon = word.indexOf(':')
    if (colon > 0 && !word.includes('://') && readingOf(word.slice(colon + 1)) === 'reads-secrets')
      note(program, 'reads-secrets', word)
  }
  return undefined
}

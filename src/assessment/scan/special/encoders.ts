import { hasOption, note, type Program } from '../program.ts'
import type { Handled } from './handled.ts'

/** Turning a credential into another spelling takes it past the mask that hides it in logs. */
export function encode(program: Program): Handled | undefined {
  const { input } = program.situation.place
  if (input?.secret === true && !hasOption(program, '-d', '-D', '--decode', '-r'))
    note(program, 'reads-private')
  return undefined
}

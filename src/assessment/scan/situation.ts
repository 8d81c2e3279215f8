import { unknown } from './flow.ts'
import type { Redirects } from './redirects.ts'
import type { Place, Range, Scan } from './scan.ts'
import type { Walkers } from './walkers.ts'
import type { Value } from './words.ts'

/** All that a judgement of one command rests on beside its words. */
export type Situation = {
  readonly scan: Scan
  readonly place: Place
  readonly walkers: Walkers
  readonly writes: Redirects['writes']
  /** Names of the variables set for this command alone. */
  readonly environment: readonly string[]
}

/** The words of a command as they stand, for evidence. */
export function shown(argv: readonly Value[]): string {
  return argv
    .map((value) => value.text)
    .join(' ')
    .replaceAll(unknown, '…')
}

/** The range of a whole command. */
export function rangeOf(argv: readonly Value[], place: Place): Range | undefined {
  if (place.range !== undefined) return place.range
  const start = argv[0]?.range.start
  const end = argv.at(-1)?.range.end
  return start === undefined || end === undefined ? undefined : { start, end: Math.max(end, start) }
}

/** `run() { "$@"; }`: while a function is defined nobody knows what it will be given; each call of it is judged. */
export function isOpenParameter(first: Value, { scan }: Situation): boolean {
  return (
    scan.calls.length > 0 &&
    scan.variables.get('@')?.items === undefined &&
    /^"?\$(?:[@*1-9]|\{[@*1-9][^}]{0,20}\})"?$/.test(first.source)
  )
}

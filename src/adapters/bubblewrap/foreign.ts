import type { Identity } from '../../sandbox/machine.ts'
import type { Binaries } from './binaries.ts'
import { runQuietly } from './run-quietly.ts'

/** What one overlay is prepared for at most: entries, bytes, and how long it is looked for them. */
const bounds = { directories: 20_000, files: 4000, bytes: 64 * 1024 ** 2, fileBytes: 1024 ** 2, ms: 1000 }

/** A directory (`x`: one that commands may only look into) or writable file of another account or group, as it was found. */
export type ForeignEntry = {
  readonly path: string
  readonly type: 'd' | 'x' | 'f'
  readonly mode: number
  readonly owner: number
  readonly size: number
}

/** What was found; `isAll` is false when there is more than the bounds allow. */
export type Foreign = { readonly entries: readonly ForeignEntry[]; readonly isAll: boolean }

type Right = 'readable' | 'writable' | 'executable'

/** What commands may do to a thing, as a test of `find`. Root's commands have no capabilities: for them modes decide. */
function mayWords({ uid }: Identity, right: Right): readonly string[] {
  if (uid !== 0) return [`-${right}`]
  const bit = { readable: 4, writable: 2, executable: 1 }[right]
  return [
    ...['(', '-uid', '0', '-perm', `-${bit}00`, '-o', '-gid', '0', '-perm', `-0${bit}0`],
    ...['-o', '-perm', `-00${bit}`, ')'],
  ]
}

/** True for what is of another account or group. An overlay of ours can't copy such a thing, nor anything below it. */
function foreignWords({ uid, gid }: Identity): readonly string[] {
  return ['(', '!', '-uid', String(uid), '-o', '!', '-gid', String(gid), ')']
}

/** Words for `find` that mark such a directory, or the one that such a file is in; true in any case. */
export function foreignMark(identity: Identity): readonly string[] {
  return [
    ...['(', ...foreignWords(identity), '(', '-type', 'd', ...mayWords(identity, 'executable')],
    ...['-printf', 'o%p\\0', '-o', '-type', 'f', ...mayWords(identity, 'writable')],
    ...['-printf', 'o%h\\0', ')', ',', '-true', ')'],
  ]
}

/**
 * Looks through places for what is foreign: directories, outermost first, and small files. `skipped` are directories to keep out of.
 * Never throws.
 */
export async function findForeign(
  { find }: Binaries,
  identity: Identity,
  roots: readonly string[],
  skipped: readonly string[],
): Promise<Foreign> {
  const may = (right: Right): readonly string[] => mayWords(identity, right)
  const pruned = skipped.flatMap((path) => ['-o', '-path', path.replace(/[\\*?[\]]/g, '\\$&')])
  const described = ' %m %U %s %p\\0'
  const { exitCode, stdout } = await runQuietly(
    find,
    [
      ...[...roots, '-xdev', '(', '-false', ...pruned, ')', '-prune', '-o'],
      ...[...foreignWords(identity), '(', '-type', 'd', '('],
      ...[...may('writable'), '-printf', `d${described}`, '-o'],
      ...[...may('executable'), '-printf', `x${described}`, ')', '-o'],
      ...['-type', 'f', '-size', `-${bounds.fileBytes / 512 + 1}b`, ...may('writable')],
      ...[...may('readable'), '-printf', `f${described}`, ')'],
    ],
    { identity, timeoutMs: bounds.ms },
  )
  return within(stdout, identity, exitCode !== undefined)
}

/** Directories by their depth; files only of a kind that all fit of: the identity's own before others'. */
function within(text: string, { uid }: Identity, isWhole: boolean): Foreign {
  const all = text.split('\0').slice(0, -1).map(parse)
  const directories = all.filter(({ type }) => type !== 'f')
  const kept = [...directories]
    .sort((one, other) => depthOf(one) - depthOf(other))
    .slice(0, bounds.directories)
  let isAll = isWhole && kept.length === directories.length
  const room = { files: bounds.files, bytes: bounds.bytes }
  const files = [true, false].flatMap((isOwn) => {
    const some = all.filter((entry) => entry.type === 'f' && (entry.owner === uid) === isOwn)
    const bytes = some.reduce((sum, { size }) => sum + size, 0)
    if (some.length > room.files || bytes > room.bytes) {
      isAll = false
      return []
    }
    room.files -= some.length
    room.bytes -= bytes
    return some
  })
  return { entries: [...kept, ...files], isAll }
}

function parse(entry: string): ForeignEntry {
  const [type, mode = '', owner, size, ...rest] = entry.split(' ')
  return {
    path: rest.join(' '),
    type: type === 'd' || type === 'x' ? type : 'f',
    mode: Number.parseInt(mode, 8),
    owner: Number(owner),
    size: Number(size),
  }
}

function depthOf({ path }: ForeignEntry): number {
  return path.split('/').length
}

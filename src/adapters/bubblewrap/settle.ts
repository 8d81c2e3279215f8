import { readFileSync } from 'node:fs'
import type { RecordedChange } from '../../sandbox/change.ts'
import type { FileState, WriteEffect } from '../../sandbox/effect.ts'
import { type Changed, type Fate, type FateContext, fateOf } from '../../sandbox/fate.ts'
import { isSameIndex } from '../../sandbox/git-index.ts'
import { capturedBytes } from '../../sandbox/limits.ts'
import { isWithin } from '../../sandbox/machine.ts'
import { concernsPackagePrograms, packagePrograms } from '../../sandbox/package-programs.ts'
import { copyOf, type SandboxedGrant, variantFor } from './attempt.ts'
import { type CollectOptions, collectChanges, isUntouched } from './collect.ts'
import { evidenceOf } from './evidence.ts'
import { fileState, lstatOf, programState } from './file-state.ts'
import type { MountedLayer } from './layer-set.ts'
import type { Run } from './run.ts'
import type { Watching } from './watch.ts'

/** The index of a million files; a larger one is shown as a change. */
const maxIndexBytes = 128 * 1024 * 1024

/** Bytes of files that are nowhere: to read them takes as long as if they were. */
const maxHoles = 1024 ** 3

/** Characters in paths and targets of links: the gate holds each of them several times over. */
const maxText = 16 * 1024 ** 2

/** What an attempt left behind, told apart by what becomes of it. */
export type Left = {
  /** Nothing was written into any overlay, nor to what it shows copies of: it can be used again. */
  readonly isUntouched: boolean
  readonly captured: readonly RecordedChange[]
  readonly effects: readonly WriteEffect[]
  /** Inside the grant, still to be written to the real place. */
  readonly granted: readonly RecordedChange[]
  /** Inside the workspace of a transaction. */
  readonly workspace: readonly RecordedChange[]
  /** What was left that can't be looked at, as words; then nothing of it takes effect. */
  readonly beyond: string | undefined
}

/** Reads the overlays and copies of an attempt whose processes are all dead. `stamps` are those of the overlays before it. */
export function readLeft(
  run: Run,
  stamps: ReadonlyMap<MountedLayer, number>,
  grant: SandboxedGrant,
  watching: Watching,
): Left {
  const layers = [...stamps.keys()]
  const touched = layers.filter((mounted) => !isUntouched(mounted, stamps.get(mounted)))
  const withdrawn = watching.withdraw()
  const context = contextOf(run, grant, layers, withdrawn)
  const guarded = [
    ...context.protectedPaths,
    ...context.scratch,
    ...context.programDirectories,
    `${context.workspace}/${packagePrograms}`,
  ]
  let beyond: string | undefined
  const note = (what: string) => (path: string) => {
    beyond ??= `${what}, from ${path.slice(0, 200)}…`
  }
  const changes = [
    ...touched.flatMap((mounted) =>
      collectChanges(mounted, {
        isWhole: (path) =>
          fateOf({ path, executable: false, leaves: 'directory' }, context) === 'workspace' &&
          !guarded.some((place) => isWithin(place, path)),
        hasRoomFor: countRoom(note),
        onTooDeep: note('directories nested deeper than any program can follow'),
        onUnreadable: note('a name that is no text in UTF-8, so that it can be neither shown nor taken over'),
      }),
    ),
    ...changedCopies(run, grant),
    ...withdrawn,
  ]
  const over = layers.find(({ layer }) => layer.role === 'workspace')
  const outOfPlace =
    over === undefined ? context.outOfPlace : watching.outOfPlace(changes, over.mergedOutside)
  const withFate = (fate: Fate): readonly RecordedChange[] =>
    changes.filter((change) => fateOf(changedOf(change), { ...context, outOfPlace }) === fate)
  // `git diff` rewrites the index to remember times: that is dropped, and nobody is asked about it.
  const captured = withFate('captured').filter((change) => !isIndexRefresh(change, run.machine.workspace))
  const maskedText = new Map(run.machine.masked.map(({ path, text }) => [path, text]))
  return {
    isUntouched: touched.length === 0 && (grant.write.length === 0 || !showsCopies(layers)),
    captured,
    effects: evidenceOf(captured, maskedText),
    granted: withFate('granted'),
    workspace: withFate('workspace'),
    beyond,
  }
}

/** Counts what is found, and notes what there is too much of. */
function countRoom(note: (what: string) => (path: string) => void): CollectOptions['hasRoomFor'] {
  const room = { bytes: 0, holes: 0, text: 0 }
  const noteSparse = note('more bytes in files than there is room for: they are mostly holes')
  const noteText = note('longer names and links than anybody could look through')
  return (path, stat) => {
    const { size, blocks } = stat
    if (stat.isFile()) {
      room.bytes += size
      room.holes += Math.max(0, size - blocks * 512)
    }
    room.text += path.length + (stat.isSymbolicLink() ? size : 0)
    const isSparse = room.bytes > capturedBytes || room.holes > maxHoles
    if (isSparse) noteSparse(path)
    if (room.text > maxText) noteText(path)
    return !isSparse && room.text <= maxText
  }
}

/** What the fates of an attempt's changes depend on. */
function contextOf(
  run: Run,
  grant: SandboxedGrant,
  layers: readonly MountedLayer[],
  withdrawn: readonly RecordedChange[],
): FateContext {
  const { workspace, protectedPaths, hidden } = run.machine
  return {
    workspace,
    grant,
    // A home below /tmp is captured all the same: only scratch inside of a layer is private.
    scratch: [...run.scratch.keys()].filter(
      (place) => !layers.some(({ layer }) => isWithin(layer.path, place)),
    ),
    // What a command can't see in the workspace it shall not replace or take away either.
    protectedPaths: [...protectedPaths, ...hidden.filter(({ path }) => isWithin(path, workspace))]
      .map(({ path }) => path)
      .filter((path) => !concernsPackagePrograms(path, workspace)),
    programs: run.programs,
    programDirectories: run.programDirectories,
    outOfPlace: new Set(withdrawn.map(({ path }) => path)),
  }
}

function showsCopies(layers: readonly MountedLayer[]): boolean {
  return layers.some(({ layer }) => layer.foreign.length > 0)
}

/** Only of files: to open a pipe that the command left there would take for ever, and a link leads out of the overlay. */
function isIndexRefresh({ path, change, source, before, after }: RecordedChange, workspace: string): boolean {
  if (path !== `${workspace}/.git/index` || change !== 'modified' || source === undefined) return false
  if (before?.type !== 'file' || after?.type !== 'file' || after.size > maxIndexBytes) return false
  return isSameIndex(readFileSync(path), readFileSync(source))
}

function changedOf(change: RecordedChange): Changed {
  const { path, after } = change
  const leaves = after === undefined ? 'nothing' : after.type === 'directory' ? 'directory' : 'other'
  return { path, executable: isNewProgram(change), leaves }
}

function isNewProgram(change: RecordedChange): boolean {
  const { after, before } = change
  if (after === undefined || after.type === 'directory') return false
  const mayRun = (state: FileState | undefined): boolean => state !== undefined && (state.mode & 0o111) !== 0
  return after.type === 'symlink' || (mayRun(after) && !(mayRun(before) && before?.digest === after.digest))
}

function changedCopies(run: Run, grant: SandboxedGrant): readonly RecordedChange[] {
  return run.placesFor(variantFor(run, grant)).copies.flatMap((path, index): readonly RecordedChange[] => {
    const copy = copyOf(run, index)
    const stat = lstatOf(copy)
    const after = programState(copy, stat)
    const before = fileState(path)
    if (after === undefined || (after.digest === before?.digest && after.mode === before?.mode)) return []
    return [
      {
        path,
        change: after.digest === before?.digest ? 'mode-changed' : 'modified',
        before,
        after,
        source: copy,
        isTree: false,
        maskedLines: undefined,
        isHidden: false,
        modifiedAt: stat?.mtimeMs,
      },
    ]
  })
}

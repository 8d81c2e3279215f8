import { readFileSync } from 'node:fs'
import type { RecordedChange } from '../../sandbox/change.ts'
import type { WriteEffect } from '../../sandbox/effect.ts'
import { type Fate, fateOf } from '../../sandbox/fate.ts'
import { isSameIndex } from '../../sandbox/git-index.ts'
import { isWithin } from '../../sandbox/machine.ts'
import { concernsPackagePrograms, packagePrograms } from '../../sandbox/package-programs.ts'
import { copyOf, type SandboxedGrant, variantFor } from './attempt.ts'
import { collectChanges, isUntouched } from './collect.ts'
import { evidenceOf } from './evidence.ts'
import { fileState, lstatOf } from './file-state.ts'
import type { MountedLayer } from './layer-set.ts'
import type { Run } from './run.ts'
import type { Watching } from './watch.ts'

/** The index of a million files; a larger one is shown as a change. */
const maxIndexBytes = 128 * 1024 * 1024

/** What an attempt left behind, told apart by what becomes of it. */
export type Left = {
  /** Nothing was written into any overlay: it can be used again. */
  readonly isUntouched: boolean
  readonly captured: readonly RecordedChange[]
  readonly effects: readonly WriteEffect[]
  /** Inside the grant, still to be written to the real place. */
  readonly granted: readonly RecordedChange[]
  /** Inside the workspace of a transaction. */
  readonly workspace: readonly RecordedChange[]
  /** A path that is deeper than any program can walk. */
  readonly tooDeep: string | undefined
}

/** Reads the overlays and copies of an attempt whose processes are all dead. */
export function readLeft(
  run: Run,
  layers: readonly MountedLayer[],
  grant: SandboxedGrant,
  watching: Watching,
): Left {
  const touched = layers.filter((mounted) => !isUntouched(mounted))
  const withdrawn = watching.withdraw()
  const context = {
    workspace: run.machine.workspace,
    grant,
    // A home below /tmp is captured all the same: only scratch inside of a layer is private.
    scratch: [...run.scratch.keys()].filter(
      (place) => !layers.some(({ layer }) => isWithin(layer.path, place)),
    ),
    protectedPaths: run.machine.protectedPaths
      .map(({ path }) => path)
      .filter((path) => !concernsPackagePrograms(path, run.machine.workspace)),
    programs: run.programs,
    outOfPlace: new Set(withdrawn.map(({ path }) => path)),
  }
  const guarded = [...context.protectedPaths, ...context.scratch, `${context.workspace}/${packagePrograms}`]
  let tooDeep: string | undefined
  const changes = [
    ...touched.flatMap((mounted) =>
      collectChanges(mounted, {
        isWhole: (path) =>
          fateOf({ path, executable: false }, context) === 'workspace' &&
          !/\/(?:bin|sbin|\.bin)$/.test(path) &&
          !guarded.some((place) => isWithin(place, path)),
        onTooDeep: (path) => {
          tooDeep ??= path
        },
      }),
    ),
    ...changedCopies(run, grant),
    ...withdrawn,
  ]
  const over = layers.find(({ layer }) => layer.role === 'workspace')
  const outOfPlace =
    over === undefined ? context.outOfPlace : watching.outOfPlace(changes, over.mergedOutside)
  const withFate = (fate: Fate): readonly RecordedChange[] =>
    changes.filter(
      (change) =>
        fateOf({ path: change.path, executable: isNewProgram(change) }, { ...context, outOfPlace }) === fate,
    )
  // `git diff` rewrites the index to remember times: that is dropped, and nobody is asked about it.
  const captured = withFate('captured').filter((change) => !isIndexRefresh(change, run.machine.workspace))
  const maskedText = new Map(run.machine.masked.map(({ path, text }) => [path, text]))
  return {
    isUntouched: touched.length === 0,
    captured,
    effects: evidenceOf(captured, maskedText),
    granted: withFate('granted'),
    workspace: withFate('workspace'),
    tooDeep,
  }
}

/** Only of files: to open a pipe that the command left there would take for ever, and a link leads out of the overlay. */
function isIndexRefresh({ path, change, source, before, after }: RecordedChange, workspace: string): boolean {
  if (path !== `${workspace}/.git/index` || change !== 'modified' || source === undefined) return false
  if (before?.type !== 'file' || after?.type !== 'file' || after.size > maxIndexBytes) return false
  return isSameIndex(readFileSync(path), readFileSync(source))
}

function isNewProgram(change: RecordedChange): boolean {
  const { after, before } = change
  if (after === undefined || after.type === 'directory') return false
  return after.type === 'symlink' || ((after.mode & 0o111) !== 0 && before?.digest !== after.digest)
}

function changedCopies(run: Run, grant: SandboxedGrant): readonly RecordedChange[] {
  return run.placesFor(variantFor(run, grant)).copies.flatMap((path, index): readonly RecordedChange[] => {
    const copy = copyOf(run, index)
    const stat = lstatOf(copy)
    const after = fileState(copy, stat)
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

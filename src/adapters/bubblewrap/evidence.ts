import type { RecordedChange } from '../../sandbox/change.ts'
import { canonicalText } from '../../sandbox/change-digest.ts'
import { diffBounds, unifiedDiff } from '../../sandbox/diff.ts'
import type { WriteEffect } from '../../sandbox/effect.ts'
import { lstatOf, sha256, textOf } from './file-state.ts'

/** Diffs of one attempt together take no more than this; further files are shown by size and digest only. */
const maxDiffCharacters = 64 * 1024

/** The changes as evidence, with a diff for text as far as the bound goes. */
export function evidenceOf(
  changes: readonly RecordedChange[],
  maskedText: ReadonlyMap<string, string>,
): readonly WriteEffect[] {
  let room = maxDiffCharacters
  return changes.map((change) => {
    const diff = room > 0 ? diffOf(change, maskedText.get(change.path)) : undefined
    room -= diff?.length ?? 0
    return {
      kind: 'write',
      path: change.path,
      change: change.change,
      certainty: 'recorded',
      before: change.before,
      after: change.after,
      diff,
    }
  })
}

/** SHA-256 in hex over all that the changes would do. */
export function digestOfChanges(changes: readonly RecordedChange[]): string {
  return sha256(canonicalText(changes))
}

function diffOf(change: RecordedChange, maskedText: string | undefined): string | undefined {
  if (change.isHidden || change.isTree || change.change === 'mode-changed') return undefined
  const isText = (state: RecordedChange['before']): boolean => state === undefined || state.type === 'file'
  if (!isText(change.before) || !isText(change.after)) return undefined
  const before =
    maskedText ??
    (change.before === undefined ? '' : textOf(change.path, lstatOf(change.path), diffBounds.inputBytes))
  const after =
    change.source === undefined ? '' : textOf(change.source, lstatOf(change.source), diffBounds.inputBytes)
  return before === undefined || after === undefined ? undefined : unifiedDiff(before, after)
}

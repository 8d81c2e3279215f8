import type { RecordedChange } from './change.ts'

/** One text for one set of changes, whatever order they were found in: what a digest is made of. */
export function canonicalText(changes: readonly RecordedChange[]): string {
  const facts = changes.map(({ path, change, before, after, isTree }) => [
    path,
    change,
    before,
    after,
    isTree,
  ])
  return JSON.stringify(facts.sort(([left], [right]) => (String(left) < String(right) ? -1 : 1)))
}

import type { Change, FileState } from './effect.ts'

/** A changed path as an overlay recorded it, before anybody judged it. */
export type RecordedChange = {
  readonly path: string
  readonly change: Change
  readonly before: FileState | undefined
  readonly after: FileState | undefined
  /** Where the new content lies; undefined for deletions. */
  readonly source: string | undefined
  /** A whole new directory, recorded as one. */
  readonly isTree: boolean
  /** Masked line to real line, for files whose credentials the command could not see. */
  readonly maskedLines: ReadonlyMap<string, string> | undefined
  /** Reads of it see nothing: its content is never shown. */
  readonly isHidden: boolean
  /** When the content was last written, milliseconds since 1970; undefined for deletions. */
  readonly modifiedAt: number | undefined
}

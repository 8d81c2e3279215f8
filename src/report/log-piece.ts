import type { Redactor } from '../text/redactor.ts'
import { makeVisible, makeVisibleLine } from '../text/visible.ts'

/** Where an annotation points. */
export type Place = { readonly file: string; readonly line: number; readonly column: number }

/** What the gate itself says. */
export type OwnPiece =
  /** One or more lines, without the last newline. */
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'debug'; readonly text: string }
  | { readonly kind: 'group'; readonly title: string }
  | { readonly kind: 'group-end' }
  | {
      readonly kind: 'annotation'
      readonly level: 'error' | 'warning' | 'notice'
      readonly title: string
      readonly message: string
      readonly place: Place | undefined
    }

/** A piece of the log, before it is known whether a runner, a terminal or a file shows it. Redacted, and nothing in it unseen. */
export type LogPiece =
  | OwnPiece
  /** From here to `output-end` the runner must obey nothing. */
  | { readonly kind: 'output-begin' }
  /** Whole lines that a command printed, made harmless. */
  | { readonly kind: 'output'; readonly stream: 'stdout' | 'stderr'; readonly text: string }
  | { readonly kind: 'output-end' }

/** Our sentence with text of others in it, on one line. */
export function textPiece(text: string, redactor: Redactor): LogPiece {
  return { kind: 'text', text: safeLine(text, redactor) }
}

/** A text of others, each line of it set off so that it can't be taken for a line of ours. */
export function quotedPiece(text: string, redactor: Redactor): LogPiece {
  const lines = makeVisible(redactor.redact(text).text).replace(/\n$/, '').split('\n')
  return { kind: 'text', text: lines.map((line) => `  | ${line}`).join('\n') }
}

/** Redacted, visible, on one line. */
export function safeLine(text: string, redactor: Redactor): string {
  return makeVisibleLine(redactor.redact(text).text)
}

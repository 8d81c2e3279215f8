/** A part of a text that is a secret. */
export type SecretSpan = {
  /** Where what gave it away begins, for example the name before an equals sign. */
  readonly from: number
  readonly start: number
  readonly end: number
  /** The kind of secret, or the name of the known value; shown in its place. */
  readonly name: string
}

/** Finds secrets. Must not be told by the text what to overlook. */
export type SecretFinder = (text: string) => readonly SecretSpan[]

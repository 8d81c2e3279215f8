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

/** Finds secrets of a kind that no text without one of some words can hold, so that most texts need not be looked at. */
export type SecretRule = {
  /** At least three characters each. None: every text is looked at. */
  readonly words: readonly string[]
  /** How the words stand in a text. Only ASCII letters have a case. */
  readonly writing: 'exact' | 'any case'
  /** `positions` are the places of the words, ascending, each once. */
  readonly find: (text: string, positions: readonly number[]) => readonly SecretSpan[]
  /**
   * For a text that ends in the middle of a secret which goes on in the next line: where what gives it away begins. Absent where
   * no secret of the kind goes over lines.
   */
  readonly openFrom?: (text: string) => number | undefined
}

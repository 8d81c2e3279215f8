/** One word in the making, or made. */
export type Field = {
  readonly value: string | undefined
  readonly splits: boolean
  readonly glob: string | undefined
}

/** Puts the words together that one written word turns into. */
export type FieldBuilder = {
  /** Text that is not split. */
  literal(text: string): void
  /** A `*`, `?` or `[…]` for file names. */
  glob(text: string): void
  /** Text from an unquoted expansion: split at the separators. */
  expansion(text: string, separators: string): void
  /** `"$@"` and the like: a word for each item. */
  list(items: readonly string[]): void
  /** Content that can't be known. `splits` when it is unquoted. */
  unknown(kind: 'one' | 'splits'): void
  finish(): readonly Field[]
}

type Draft = { text: string; known: boolean; splits: boolean; globbed: boolean }

/** Longest value that is followed, in UTF-16 code units: doubling assignments grow without end. */
const maxValueLength = 65_536

/** A builder for one written word. */
export function fieldBuilder(): FieldBuilder {
  const fields: Field[] = []
  let draft: Draft | undefined
  const open = (): Draft => {
    draft ??= { text: '', known: true, splits: false, globbed: false }
    return draft
  }
  const close = (): void => {
    if (draft !== undefined) fields.push(fieldOf(draft))
    draft = undefined
  }
  const add = (text: string): void => {
    const current = open()
    if (current.text.length + text.length > maxValueLength) current.known = false
    else current.text += text
  }
  const glob = (text: string): void => {
    add(text)
    open().globbed = true
  }
  return {
    literal: add,
    glob,
    expansion: (text, separators) => {
      for (const piece of piecesOf(text, separators)) {
        if (piece === undefined) close()
        else if (/[*?[]/.test(piece)) glob(piece)
        else add(piece)
      }
    },
    list: (items) => {
      items.forEach((item, index) => {
        if (index > 0) close()
        add(item)
      })
    },
    unknown: (kind) => {
      const current = open()
      current.known = false
      current.splits ||= kind === 'splits'
    },
    finish: () => {
      close()
      return fields
    },
  }
}

function fieldOf(draft: Draft): Field {
  return {
    value: draft.known && !draft.globbed ? draft.text : undefined,
    splits: draft.splits || draft.globbed,
    glob: draft.known && draft.globbed ? draft.text : undefined,
  }
}

/** The text's pieces with `undefined` for each border between words. */
function piecesOf(text: string, separators: string): readonly (string | undefined)[] {
  if (separators === '') return text === '' ? [] : [text]
  const pieces: (string | undefined)[] = []
  let piece = ''
  for (const character of text) {
    if (!separators.includes(character)) {
      piece += character
      continue
    }
    if (piece !== '') pieces.push(piece)
    if (piece !== '' || pieces.length === 0 || !' \t\n'.includes(character)) pieces.push(undefined)
    piece = ''
  }
  if (piece !== '') pieces.push(piece)
  return pieces
}

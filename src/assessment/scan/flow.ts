/** What is known of the bytes that pass from one command to the next, through a pipe, a file or a variable. */
export type Flow = {
  /** The text, with U+E000 for what is unknown in it; undefined when nothing of it is known. */
  readonly text: string | undefined
  readonly fetched: boolean
  readonly decoded: boolean
  readonly secret: boolean
  /** The items, where they are those of an array or of the positional parameters. */
  readonly items?: readonly string[]
}

/** Stands in a text for what can't be known before running. Taken out of the command before it is read. */
export const unknown = '\uE000'

/** Bytes of which nothing is known. */
export const opaque: Flow = { text: undefined, fetched: false, decoded: false, secret: false }

/** Bytes that stand in the command. */
export function literal(text: string): Flow {
  return { ...opaque, text: text.slice(0, 65_536) }
}

/** Where the bytes come from, without what they are. */
export function traceOf(...flows: readonly (Flow | undefined)[]): Flow {
  return {
    text: undefined,
    fetched: flows.some((flow) => flow?.fetched === true),
    decoded: flows.some((flow) => flow?.decoded === true),
    secret: flows.some((flow) => flow?.secret === true),
  }
}

import {
  type ErrorCode,
  isAlias,
  isMap,
  isNode,
  isScalar,
  isSeq,
  LineCounter,
  type Node,
  parseAllDocuments,
  visit,
} from 'yaml'

/** Something wrong with a file, at a place in it. Lines and columns count from 1. */
export type YamlProblem = { readonly line: number; readonly column: number; readonly message: string }

/** A document without the parts of YAML that let one text mean another: anchors, aliases, merge keys, tags, duplicates. */
export type StrictYaml = {
  /** Plain data; undefined when there are problems or the text is empty. */
  readonly value: unknown
  readonly problems: readonly YamlProblem[]
  /** Where the value at a path stands; the nearest parent where the path leads nowhere. */
  readonly locate: (path: readonly PropertyKey[]) => { readonly line: number; readonly column: number }
}

/** Parses one YAML document. Never throws: every fault is a problem with its place, all of them at once. */
export function parseStrictYaml(text: string): StrictYaml {
  const counter = new LineCounter()
  const documents = parseAllDocuments(text, {
    lineCounter: counter,
    prettyErrors: false,
    strict: true,
    uniqueKeys: true,
    stringKeys: true,
    merge: false,
    version: '1.2',
    schema: 'core',
    resolveKnownTags: false,
  })
  const at = (offset: number) => {
    const { line, col } = counter.linePos(offset)
    return { line: Math.max(line, 1), column: Math.max(col, 1) }
  }
  if (!Array.isArray(documents) || documents.length === 0) {
    return { value: undefined, problems: [], locate: () => ({ line: 1, column: 1 }) }
  }
  const [document, second] = documents
  if (document === undefined) return { value: undefined, problems: [], locate: () => at(0) }
  const faults = [...document.errors, ...document.warnings].map((error) => ({
    ...at(error.pos[0]),
    message: ownWords[error.code] ?? error.message,
  }))
  // What follows on the same line follows from the first.
  const problems: YamlProblem[] = faults.filter(
    ({ line }, index) => faults.findIndex((earlier) => earlier.line === line) === index,
  )
  if (second !== undefined) {
    problems.push({
      ...at(second.range[0]),
      message: 'found a second document; keep one document in the file',
    })
  }
  visit(document, {
    Node: (_key, node) => {
      const message = refusal(node)
      if (message !== undefined) problems.push({ ...at(node.range?.[0] ?? 0), message })
    },
    Pair: (_key, pair) => {
      if (isScalar(pair.key) && pair.key.value === '<<') {
        problems.push({
          ...at(pair.key.range?.[0] ?? 0),
          message: 'found a merge key "<<"; write the keys out',
        })
      }
    },
  })
  return {
    value: problems.length === 0 ? document.toJS({ maxAliasCount: 0 }) : undefined,
    problems,
    locate: (path) => at(offsetOf(document.contents, path)),
  }
}

const ownWords: Readonly<Partial<Record<ErrorCode, string>>> = {
  DUPLICATE_KEY: 'found a key for the second time; give each key once',
  RESOURCE_EXHAUSTION: 'found lists or mappings in one another beyond all measure; write it flat',
  TAB_AS_INDENT: 'found a tab before the first word; indent with spaces',
}

/** The problems of a file in the order of their places, one a line, 20 at most. */
export function showProblems(file: string, problems: readonly YamlProblem[]): string {
  const sorted = [...problems].sort((left, right) => left.line - right.line || left.column - right.column)
  const lines = sorted.map(({ line, column, message }) => `${file}:${line}:${column}: ${message}`)
  const more = lines.length > 20 ? [`and ${lines.length - 20} more`] : []
  return [...lines.slice(0, 20), ...more].join('\n')
}

function refusal(node: Node): string | undefined {
  if (isAlias(node)) return `found the alias "*${node.source}"; write the value out`
  if ('anchor' in node && node.anchor !== undefined)
    return `found the anchor "&${node.anchor}"; write the value where it is used`
  if (node.tag !== undefined) return `found the tag "${node.tag}"; remove it`
  return undefined
}

function offsetOf(root: Node | null, path: readonly PropertyKey[]): number {
  let node: unknown = root
  let offset = root?.range?.[0] ?? 0
  for (const key of path) {
    const step = stepInto(node, key)
    if (step === undefined) break
    offset = step.offset ?? offset
    node = step.node
  }
  return offset
}

function stepInto(
  node: unknown,
  key: PropertyKey,
): { node: unknown; offset: number | undefined } | undefined {
  if (isMap(node)) {
    const pair = node.items.find((item) => isScalar(item.key) && item.key.value === key)
    if (pair === undefined) return undefined
    return { node: pair.value, offset: isNode(pair.key) ? pair.key.range?.[0] : undefined }
  }
  if (!isSeq(node) || typeof key !== 'number') return undefined
  const item = node.items[key]
  return { node: item, offset: isNode(item) ? item.range?.[0] : undefined }
}

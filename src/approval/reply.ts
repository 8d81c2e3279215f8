import { parseRequestId } from '../command/fingerprint.ts'

/** For what an approval counts besides the request that it names: nothing, this run, or the other legs of the matrix. */
export type Scope = 'once' | 'run' | 'matrix'

/** A parsed first line of a comment. `note` is the reviewer's reason: untrusted text. */
export type Reply =
  | {
      readonly kind: 'approve'
      readonly ids: readonly string[]
      /** `matrix`: also the equal requests of the other legs. */
      readonly scope: Scope
      readonly note: string | undefined
    }
  | { readonly kind: 'deny'; readonly ids: readonly string[]; readonly note: string | undefined }
  | { readonly kind: 'abort'; readonly note: string | undefined }
  | { readonly kind: 'extend'; readonly ids: readonly string[]; readonly durationMs: number }
  | { readonly kind: 'explain'; readonly ids: readonly string[] }
  | { readonly kind: 'help' }
  /** Meant for the gate, but not well formed. */
  | { readonly kind: 'malformed'; readonly reason: string }

const scopes = new Map<string, Scope>([
  ['for-run', 'run'],
  ['for-matrix', 'matrix'],
])
const maxLineLength = 1_000
const maxNoteLength = 500

/**
 * Reads the first non-blank line of a comment; undefined when it does not start, in its first column, with the gate's
 * word: everything else is talk. So nothing in a quote, a list, a fence, an indented block or an HTML comment is a reply.
 */
export function parseReply(body: string, trigger: string): Reply | undefined {
  const line = firstLine(body)
  const words = line.split(/[ \t]+/).filter((word) => word !== '')
  const [first, verb, ...rest] = words
  if (first?.toLowerCase() !== trigger.toLowerCase() || !line.startsWith(first)) return undefined
  if (line.length > maxLineLength) return malformed(`the line is longer than ${maxLineLength} characters`)
  switch (verb?.toLowerCase()) {
    case 'approve':
      return parseApproval(rest)
    case 'deny':
      return parseDenial(rest)
    case 'abort':
      return { kind: 'abort', note: noteOf(rest) }
    case 'extend':
      return parseExtension(rest)
    case 'explain':
      return parseExplanation(rest)
    case 'help':
      return { kind: 'help' }
    case undefined:
      return malformed('there is no verb after the word')
    default:
      return malformed('the verb is not one of approve, deny, abort, explain, extend and help')
  }
}

function firstLine(body: string): string {
  const lines = body.split(/\r\n|\n|\r/)
  return (lines.find((line) => !/^[ \t]*$/.test(line)) ?? '').replace(/[ \t]+$/, '')
}

function parseApproval(words: readonly string[]): Reply {
  const { ids, rest } = takeIds(words)
  if (ids.length === 0) return malformed('approve needs the id of a request')
  const scope = scopes.get(rest[0]?.toLowerCase() ?? '')
  return {
    kind: 'approve',
    ids,
    scope: scope ?? 'once',
    note: noteOf(scope === undefined ? rest : rest.slice(1)),
  }
}

function parseDenial(words: readonly string[]): Reply {
  const { ids, rest } = takeIds(words)
  if (ids.length === 0) return malformed('deny needs the id of a request')
  return { kind: 'deny', ids, note: noteOf(rest) }
}

function parseExplanation(words: readonly string[]): Reply {
  const { ids, rest } = takeIds(words)
  if (ids.length === 0 || rest.length > 0)
    return malformed('explain needs the ids of requests and nothing else')
  return { kind: 'explain', ids }
}

function parseExtension(words: readonly string[]): Reply {
  const { ids, rest } = takeIds(words)
  const [, amount, unit] = /^([1-9]\d{0,3})(m|h)$/.exec(rest[0]?.toLowerCase() ?? '') ?? []
  if (ids.length === 0 || rest.length !== 1 || amount === undefined) {
    return malformed('extend needs the id of a request and a time such as 30m or 2h')
  }
  return { kind: 'extend', ids, durationMs: Number(amount) * (unit === 'h' ? 3_600_000 : 60_000) }
}

/**
 * The leading ids. The first word must be one, or several with commas between. A later word counts only when it shows a
 * digit or a hyphen, so that a reason that starts with a ten-letter word is a reason.
 */
function takeIds(words: readonly string[]): { ids: readonly string[]; rest: readonly string[] } {
  const ids = new Set<string>()
  for (const [position, word] of words.entries()) {
    const parts = word.split(',').filter((part) => part !== '')
    const parsed = position === 0 || /[\d-]/.test(word) ? parts.map(parseRequestId) : []
    const known = parsed.filter((id) => id !== undefined)
    if (known.length === 0 || known.length < parsed.length)
      return { ids: [...ids], rest: words.slice(position) }
    for (const id of known) ids.add(id)
  }
  return { ids: [...ids], rest: [] }
}

function noteOf(words: readonly string[]): string | undefined {
  const note = words.join(' ').slice(0, maxNoteLength)
  return note === '' ? undefined : note
}

function malformed(reason: string): Reply {
  return { kind: 'malformed', reason }
}

import type { Redirection, SyntaxNode } from '../../shell/syntax.ts'
import { pathKind, readingOf, writingTo } from '../targets/paths.ts'
import { judgeJobFile } from './assignments.ts'
import { type Flow, literal, opaque, traceOf } from './flow.ts'
import { fileAt, keepFile } from './known-files.ts'
import { type Place, type Range, report, type Scan } from './scan.ts'
import type { Walkers } from './walkers.ts'
import { singleValue, textOfParts } from './words.ts'

/** What the redirections of one command say: where its input comes from, and where its output goes. */
export type Redirects = {
  readonly input: Flow | undefined
  readonly writes: readonly Write[]
}

type Write = { readonly path: string; readonly append: boolean; readonly range: Range }

/** Reads redirections, and reports what their targets mean. */
export function readRedirects(
  redirections: readonly Redirection[],
  scan: Scan,
  place: Place,
  walkers: Walkers,
): Redirects {
  let input: Flow | undefined
  const writes: Write[] = []
  for (const redirection of redirections) {
    const found =
      redirection.type === 'Redirect'
        ? readRedirect(redirection, scan, place, walkers)
        : { input: hereText(redirection, scan, place, walkers), write: undefined }
    input = found.input ?? input
    if (found.write !== undefined) writes.push(found.write)
  }
  return { input, writes }
}

/** The text of a here-document or here-string. */
function hereText(
  redirection: Exclude<Redirection, { type: 'Redirect' }>,
  scan: Scan,
  place: Place,
  walkers: Walkers,
): Flow | undefined {
  const nested = walkers.nestedIn(scan, place)
  if (redirection.type === 'HereDoc') {
    const { body } = redirection
    return body.parts === undefined ? literal(body.text) : textOfParts(body.parts, scan, nested)
  }
  if (redirection.target === undefined) return undefined
  const value = singleValue(redirection.target, scan, nested)
  return { ...value.flow, text: value.text }
}

function readRedirect(
  redirection: Extract<Redirection, { type: 'Redirect' }>,
  scan: Scan,
  place: Place,
  walkers: Walkers,
): { readonly input: Flow | undefined; readonly write: Write | undefined } {
  const nothing = { input: undefined, write: undefined }
  if (redirection.target === undefined) return nothing
  const value = singleValue(redirection.target, scan, walkers.nestedIn(scan, place))
  const range = place.range ?? value.range
  if (redirection.operator === '<' || redirection.operator === '<&')
    return { input: inputFrom(value.text, value.flow, scan, range), write: undefined }
  if ((redirection.operator === '>&' && /^\d*-?$/.test(value.text)) || value.text === '') return nothing
  if (pathKind(value.text) === 'socket') {
    report(scan, { kind: 'sends-data', evidence: value.text, range })
    return { input: { ...opaque, fetched: true }, write: undefined }
  }
  return { input: undefined, write: { path: value.text, append: redirection.operator === '>>', range } }
}

function inputFrom(path: string, flow: Flow, scan: Scan, range: Range): Flow | undefined {
  if (/^\d+-?$/.test(path)) return undefined
  const kind = readingOf(path)
  if (kind !== undefined) report(scan, { kind, evidence: path, range })
  if (pathKind(path) === 'socket') {
    report(scan, { kind: 'sends-data', evidence: path, range })
    return { ...opaque, fetched: true }
  }
  // `< <(command)`: what the command prints.
  if (path === '/dev/fd/63') return flow
  if (path === '/dev/null') return { ...opaque, text: '' }
  const written = fileAt(scan, path)
  if (written !== undefined) return written
  return { ...traceOf(flow, kind === 'reads-secrets' ? { ...opaque, secret: true } : undefined) }
}

/** Notes that bytes go to files: what the place means, and what lies there from now on. */
export function writeTo(
  redirects: Redirects,
  output: Flow,
  at: { readonly scan: Scan; readonly place: Place; readonly walkers: Walkers },
): void {
  const { scan } = at
  for (const write of redirects.writes) {
    judgeJobFile(write.path, output.text, { ...at, range: write.range })
    noteWrite(scan, write.path, write.range)
    const before = write.append ? fileAt(scan, write.path) : undefined
    const text =
      before?.text !== undefined && output.text !== undefined ? before.text + output.text : output.text
    keepFile(scan, write.path, { ...traceOf(before, output), text })
  }
}

/** Reports what writing to a path means; nothing for `/dev/null` and the like. */
export function noteWrite(scan: Scan, path: string, range: Range | undefined): void {
  if (pathKind(path) === 'nothing') return
  report(scan, { kind: writingTo(path) ?? 'changes-files', evidence: path, range })
}

/** A compound command with redirections. */
export function redirected(
  node: Extract<SyntaxNode, { type: 'Redirected' }>,
  scan: Scan,
  place: Place,
  walkers: Walkers,
): Flow {
  const redirects = readRedirects(node.redirects, scan, place, walkers)
  const output = walkers.walk(node.command, scan, { ...place, input: redirects.input ?? place.input })
  writeTo(redirects, output, { scan, place, walkers })
  return redirects.writes.length > 0 ? opaque : output
}

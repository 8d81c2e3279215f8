import type { RequestedAction } from '../approval/request.ts'
import type { AttemptRecord, CommandReport, RequestRecord } from './report-shape.ts'

// The record's types, which the stages' own are assignable to: the same words for what happens and for what is read back.
type Grant = AttemptRecord['grant']
type Host = Extract<Grant, { kind: 'sandboxed' }>['network'][number]
type Effect = AttemptRecord['effects'][number]
type Ending = NonNullable<AttemptRecord['ending']>
type Review = NonNullable<RequestRecord['review']>
type Reviewer = Extract<Review, { kind: 'approved' }>['by'][number]
type ApplyResult = CommandReport['applied'][number]
type RuleMatch = NonNullable<CommandReport['decision']>['matches'][number]

/** `850 ms`, `12.3 s`, `4 min 05 s`, `2 h 03 min`. */
export function showDuration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`
  const seconds = Math.round(ms / 1000)
  const two = (value: number) => String(value).padStart(2, '0')
  if (seconds < 3600) return `${Math.floor(seconds / 60)} min ${two(seconds % 60)} s`
  return `${Math.floor(seconds / 3600)} h ${two(Math.floor(seconds / 60) % 60)} min`
}

/** `512 bytes`, `3.2 KiB`, `1.0 GiB`. */
export function showBytes(bytes: number): string {
  if (bytes < 1024) return `${bytes} bytes`
  const power = Math.min(4, Math.floor(Math.log2(bytes) / 10))
  return `${(bytes / 1024 ** power).toFixed(1)} ${['', 'KiB', 'MiB', 'GiB', 'TiB'][power] ?? 'TiB'}`
}

/** `1 path`, `2 paths`. */
export function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

/** `host`, `*.suffix:8443`. */
export function showHost(pattern: Host): string {
  const host = pattern.host.includes(':') ? `[${pattern.host}]` : pattern.host
  return pattern.port === undefined ? host : `${host}:${pattern.port}`
}

/** What a grant allows, in one line. Paths, hosts and names in it are untrusted text. */
export function showGrant(grant: Grant): string {
  const env = grant.env.length === 0 ? [] : [`variables ${grant.env.join(', ')}`]
  if (grant.kind === 'unsandboxed') return ['no sandbox', ...env].join('; ')
  const write = grant.write.length === 0 ? [] : [`write ${grant.write.join(', ')}`]
  const network = grant.network.length === 0 ? [] : [`network ${grant.network.map(showHost).join(', ')}`]
  return [grant.mode, ...write, ...network, ...env].join('; ')
}

/** One thing outside the grant, in one line. Paths and hosts in it are untrusted text. */
export function showEffect(effect: Effect): string {
  const doubt = effect.certainty === 'likely' ? ' (likely)' : ''
  switch (effect.kind) {
    case 'write':
      return `${effect.change ?? 'tried to write'} ${effect.path}${doubt}`
    case 'network': {
      const target = showHost({ host: effect.host, port: effect.port })
      const what = effect.port === undefined ? `asked for the name ${target}` : `tried to reach ${target}`
      return `${what}${effect.reason === undefined ? '' : `, refused: ${effect.reason}`}${doubt}`
    }
    case 'syscall':
      return `tried the system call ${effect.name}${doubt}`
  }
}

/** How an attempt's process ended. */
export function showEnding(ending: Ending): string {
  switch (ending.kind) {
    case 'exited':
      return `exit code ${ending.exitCode}`
    case 'signalled':
      return `killed by ${ending.signal}`
    case 'limit':
      return `ended by the ${ending.limit} limit: ${ending.detail}`
    case 'cancelled':
      return 'cancelled'
    case 'unavailable':
      return `no sandbox: ${ending.reason} ${ending.remedy}`
  }
}

/** What an approval makes happen. */
export function showAction(action: RequestedAction): string {
  switch (action) {
    case 'run':
      return 'run it'
    case 'retry':
      return 'run it again with a wider grant'
    case 'apply':
      return 'apply the captured changes; nothing runs'
  }
}

/** A rule that matched, and why it stands there. The policy's own words. */
export function showMatch(match: RuleMatch): string {
  const why = match.justification === undefined ? '' : `: ${match.justification}`
  return `${match.decision} by the ${match.layer} rule ${match.pattern} (line ${match.line})${why}`
}

/** How a request ended. Logins and notes in it are untrusted text. */
export function showReview(review: Review): string {
  const noted = (text: string, note: string | undefined) => (note === undefined ? text : `${text}: ${note}`)
  switch (review.kind) {
    case 'approved':
      return noted(`approved by ${review.by.map(showReviewer).join(', ')}`, review.note)
    case 'approved-for-run':
      return noted(`approved for the whole run by ${review.by.map(showReviewer).join(', ')}`, review.note)
    case 'denied':
      return noted(`denied${byWhom(review.by)}`, review.note)
    case 'abort':
      return noted(`aborted${byWhom(review.by)}`, review.note)
    case 'pending':
      return 'not answered yet; an answer starts the job again'
    case 'timed-out':
      return 'nobody who may approve answered in time'
    case 'unavailable':
      return `nobody could be asked: ${[review.reason, review.hint].filter((part) => part !== undefined).join('. ')}`
    case 'void':
      return `no longer holds: ${review.reason}`
  }
}

/** A person and by what they may answer. */
function showReviewer(reviewer: Reviewer): string {
  return `${reviewer.login} (${reviewer.by})`
}

function byWhom(reviewer: Reviewer | undefined): string {
  return reviewer === undefined ? '' : ` by ${showReviewer(reviewer)}`
}

/** How applying captured changes ended. */
export function showApplied(result: ApplyResult): string {
  switch (result.kind) {
    case 'applied':
      return `applied ${counted(result.paths.length, 'captured change')}`
    case 'refused':
      return `applied nothing: ${result.reason}`
    case 'failed':
      return `applying failed after ${counted(result.appliedPaths.length, 'path')}: ${result.reason}`
  }
}

/** The first line of a text, cut to so many characters with an ellipsis. */
export function firstLine(text: string, longest: number): string {
  const [line = '', ...more] = text.trim().split('\n')
  const cut = Array.from(line)
  return cut.length > longest
    ? `${cut.slice(0, longest - 1).join('')}…`
    : more.length > 0
      ? `${line} …`
      : line
}

import type { HostPattern } from '../policy/grant.ts'
import { formatAddress, parseAddress, unmapAddress } from './address.ts'

/** What came of reading a host from a policy, a command list or a command line. */
export type ParsedHost =
  | { readonly kind: 'host'; readonly pattern: HostPattern }
  | { readonly kind: 'invalid'; readonly reason: string }

/** The hosts that an attempt may reach; what is denied wins. */
export type Reach = { readonly allow: readonly HostPattern[]; readonly deny: readonly HostPattern[] }

const webPorts: readonly number[] = [80, 443]
const label = /^[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?$/

/** Second levels under which strangers register, below a country's two letters: `*.co.uk` is as broad as `*.com`. */
const registrySecondLevels: ReadonlySet<string> = new Set(
  'ac asn co com edu gob gov go govt id ltd me mil ne net nom or org plc sch'.split(' '),
)

function invalid(reason: string): ParsedHost {
  return { kind: 'invalid', reason }
}

function parsePort(text: string): number | undefined {
  const port = /^[1-9]\d{0,4}$/.test(text) ? Number(text) : 0
  return port >= 1 && port <= 65535 ? port : undefined
}

function nameProblem(name: string): string | undefined {
  const labels = name.split('.')
  if (name.length > 253 || !labels.every((part) => label.test(part))) {
    return 'is no host name: letters, digits and hyphens between dots, at most 63 in a part and 253 in all'
  }
  if (/^(\d+|0x[0-9a-f]*)$/.test(labels.at(-1) ?? '')) {
    return 'ends in a number but is no address: write all four parts in decimal, without leading zeros'
  }
  if (labels.at(-1) === 'localhost') return "is the command's own machine, which needs no grant"
  return undefined
}

function wildcardProblem(suffix: string): string | undefined {
  const labels = suffix.split('.')
  const [second = '', top = ''] = labels.slice(-2)
  if (labels.length < 2)
    return `is too broad: name at least two parts after the star, like *.example.${suffix}`
  if (labels.length === 2 && top.length === 2 && registrySecondLevels.has(second)) {
    return `is too broad: anybody can register a name under ${suffix}`
  }
  return nameProblem(suffix)
}

function textProblem(text: string): string | undefined {
  if (text === '') return 'is empty'
  if (/[^\x21-\x7e]/.test(text)) {
    return /\P{ASCII}/u.test(text)
      ? 'has letters beyond ASCII: write the name in its xn-- form, so that lookalikes show'
      : 'has a space or a control character'
  }
  if (text.includes('://')) return 'has a scheme: write the host alone'
  if (/[/?#]/.test(text)) return 'has a path: hosts can be granted, paths on them cannot'
  if (text.includes('@')) return 'has a user name: write the host alone'
  return undefined
}

function splitPort(text: string): { readonly host: string; readonly port: string | undefined } | undefined {
  const bracketed = /^\[([^\]]*)\](?::(.*))?$/.exec(text)
  if (bracketed !== null) {
    const inner = bracketed[1] ?? ''
    return inner.includes(':') ? { host: inner, port: bracketed[2] } : undefined
  }
  if (parseAddress(text) !== undefined) return { host: text, port: undefined }
  const [host = '', port, ...rest] = text.split(':')
  return rest.length === 0 ? { host, port } : undefined
}

function parseName(text: string): { readonly host: string } | { readonly problem: string } {
  const address = parseAddress(text)
  if (address !== undefined) return { host: formatAddress(unmapAddress(address)) }
  const name = text.replace(/\.$/, '')
  if (name === '*') return { problem: 'would grant every host: name the hosts' }
  const suffix = name.startsWith('*.') ? name.slice(2) : undefined
  if ((suffix ?? name).includes('*')) return { problem: 'has a star in a place other than the first part' }
  const problem = suffix === undefined ? nameProblem(name) : wildcardProblem(suffix)
  return problem === undefined ? { host: name } : { problem }
}

/**
 * Reads `host`, `host:port`, `*.suffix`, `*.suffix:port`, an IPv4 address or an IPv6 address in brackets, each with an
 * optional port. The reason of an invalid one completes the sentence "'text' …".
 */
export function parseHostPattern(text: string): ParsedHost {
  const problem = textProblem(text)
  if (problem !== undefined) return invalid(problem)
  const parts = splitPort(text.toLowerCase())
  if (parts === undefined)
    return invalid('has too many colons: write an IPv6 address in brackets, like [2001:db8::1]:443')
  const port = parts.port === undefined ? undefined : parsePort(parts.port)
  if (parts.port !== undefined && port === undefined)
    return invalid('has no port between 1 and 65535 after the colon')
  const name = parseName(parts.host)
  if ('problem' in name) return invalid(name.problem)
  return { kind: 'host', pattern: { host: name.host, port } }
}

/** A pattern in the policy file's own spelling: reading it again gives the same pattern. */
export function renderHost(pattern: HostPattern): string {
  const host = pattern.host.includes(':') ? `[${pattern.host}]` : pattern.host
  return pattern.port === undefined ? host : `${host}:${pattern.port}`
}

function names(pattern: HostPattern, host: string): boolean {
  return pattern.host.startsWith('*.') ? host.endsWith(pattern.host.slice(1)) : host === pattern.host
}

/**
 * Whether a connection to the host and port is among the patterns. A pattern without port stands for 80 and 443.
 * `port` undefined asks for the name alone: whether any port of it is covered.
 */
export function covers(patterns: readonly HostPattern[], host: string, port: number | undefined): boolean {
  return patterns.some((pattern) => {
    if (!names(pattern, host)) return false
    return (
      port === undefined || (pattern.port === undefined ? webPorts.includes(port) : pattern.port === port)
    )
  })
}

/**
 * Whether the host may be reached. A denied pattern without port closes every port of its hosts, since whoever denies a host
 * means the host; one with a port closes that port.
 */
export function permits(reach: Reach, host: string, port: number | undefined): boolean {
  const denied = reach.deny.some(
    (pattern) => names(pattern, host) && (pattern.port === undefined || pattern.port === port),
  )
  return !denied && covers(reach.allow, host, port)
}

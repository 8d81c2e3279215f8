import type { HostPattern } from './grant.ts'

const webPorts: readonly number[] = [80, 443]

/** Whether all that is wanted is given: ports and suffixes count, and a wider pattern is never covered by a narrower one. */
export function coversHost(given: HostPattern, wanted: HostPattern): boolean {
  const named =
    given.host === wanted.host ||
    (given.host.startsWith('*.') && wanted.host.replace(/^\*/, '').endsWith(given.host.slice(1)))
  const port =
    given.port === wanted.port ||
    (given.port === undefined && wanted.port !== undefined && webPorts.includes(wanted.port))
  return named && port
}

/**
 * The same for hosts as two people spelled them: letter case, a trailing dot, a name's `xn--` form and the ways to write an
 * address don't matter. A name without a dot may be a tool's and covers only itself.
 */
export function coversSpelling(given: string, wanted: string): boolean {
  if (given === wanted) return true
  return /[.:]/.test(given) && coversHost(patternOf(given), patternOf(wanted))
}

function patternOf(spelling: string): HostPattern {
  const [, name = spelling, port] = /^(\[[^\]]*\]|[^:]*)(?::(\d{1,5}))?$/.exec(spelling) ?? []
  const address = `http://${name.replace(/\.$/, '')}/`
  const host = URL.canParse(address) ? new URL(address).hostname : spelling
  return { host, port: port === undefined ? undefined : Number(port) }
}

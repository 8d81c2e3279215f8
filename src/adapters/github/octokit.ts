import type { Octokit } from '@octokit/core'
import type * as undici from 'undici'

/** What is asked of GitHub's own library. */
type Kit = Pick<Octokit, 'request' | 'graphql'>

// Octokit prints deprecations to the console, where they would pass no redaction.
const silence = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const proxyNames = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']

/**
 * GitHub's library, with this Node's own fetch; where the runner names a proxy, with a client that obeys it and is larger than
 * all else together.
 */
export async function loadOctokit(options: {
  readonly token: string
  readonly apiUrl: string
}): Promise<Kit> {
  const { Octokit } = await import('@octokit/core')
  return new Octokit({
    auth: options.token,
    baseUrl: options.apiUrl,
    userAgent: 'command-gate',
    log: silence,
    request: { fetch: isProxied() ? await loadProxiedFetch() : fetch },
  })
}

function isProxied(): boolean {
  return proxyNames.some((name) => (process.env[name] ?? '') !== '')
}

/** Obeys `https_proxy`, `http_proxy` and `no_proxy` in either case. */
async function loadProxiedFetch(): Promise<typeof undici.fetch> {
  const { EnvHttpProxyAgent, fetch } = await import('undici')
  const dispatcher = new EnvHttpProxyAgent()
  return (input, init) => fetch(input, { ...init, dispatcher })
}

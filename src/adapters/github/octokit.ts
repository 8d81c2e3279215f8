import type { Octokit } from '@octokit/core'

/** What is asked of GitHub's own library. */
type Kit = Pick<Octokit, 'request' | 'graphql'>

// Octokit prints deprecations to the console, where they would pass no redaction.
const silence = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

const proxyNames = ['https_proxy', 'HTTPS_PROXY', 'http_proxy', 'HTTP_PROXY']

/**
 * GitHub's library, with this Node's own fetch. Where the runner names a proxy, the runner's toolkit, which obeys it, and brings
 * an HTTP client of its own that is larger than all else together.
 */
export async function loadOctokit(options: {
  readonly token: string
  readonly apiUrl: string
}): Promise<Kit> {
  const shared = { baseUrl: options.apiUrl, log: silence }
  if (proxyNames.some((name) => (process.env[name] ?? '') !== '')) {
    const { getOctokit } = await import('@actions/github')
    return getOctokit(options.token, shared)
  }
  const { Octokit } = await import('@octokit/core')
  return new Octokit({ auth: options.token, userAgent: 'command-gate', ...shared })
}

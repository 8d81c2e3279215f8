import type { Octokit } from '@octokit/core'
import { createFetch } from './fetch.ts'

/** What is asked of GitHub's own library. */
type Kit = Pick<Octokit, 'request' | 'graphql'>

// Octokit prints deprecations to the console, where they would pass no redaction.
const silence = { debug: () => {}, info: () => {}, warn: () => {}, error: () => {} }

/** GitHub's library, over a client that obeys the proxy that the runner names. */
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
    request: { fetch: createFetch(process.env) },
  })
}

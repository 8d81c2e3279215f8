import { digestOf } from '../command/fingerprint.ts'
import type { RunContext } from './bind.ts'
import { isApproval } from './request.ts'
import type { SessionState, Stage } from './session.ts'

/**
 * What an attempt leaves for the next one about a request. `open`: its command had not started when this was written,
 * and could not start before it was overwritten.
 */
export type RequestRecord = {
  readonly nonce: string
  readonly contentDigest: string
  readonly state: 'open' | 'used' | 'over'
}

/** What a comment of this gate says of itself in its hidden lines. */
export type CommentRecord = { readonly isClosed: boolean; readonly requests: readonly RequestRecord[] }

/** The line by which a job finds its comment in a re-run. Equal in every attempt of a run, different for each leg. */
export function runMarker(context: Pick<RunContext, 'runId' | 'job'>): string {
  return `<!-- command-gate:v1 run=${digestOf([context.runId, context.job]).slice(0, 32)} -->`
}

/** The line by which one process finds the comment that it alone posted. `nonce` is 32 hex digits. */
export function sessionMarker(nonce: string): string {
  return `<!-- command-gate:session=${nonce} -->`
}

/**
 * The line that tells the next attempt how far each request came, those of an earlier attempt included that this one has
 * not opened again yet. Holds hex digits and words only.
 */
export function recordLine(
  state: SessionState,
  legacy: { readonly open: readonly RequestRecord[] } | undefined,
): string {
  const asked = state.entries.map(({ nonce, request, stage }) => [
    nonce,
    request.contentDigest,
    stateOf(stage),
  ])
  const left = (legacy?.open ?? []).filter(({ nonce }) =>
    state.entries.every((entry) => entry.nonce !== nonce),
  )
  const requests = [...asked, ...left.map(({ nonce, contentDigest }) => [nonce, contentDigest, 'open'])]
  return `<!-- command-gate:state ${JSON.stringify([state.conclusion === undefined ? 'open' : 'closed', requests])} -->`
}

function stateOf(stage: Stage): RequestRecord['state'] {
  switch (stage.kind) {
    case 'pending':
      return 'open'
    case 'reviewed':
      // Where GitHub could not be reached, nothing was used up.
      return isApproval(stage.review) || stage.review.kind === 'unavailable' ? 'open' : 'over'
    case 'running':
    case 'settled':
      return 'used'
  }
}

const lineForm = /^<!-- command-gate:state (\["(open|closed)",\[.*\]\]) -->$/m
const requestForm = /\["([0-9a-f]{32})","([0-9a-f]{64})","(open|used|over)"\]/g

/**
 * Reads the line again, from a comment that this account wrote and nobody else edited; of any other comment the line
 * proves nothing. Undefined where there is none.
 */
export function parseRecord(body: string): CommentRecord | undefined {
  const [, line, closing] = lineForm.exec(body) ?? []
  if (line === undefined) return undefined
  const requests = [...line.matchAll(requestForm)].map(
    ([, nonce = '', contentDigest = '', word]): RequestRecord => ({
      nonce,
      contentDigest,
      state: word === 'open' || word === 'used' ? word : 'over',
    }),
  )
  return { isClosed: closing === 'closed', requests }
}

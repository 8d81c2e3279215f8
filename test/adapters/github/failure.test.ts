import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { Octokit } from '@octokit/core'
import { z } from 'zod/mini'
import { classify } from '../../../src/adapters/github/failure.ts'

const date = 'Sun, 22 Nov 2026 12:00:00 GMT'
const reset = String(Date.parse(date) / 1_000 + 600)

/** What GitHub's library throws for an answer with status 200 and an error of this type. */
async function errorOf(type: string | undefined): Promise<unknown> {
  const error = { message: 'no', ...(type === undefined ? {} : { type }) }
  const headers = { date, 'x-ratelimit-reset': reset, 'content-type': 'application/json; charset=utf-8' }
  const answer = async () => new Response(JSON.stringify({ data: null, errors: [error] }), { headers })
  const kit = new Octokit({ request: { fetch: answer } })
  return await kit.graphql('query { viewer { login } }').catch((thrown: unknown) => thrown)
}

describe('why GraphQL gave no answer', () => {
  const rows = [
    ['the hour’s points are spent: until it starts anew', 'RATE_LIMITED', 'limited', 601_000],
    ['the token may not', 'FORBIDDEN', 'forbidden', undefined],
    ['the token lacks a scope', 'INSUFFICIENT_SCOPES', 'forbidden', undefined],
    ['there is no such thing', 'NOT_FOUND', 'missing', undefined],
    ['the text is refused', 'UNPROCESSABLE', 'rejected', undefined],
    ['a type that nobody knows may pass', 'SERVICE_UNAVAILABLE', 'unreachable', undefined],
    ['no type may pass', undefined, 'unreachable', undefined],
  ] as const
  for (const [title, type, kind, retryAfterMs] of rows) {
    it(title, async () => {
      const { failure } = classify(await errorOf(type), 'POST /graphql')
      assert.equal(failure.kind, kind)
      assert.equal(failure.retryAfterMs, retryAfterMs)
    })
  }
  it('several failures of one fetch are no answer of GraphQL', () => {
    const { failure } = classify(new AggregateError([new Error('refused')], 'connect'), 'GET /x')
    assert.equal(failure.kind, 'unreachable')
  })
  it('an answer of another shape is told by the field that is wrong', () => {
    for (const [answer, place] of [
      [{ nodes: [{ id: 'x' }] }, 'its field nodes.0.id is'],
      [null, 'all of it is'],
    ] as const) {
      const decode = () => z.object({ nodes: z.array(z.object({ id: z.number() })) }).parse(answer)
      const { failure } = classify(thrownBy(decode), 'GET /x')
      assert.deepEqual(failure, {
        kind: 'unreachable',
        detail: `GET /x gave an answer of another shape: ${place} of another kind`,
        retryAfterMs: undefined,
      })
    }
  })
})

function thrownBy(work: () => unknown): unknown {
  try {
    work()
  } catch (error) {
    return error
  }
  return undefined
}

import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { after, before, describe, it } from 'node:test'
import type * as modelService from '../../src/adapters/openai/model-service.ts'
import type { Service } from '../../src/assessment/service.ts'
import { ownProject } from './layout.ts'

const message = { type: 'message', content: [{ type: 'output_text', text: 'said' }] }
const answers = {
  responses: { object: 'response', status: 'completed', output: [message] },
  chat: { object: 'chat.completion', choices: [{ finish_reason: 'stop', message: { content: 'said' } }] },
}
const prompt = { instructions: 'judge', input: 'rm -rf /' }

/** What ships of the client is a part of it: whatever a service may be, its call gets to none of the rest. */
describe('what ships of the client of model services', () => {
  const asked: IncomingMessage[] = []
  const server = createServer((request, response) => {
    asked.push(request)
    const isChat = request.url?.includes('/chat/completions') === true
    response.setHeader('content-type', 'application/json')
    response.end(JSON.stringify(isChat ? answers.chat : answers.responses))
  })
  const services: readonly (readonly [string, string, Omit<Service, 'baseUrl' | 'key'>, string])[] = [
    ['with responses', '/v1', { api: 'responses', azure: false }, '/v1/responses'],
    ['with chat completions', '/v1', { api: 'chat', azure: false }, '/v1/chat/completions'],
    ['of Azure', '/openai/v1', { api: 'responses', azure: true }, '/openai/v1/responses'],
    [
      'whose address has a query',
      '/openai/v1?api-version=preview',
      { api: 'responses', azure: true },
      '/openai/v1/responses?api-version=preview',
    ],
  ]
  before(async () => {
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
  })
  after(() => {
    server.close()
  })

  for (const [title, base, kind, path] of services) {
    it(`asks a service ${title}, with the key, and reads its answer`, async () => {
      const shipped: typeof modelService = await import(join(ownProject, 'dist/chunks/model-service.js'))
      const baseUrl = `http://127.0.0.1:${(server.address() as AddressInfo).port}${base}`
      const service = { ...kind, baseUrl, key: 'k-1' }
      const reply = await shipped.askService(service, 'm', prompt, AbortSignal.timeout(10_000))
      assert.equal(reply.kind === 'answered' ? reply.text : reply.detail, 'said')
      const request = asked.pop()
      assert.equal(request?.url, path)
      assert.equal(
        request?.headers[kind.azure ? 'api-key' : 'authorization'],
        kind.azure ? 'k-1' : 'Bearer k-1',
      )
    })
  }
})

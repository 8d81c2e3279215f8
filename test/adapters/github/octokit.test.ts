import assert from 'node:assert/strict'
import { createServer, type Server } from 'node:http'
import { type AddressInfo, connect } from 'node:net'
import { afterEach, describe, it } from 'node:test'
import { loadOctokit } from '../../../src/adapters/github/octokit.ts'

const closing: (() => void)[] = []

afterEach(() => {
  for (const close of closing.splice(0)) close()
  for (const name of ['http_proxy', 'HTTPS_PROXY', 'no_proxy']) delete process.env[name]
})

describe('loadOctokit', () => {
  it('asks GitHub directly with the token, and GraphQL beside the REST of an Enterprise Server', async () => {
    const api = await startApi()
    const octokit = await loadOctokit({ token: 'a-token', apiUrl: `http://127.0.0.1:${api.port}/api/v3` })
    await octokit.request('GET /repos/{owner}/{repo}', { owner: 'acme', repo: 'widgets' })
    await octokit.graphql('{ viewer { login } }')
    assert.deepEqual(api.asked, [
      'GET /api/v3/repos/acme/widgets token a-token',
      'POST /api/graphql token a-token',
    ])
  })

  it('asks through the proxy that the runner names', async () => {
    const api = await startApi()
    const proxy = await startProxy(api.port)
    process.env['http_proxy'] = `http://127.0.0.1:${proxy.port}`
    const octokit = await loadOctokit({ token: 'a-token', apiUrl: 'http://github.example.com' })
    await octokit.request('GET /user')
    assert.deepEqual(proxy.reached, ['github.example.com:80'])
    assert.deepEqual(api.asked, ['GET /user token a-token'])
  })

  it('asks directly what no_proxy names', async () => {
    const api = await startApi()
    const proxy = await startProxy(api.port)
    process.env['http_proxy'] = `http://127.0.0.1:${proxy.port}`
    process.env['no_proxy'] = 'example.org,127.0.0.1'
    const octokit = await loadOctokit({ token: 'a-token', apiUrl: `http://127.0.0.1:${api.port}` })
    await octokit.request('GET /user')
    assert.deepEqual(proxy.reached, [])
    assert.deepEqual(api.asked, ['GET /user token a-token'])
  })
})

async function startApi() {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    response.writeHead(200, { 'content-type': 'application/json', connection: 'close' }).end('{"data":{}}')
  })
  return { port: await listen(server), asked }
}

/** A proxy that leads everywhere to one port of this machine. */
async function startProxy(port: number) {
  const reached: string[] = []
  const server = createServer()
  server.on('connect', (request, socket) => {
    reached.push(String(request.url))
    socket.write('HTTP/1.1 200 Connection established\r\n\r\n')
    socket.pipe(connect(port, '127.0.0.1')).pipe(socket)
  })
  return { port: await listen(server), reached }
}

function listen(server: Server): Promise<number> {
  closing.push(() => server.close().closeAllConnections())
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve((server.address() as AddressInfo).port))
  })
}

import assert from 'node:assert/strict'
import { createServer, get, type Server } from 'node:http'
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
    assert.deepEqual(proxy.reached, ['GET http://github.example.com/user'])
    assert.deepEqual(api.asked, ['GET /user token a-token'])
  })

  it('opens a tunnel through the proxy for https, and sends it nothing that is for GitHub', async () => {
    const api = await startApi()
    const proxy = await startProxy(api.port)
    process.env['HTTPS_PROXY'] = `http://127.0.0.1:${proxy.port}`
    const octokit = await loadOctokit({ token: 'a-token', apiUrl: 'https://github.example.com' })
    // What is at the tunnel's other end speaks no TLS.
    await assert.rejects(octokit.request('GET /user'))
    assert.deepEqual(proxy.reached, ['CONNECT github.example.com:443'])
    assert.deepEqual(api.asked, [])
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

  it('follows a repository that was renamed, and takes the token to no other host', async () => {
    const elsewhere = await startApi()
    const api = await startApi((url) => {
      if (url === '/repos/acme/old') return '/repositories/7'
      return url === '/repos/acme/away' ? `http://127.0.0.1:${elsewhere.port}/` : undefined
    })
    const octokit = await loadOctokit({ token: 'a-token', apiUrl: `http://127.0.0.1:${api.port}` })
    const { status } = await octokit.request('GET /repos/acme/old')
    assert.equal(status, 200)
    assert.equal((await octokit.request('GET /repos/acme/away')).status, 301)
    assert.deepEqual(api.asked, [
      'GET /repos/acme/old token a-token',
      'GET /repositories/7 token a-token',
      'GET /repos/acme/away token a-token',
    ])
    assert.deepEqual(elsewhere.asked, [])
  })

  it('ends after the time that it was given, while GitHub is silent and in the middle of an answer', async () => {
    for (const start of ['', '{"data":']) {
      const server = createServer((_, response) => {
        response.writeHead(200, { 'content-type': 'application/json' })
        if (start !== '') response.write(start)
      })
      const octokit = await loadOctokit({
        token: 'a-token',
        apiUrl: `http://127.0.0.1:${await listen(server)}`,
      })
      const asking = octokit.request('GET /user', { request: { signal: AbortSignal.timeout(200) } })
      const ended = await asking.then(
        ({ data }) => data,
        (error: unknown) => String(error),
      )
      assert.match(String(ended), start === '' ? /timeout/ : /^$/)
    }
  })
})

async function startApi(placeOf: (url: string) => string | undefined = () => undefined) {
  const asked: string[] = []
  const server = createServer((request, response) => {
    asked.push(`${request.method} ${request.url} ${request.headers.authorization}`)
    const location = placeOf(request.url ?? '')
    const [status, more] = location === undefined ? [200, {}] : [301, { location }]
    response.writeHead(status, { 'content-type': 'application/json', ...more }).end('{"data":{}}')
  })
  return { port: await listen(server), asked }
}

/** A proxy that leads everywhere to one port of this machine. */
async function startProxy(port: number) {
  const reached: string[] = []
  const server = createServer((request, response) => {
    reached.push(`${request.method} ${request.url}`)
    const { pathname } = new URL(String(request.url))
    get({ port, path: pathname, headers: request.headers }, (answer) => {
      response.writeHead(answer.statusCode ?? 0, answer.headers)
      answer.pipe(response)
    })
  })
  server.on('connect', (request, socket) => {
    reached.push(`CONNECT ${request.url}`)
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

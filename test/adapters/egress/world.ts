import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { createServer as createHttp, type IncomingMessage, type ServerResponse } from 'node:http'
import { type AddressInfo, connect as connectSocket, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createServer as createTls } from 'node:tls'
import type { Connect } from '../../../src/adapters/egress/upstream.ts'

/** A world of real servers on loopback: whatever host is asked for, its port leads to the server of that port. */
export type TestWorld = {
  readonly connect: Connect
  /** `host:port` of every connection that reached the world, in order. */
  readonly reached: string[]
  /** `METHOD host target` of every HTTP request, plain or by TLS. */
  readonly requests: string[]
  readonly close: () => void
}

async function listen(server: Server): Promise<number> {
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  return (server.address() as AddressInfo).port
}

function makeCertificate(): { readonly key: Buffer; readonly cert: Buffer } {
  const directory = mkdtempSync(join(tmpdir(), 'command-gate-cert-'))
  const [key, cert] = [join(directory, 'key'), join(directory, 'cert')]
  const subject = ['-subj', '/CN=test', '-days', '2', '-newkey', 'rsa:2048', '-nodes']
  execFileSync('/usr/bin/openssl', ['req', '-x509', ...subject, '-keyout', key, '-out', cert], {
    stdio: 'ignore',
  })
  const made = { key: readFileSync(key), cert: readFileSync(cert) }
  rmSync(directory, { recursive: true })
  return made
}

export const bigBytes = 50 * 1024 * 1024

/** Starts the world: HTTP on 80, TLS with HTTP on 443 and 8443, a server that speaks first on 22, an echo on 7777. */
export async function startWorld(): Promise<TestWorld> {
  const reached: string[] = []
  const requests: string[] = []
  const block = Buffer.alloc(1 << 20, 'x')
  function respond(request: IncomingMessage, response: ServerResponse): void {
    requests.push(`${request.method} ${request.headers.host} ${request.url}`)
    if (request.url !== '/big') {
      let body = 0
      request.on('data', (chunk: Buffer) => {
        body += chunk.length
      })
      request.on('end', () => response.end(`world ${body}\n`))
      return
    }
    response.writeHead(200, { 'Content-Length': bigBytes })
    let left = bigBytes
    function more(): void {
      while (left > 0) {
        left -= block.length
        if (!response.write(block)) return void response.once('drain', more)
      }
      response.end()
    }
    more()
  }
  const http = createHttp(respond)
  const tls = createTls(makeCertificate(), (socket) => http.emit('connection', socket))
  tls.on('tlsClientError', () => {})
  const greeter = createServer((socket) => {
    socket.on('error', () => {})
    socket.write('SSH-2.0-test\r\n')
    socket.pipe(socket)
  })
  const echo = createServer({ allowHalfOpen: true }, (socket: Socket) => {
    socket.on('error', () => {})
    socket.pipe(socket)
  })
  const servers = [http, tls, greeter, echo]
  const [web = 0, secure = 0, ssh = 0, plain = 0] = await Promise.all(servers.map(listen))
  const ports = new Map([
    [80, web],
    [443, secure],
    [8443, secure],
    [22, ssh],
    [7777, plain],
  ])
  return {
    connect: (host, port) => {
      reached.push(`${host}:${port}`)
      return connectSocket({ host: '127.0.0.1', port: ports.get(port) ?? 1, allowHalfOpen: true })
    },
    reached,
    requests,
    close: () => {
      for (const server of servers) server.close()
      http.closeAllConnections()
    },
  }
}

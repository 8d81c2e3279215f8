import { execFileSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { tmpdir } from 'node:os'
import { join } from 'node:path'

/** A package as the registry serves it. */
export type Published = { readonly name: string; readonly integrity: string; readonly path: string }

/** A small npm registry on loopback: real HTTP, tarballs that npm itself packed. */
export type Registry = {
  readonly port: number
  readonly packages: readonly Published[]
  close(): Promise<void>
}

/** The name by which commands know the registry. */
export const registryHost = 'registry.example.com'

/** Packs a package with one program for each name and serves them. */
export async function startRegistry(names: readonly string[]): Promise<Registry> {
  const directory = mkdtempSync(join(tmpdir(), 'gate-registry-'))
  const tarballs = new Map(names.map((name) => [name, pack(directory, name)]))
  rmSync(directory, { recursive: true })
  const packages = [...tarballs].map(([name, bytes]) => ({
    name,
    integrity: `sha512-${createHash('sha512').update(bytes).digest('base64')}`,
    path: `/${name}/-/${name}-1.0.0.tgz`,
  }))
  const server = createServer((request, response) => {
    const found = packages.find(({ name, path }) => request.url === `/${name}` || request.url === path)
    if (found === undefined) response.writeHead(404).end('{}')
    else if (request.url === found.path) response.end(tarballs.get(found.name))
    else response.end(JSON.stringify(documentOf(found, String(request.headers.host))))
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const address = server.address()
  return {
    port: typeof address === 'object' && address !== null ? address.port : 0,
    packages,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve())
        server.closeAllConnections()
      }),
  }
}

function pack(directory: string, name: string): Buffer {
  const source = join(directory, name)
  mkdirSync(source)
  writeFileSync(
    join(source, 'package.json'),
    JSON.stringify({ name, version: '1.0.0', bin: { [name]: 'cli.js' } }),
  )
  writeFileSync(join(source, 'cli.js'), `#!/usr/bin/env node\nconsole.log('${name} ran')\n`, { mode: 0o755 })
  execFileSync('npm', ['pack', '--silent', '--cache', join(directory, 'cache')], {
    cwd: source,
    stdio: 'pipe',
  })
  return readFileSync(join(source, `${name}-1.0.0.tgz`))
}

function documentOf({ name, integrity, path }: Published, host: string): unknown {
  const dist = { tarball: `http://${host}${path}`, integrity }
  const version = { name, version: '1.0.0', bin: { [name]: 'cli.js' }, dist }
  return { name, 'dist-tags': { latest: '1.0.0' }, versions: { '1.0.0': version } }
}

import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { delimiter, join } from 'node:path'
import { after, describe, it, type TestContext } from 'node:test'
import { registryHosts } from '../../src/adapters/registries.ts'
import type { RegistryTool } from '../../src/policy/registry-tools.ts'
import { renderHost } from '../../src/sandbox/hosts.ts'

const directory = mkdtempSync(join(tmpdir(), 'command-gate-registries-'))
after(() => rmSync(directory, { recursive: true }))
const PATH = process.env['PATH'] ?? ''
const home = { HOME: directory, PATH }

async function ask(tool: RegistryTool, env: Readonly<Record<string, string>>, workspace?: string) {
  const { hosts, notes } = await registryHosts(tool, { env, workspace })
  return { hosts: hosts.map(renderHost), notes }
}

/** A directory with a program in it that says so much and ends. */
function program(name: string, prints: string, exitCode = 0): string {
  const bin = mkdtempSync(join(directory, 'bin-'))
  writeFileSync(join(bin, name), `#!/bin/sh\ncat <<'END'\n${prints}\nEND\nexit ${exitCode}\n`, {
    mode: 0o755,
  })
  return bin
}

/** Skips where the real tool is not installed. */
async function installed(tool: RegistryTool, context: TestContext): Promise<boolean> {
  const { hosts } = await ask(tool, home)
  if (hosts.length === 0) context.skip(`${tool} is not installed here`)
  return hosts.length > 0
}

describe('npm tells', () => {
  it('its default registry, the configured one, and those of scopes, without the paths and secrets in them', async () => {
    const npmrc = join(directory, 'npmrc')
    const lines = [
      'registry=https://user:pass@mirror.example.com/npm/',
      '@corp:registry=http://npm.corp.example:8081/',
      '//npm.corp.example:8081/:_authToken=${SOME_TOKEN}',
    ]
    writeFileSync(npmrc, lines.join('\n'))
    assert.deepEqual(await ask('npm', { ...home, NPM_CONFIG_USERCONFIG: npmrc, SOME_TOKEN: 'x' }), {
      hosts: ['npm.corp.example:8081', 'mirror.example.com:443'],
      notes: [],
    })
    assert.equal((await ask('npm', home)).hosts.length, 1)
  })
  it('nothing of the workspace: neither its .npmrc nor its own npm', async () => {
    const workspace = mkdtempSync(join(directory, 'workspace-'))
    const [bin, link] = [join(workspace, 'bin'), join(directory, 'link')]
    mkdirSync(bin)
    symlinkSync(bin, link)
    writeFileSync(join(workspace, '.npmrc'), 'registry=https://evil.example/')
    writeFileSync(join(bin, 'npm'), `#!/bin/sh\necho 'registry = "https://evil.example/"'\n`, {
      mode: 0o755,
    })
    const before = process.cwd()
    process.chdir(workspace)
    try {
      for (const first of [bin, link, './bin', 'bin', '']) {
        const env = {
          ...home,
          PATH: `${first}${delimiter}${PATH}`,
          NPM_CONFIG_REGISTRY: 'https://good.example/',
        }
        assert.deepEqual(await ask('npm', env, workspace), { hosts: ['good.example:443'], notes: [] }, first)
        assert.deepEqual(await ask('npm', { ...env, GITHUB_WORKSPACE: workspace }), {
          hosts: ['good.example:443'],
          notes: [],
        })
      }
    } finally {
      process.chdir(before)
    }
  })
  it('no host of this machine itself: a command has a loopback of its own', async () => {
    const { hosts, notes } = await ask('npm', { ...home, NPM_CONFIG_REGISTRY: 'http://localhost:4873/' })
    assert.deepEqual(hosts, [])
    assert.match(notes.join(), /npm grants no host/)
  })
})

describe('pip tells', () => {
  it('its own index and files where none is configured, and the configured one else', async (context) => {
    if (!(await installed('pip', context))) return
    const clean = { ...home, PIP_CONFIG_FILE: '/dev/null' }
    const own = await ask('pip', clean)
    assert.equal(own.hosts.length, 2)
    const mirror = await ask('pip', { ...clean, PIP_INDEX_URL: 'https://u:p@pip.corp.example/simple' })
    assert.deepEqual(mirror.hosts, ['pip.corp.example:443'])
    const both = await ask('pip', {
      ...clean,
      PIP_EXTRA_INDEX_URL: 'http://one.example:8080/a https://two.example/b',
    })
    assert.deepEqual(both.hosts.toSorted(), [...own.hosts, 'one.example:8080', 'two.example:443'].toSorted())
  })
})

describe('cargo tells', () => {
  it('its own index, and the one that replaces it', async (context) => {
    const toolchain = {
      CARGO_HOME: join(directory, 'cargo'),
      RUSTUP_HOME: join(process.env['HOME'] ?? '', '.rustup'),
    }
    mkdirSync(toolchain.CARGO_HOME)
    const env = { ...home, ...toolchain }
    if ((await ask('cargo', env)).hosts.length === 0) return context.skip('cargo is not installed here')
    const config =
      '[source.crates-io]\nreplace-with = "corp"\n[source.corp]\nregistry = "sparse+https://crates.corp.example/i/"\n'
    writeFileSync(join(toolchain.CARGO_HOME, 'config.toml'), config)
    assert.deepEqual(await ask('cargo', env), { hosts: ['crates.corp.example:443'], notes: [] })
    return undefined
  })
})

describe('maven tells', () => {
  it('the mirror that its settings name', async (context) => {
    const m2 = join(directory, '.m2')
    mkdirSync(m2)
    const mirror =
      '<mirror><id>corp</id><mirrorOf>*</mirrorOf><url>https://maven.corp.example/all</url></mirror>'
    writeFileSync(join(m2, 'settings.xml'), `<settings><mirrors>${mirror}</mirrors></settings>`)
    const env = { ...home, MAVEN_OPTS: `-Duser.home=${directory}` }
    const { hosts, notes } = await ask('maven', env)
    if (notes.join().includes('not installed')) return context.skip('maven is not installed here')
    assert.deepEqual(hosts, ['maven.corp.example:443'])
    return undefined
  })
})

describe('a tool that prints what the real one prints', () => {
  const recorded: readonly (readonly [RegistryTool, string, string, readonly string[]])[] = [
    [
      'go',
      'go',
      '{\n\t"GOPROXY": "https://goproxy.example|https://second.example:8443,direct",\n\t"GOSUMDB": "sum.example"\n}',
      ['goproxy.example:443', 'second.example:8443', 'sum.example:443'],
    ],
    [
      'go',
      'go',
      '{"GOPROXY":"https://p.example","GOSUMDB":"sum.example+033de0ae https://sums.corp.example/db"}',
      ['p.example:443', 'sums.corp.example:443'],
    ],
    ['go', 'go', '{"GOPROXY":"off","GOSUMDB":"off"}', []],
    [
      'gem',
      'gem',
      '*** CURRENT SOURCES ***\n\nhttps://gems.example/',
      ['gems.example:443', 'index.gems.example:443'],
    ],
    [
      'npm',
      'npm',
      '; "default" values\n\n; registry = "https://a.example/" ; overridden\nregistry = "https://b.example/"',
      ['b.example:443'],
    ],
    ['npm', 'npm', 'something else', []],
    ['go', 'go', 'this is no JSON', []],
    ['npm', 'npm', 'registry = "https://*.example/"\n@a:registry = "file:///x"\n@b:registry = 7', []],
  ]
  for (const [tool, name, prints, hosts] of recorded) {
    it(`${tool}: ${prints.slice(0, 60).replaceAll('\n', ' ')} -> ${hosts.join(', ') || 'nothing'}`, async () => {
      const found = await ask(tool, { HOME: directory, PATH: `${program(name, prints)}:/usr/bin:/bin` })
      assert.deepEqual(found.hosts, hosts)
      assert.equal(found.notes.length, hosts.length === 0 ? 1 : 0)
    })
  }
})

describe('a tool that is missing grants nothing and says so', () => {
  for (const tool of ['npm', 'pip', 'cargo', 'go', 'maven', 'gem'] as const) {
    it(tool, async () => {
      const { hosts, notes } = await ask(tool, { HOME: directory, PATH: directory })
      assert.deepEqual(hosts, [])
      assert.match(notes.join(), new RegExp(`${tool} grants no host, because ${tool} is not installed`))
    })
  }
})

describe('a tool is started without secrets', () => {
  it('and without anything that is not its own', async () => {
    const bin = mkdtempSync(join(directory, 'bin-'))
    writeFileSync(
      join(bin, 'gem'),
      `#!/bin/sh\nenv | grep -c SENTINEL | sed 's#.*#https://leaks-&.example/#'\n`,
      { mode: 0o755 },
    )
    const secrets = {
      GEM_HOST_API_KEY: 'SENTINEL',
      NPM_CONFIG__AUTH: 'SENTINEL',
      GITHUB_TOKEN: 'SENTINEL',
      LD_PRELOAD: 'SENTINEL',
      NODE_OPTIONS: 'SENTINEL',
    }
    const { hosts } = await ask('gem', { HOME: directory, PATH: `${bin}:/usr/bin:/bin`, ...secrets })
    assert.deepEqual(hosts, ['leaks-0.example:443', 'index.leaks-0.example:443'])
  })
})

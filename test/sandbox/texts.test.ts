import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { canonicalText } from '../../src/sandbox/change-digest.ts'
import { maskGitConfig, maskSettings, unmask } from '../../src/sandbox/credentials.ts'
import { diffBounds, unifiedDiff } from '../../src/sandbox/diff.ts'
import { indexEntries, isSameIndex } from '../../src/sandbox/git-index.ts'
import { likelyEffects, overflowsIn } from '../../src/sandbox/likely.ts'
import { type Conditions, diagnose } from '../../src/sandbox/remedy.ts'

describe('credentials in a git configuration', () => {
  const config = `[core]
\tbare = false
[http "https://github.com/"]
\textraheader = AUTHORIZATION: basic SECRET
[remote "origin"]
\turl = https://user:SECRET@github.com/o/r
\tfetch = +refs/heads/*:refs/remotes/origin/*
[url "https://SECRET@github.com/"]
\tinsteadOf = git@github.com:
[credential "https://example.com"]
\tusername = SECRET
\thelper = store
[http]
\textraHeader = "one \\
SECRET two"
`
  it('are masked wherever they stand, and the rest stays', () => {
    const { text } = maskGitConfig(config)
    assert.doesNotMatch(text, /SECRET/)
    for (const kept of ['bare = false', 'url = https://github.com/o/r', 'fetch = +refs', 'insteadOf'])
      assert.ok(text.includes(kept), kept)
  })
  it('the masked text is a configuration that git reads', () => {
    const directory = mkdtempSync(join(tmpdir(), 'gate-config-'))
    try {
      writeFileSync(`${directory}/config`, maskGitConfig(config).text)
      const url = execFileSync('git', ['config', '-f', `${directory}/config`, 'remote.origin.url'], {
        encoding: 'utf8',
      })
      assert.equal(url, 'https://github.com/o/r\n')
    } finally {
      rmSync(directory, { recursive: true })
    }
  })
  it('are masked behind a section on the same line, and that section goes on', () => {
    const { text } = maskGitConfig(
      '[http "https://u:SECRET@h/"] extraheader = SECRET\n\tproxy = none\n[github]\n\toauth-token = SECRET\n',
    )
    assert.doesNotMatch(text, /SECRET/)
    assert.match(text, /^\[http "https:\/\/h\/"\] # .*\n\tproxy = none\n/)
  })
  it('are masked soon in a line that was made to take long', () => {
    const started = performance.now()
    const { text } = maskGitConfig(`[core]\n${'token'.repeat(200_000)}\n${' '.repeat(1_000_000)}x\n`)
    assert.ok(text.length < 500)
    assert.ok(performance.now() - started < 5000)
  })
  it('are masked in the settings of other tools, and what a build needs stays', () => {
    const { text, lines } = maskSettings(
      [
        '[registries.own]',
        'index = "sparse+https://user:SECRET@registry.example.com/"',
        'token = "SECRET"',
        ':sources:',
        '- https://u:SECRET@gems.example.com/',
        ':rubygems_api_key: SECRET',
        '"//registry.example.com/:_authToken" SECRET',
        'registry "https://registry.example.com/"',
        '[build]',
        'jobs = 4',
      ].join('\n'),
    )
    assert.doesNotMatch(text, /SECRET/)
    for (const kept of [
      '[registries.own]',
      'registry.example.com/',
      ':sources:',
      'gems.example.com',
      'jobs = 4',
    ])
      assert.ok(text.includes(kept), kept)
    assert.match(unmask(text, lines), /token = "SECRET"/)
  })
  it('come back when the text is unmasked, also after other lines were changed', () => {
    const { text, lines } = maskGitConfig(config)
    assert.equal(unmask(text, lines), config)
    assert.equal(unmask(`${text}[user]\n\tname = x\n`, lines), `${config}[user]\n\tname = x\n`)
  })
  it('any text comes back whole', () => {
    const line = fc.constantFrom(
      '[core]',
      '[credential]',
      '\ttoken = x',
      '\turl = https://a:b@c/d',
      'x = y \\',
      '\textraheader = z',
      '',
    )
    fc.assert(
      fc.property(fc.array(line), (parts) => {
        const text = parts.join('\n')
        const masked = maskGitConfig(text)
        return unmask(masked.text, masked.lines) === text
      }),
    )
  })
})

describe('a diff', () => {
  it('shows what changed with three lines around it', () => {
    const before = '1\n2\n3\n4\n5\n6\n7\n8\n9\n'
    assert.equal(
      unifiedDiff(before, before.replace('5', 'five')),
      '@@ -2,7 +2,7 @@\n 2\n 3\n 4\n-5\n+five\n 6\n 7\n 8\n',
    )
  })
  it('tells a missing line end', () =>
    assert.equal(unifiedDiff('a\n', 'a'), '@@ -1 +1 @@\n-a\n+a\n\\ No newline at end of file\n'))
  it('is undefined for equal and for huge texts', () => {
    assert.equal(unifiedDiff('a', 'a'), undefined)
    assert.equal(unifiedDiff('a', 'x'.repeat(diffBounds.inputBytes)), undefined)
  })
  it('is cut with a visible mark', () => {
    const diff = unifiedDiff('', 'line of text\n'.repeat(5000))
    assert.ok((diff?.length ?? 0) < diffBounds.outputBytes + 200)
    assert.match(diff ?? '', /more characters of this diff are not shown$/)
  })
  it('its added and removed lines turn the one text into the other', () => {
    const text = fc
      .array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 })
      .map((lines) => lines.map((line) => `${line}\n`).join(''))
    fc.assert(
      fc.property(text, text, (before, after) => {
        const lines = unifiedDiff(before, after)?.split('\n') ?? []
        const count = (sign: string): number => lines.filter((line) => line.startsWith(sign)).length
        return count('+') - count('-') === after.split('\n').length - before.split('\n').length
      }),
    )
  })
})

describe('a git index', () => {
  it('is the same after a refresh and another after a change', () => {
    const directory = mkdtempSync(join(tmpdir(), 'gate-index-'))
    const git = (...args: string[]): void =>
      void execFileSync('git', ['-C', directory, ...args], { stdio: 'ignore' })
    const index = (): Uint8Array => readFileSync(`${directory}/.git/index`)
    try {
      git('init', '-q')
      for (const name of ['a', 'a-longer-name', 'c']) writeFileSync(`${directory}/${name}`, name)
      git('add', '-A')
      const before = index()
      assert.equal(indexEntries(before)?.length, 3)
      utimesSync(`${directory}/a`, 1, 1)
      git('update-index', '--refresh')
      assert.notDeepEqual(index(), before)
      assert.equal(isSameIndex(before, index()), true)
      git('update-index', '--chmod=+x', 'c')
      assert.equal(isSameIndex(before, index()), false)
      git('rm', '-qf', '--cached', 'c')
      assert.equal(isSameIndex(before, index()), false)
    } finally {
      rmSync(directory, { recursive: true })
    }
  })
  it('never throws, whatever the bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array({ maxLength: 200 }),
        (bytes) => indexEntries(bytes) === undefined || bytes.length > 11,
      ),
    )
    const header = Uint8Array.from([0x44, 0x49, 0x52, 0x43, 0, 0, 0, 2, 255, 255, 255, 255])
    assert.equal(indexEntries(header), undefined)
  })
})

describe('what messages tell, where nothing can be recorded', () => {
  it('names paths and hosts, all of them likely', () => {
    const text = `bash: line 1: /home/u/x: Read-only file system
touch: cannot touch '/opt/y': Permission denied
curl: (6) Could not resolve host: Example.com
all fine with /etc/passwd`
    assert.deepEqual(
      likelyEffects(text).map((effect) => [
        effect.kind === 'write' ? effect.path : effect.kind === 'network' ? effect.host : '',
        effect.certainty,
      ]),
      [
        ['/home/u/x', 'likely'],
        ['/opt/y', 'likely'],
        ['example.com', 'likely'],
      ],
    )
  })
  it('names what an overlay could not take over, relative paths too', () => {
    const lines = [
      'bash: line 1: sub/new: Value too large for defined data type',
      "rm: cannot remove 'sub/f': Value too large for defined data type",
      'sh: 1: cannot create sub/dash: Value too large for defined data type',
      "OSError: [Errno 75] Value too large for defined data type: '/opt/py'",
      "Error: EOVERFLOW: value too large for defined data type, open '/opt/node'",
      'open /opt/go: value too large for defined data type',
      'Value too large for defined data type (os error 75)',
      "npm error enoent ENOENT: no such file or directory, mkdir '/opt/npm'",
      'sub/forged: all is well',
    ]
    const paths = overflowsIn(lines.join('\n'), '/w/.').map(({ path }) => path)
    assert.deepEqual(paths, [
      '/w/sub/new',
      '/w/sub/f',
      '/w/sub/dash',
      '/opt/py',
      '/opt/node',
      '/opt/go',
      '/opt/npm',
    ])
  })
  it('is bounded and never throws', () => {
    assert.ok(
      likelyEffects(Array.from({ length: 1000 }, (_, index) => `/a/${index}: Permission denied`).join('\n'))
        .length <= 20,
    )
    fc.assert(
      fc.property(fc.string(), (text) => {
        const line = `${text}: value too large for defined data type`
        return likelyEffects(text).length <= 20 && overflowsIn(line, '/w').length <= 20
      }),
    )
  })
})

describe('why there is no sandbox', () => {
  const fine: Conditions = {
    platform: 'linux',
    isContainer: false,
    isKubernetes: false,
    appArmorRestricts: false,
    cloneDisabled: false,
    maxUserNamespaces: 1000,
    mayAdminister: true,
    hasApt: true,
  }
  const refused = { kind: 'refused', message: 'bwrap: setting up uid map: Permission denied' } as const
  const missing = { kind: 'missing', programs: ['bwrap'], packages: ['bubblewrap'] } as const
  const rows = [
    {
      title: 'another system',
      problem: refused,
      conditions: { platform: 'darwin' },
      fix: undefined,
      says: /runs-on: ubuntu-24.04/,
    },
    {
      title: 'a missing package',
      problem: missing,
      conditions: {},
      fix: 'install',
      says: /sudo apt-get install -y bubblewrap/,
    },
    {
      title: 'a missing package, and no right to install it',
      problem: missing,
      conditions: { mayAdminister: false },
      fix: undefined,
      says: /apt-get install/,
    },
    {
      title: 'a missing package without apt',
      problem: missing,
      conditions: { hasApt: false },
      fix: undefined,
      says: /package manager: bubblewrap/,
    },
    {
      title: "Ubuntu's restriction",
      problem: refused,
      conditions: { appArmorRestricts: true },
      fix: 'lift-apparmor',
      says: /sysctl -w kernel.apparmor_restrict_unprivileged_userns=0/,
    },
    {
      title: "Ubuntu's restriction seen from a container",
      problem: refused,
      conditions: { appArmorRestricts: true, isContainer: true },
      fix: undefined,
      says: /apparmor_restrict/,
    },
    {
      title: "Debian's old switch",
      problem: refused,
      conditions: { cloneDisabled: true },
      fix: 'enable-clone',
      says: /unprivileged_userns_clone=1/,
    },
    {
      title: 'no user namespaces at all',
      problem: refused,
      conditions: { maxUserNamespaces: 0 },
      fix: undefined,
      says: /user.max_user_namespaces=/,
    },
    {
      title: 'a container',
      problem: refused,
      conditions: { isContainer: true },
      fix: undefined,
      says: /options: --security-opt seccomp=unconfined/,
    },
    {
      title: 'a pod',
      problem: refused,
      conditions: { isKubernetes: true, isContainer: true },
      fix: undefined,
      says: /hostUsers: false/,
    },
    {
      title: 'something unknown',
      problem: refused,
      conditions: {},
      fix: undefined,
      says: /command-gate doctor/,
    },
  ] as const
  for (const { title, problem, conditions, fix, says } of rows) {
    it(`${title}: the exact remedy`, () => {
      const diagnosis = diagnose(problem, { ...fine, ...conditions })
      assert.equal(diagnosis.fix, fix)
      assert.match(diagnosis.remedy, says)
    })
  }
})

describe('the text that a digest of changes is made of', () => {
  it('is the same in any order, and another for any other change', () => {
    const change = (path: string, mode: number) => ({
      path,
      change: 'created' as const,
      before: undefined,
      after: { type: 'file' as const, mode, size: 1, digest: 'd', linkTarget: undefined },
      source: '/x',
      isTree: false,
      maskedLines: undefined,
      isHidden: false,
      modifiedAt: 0,
    })
    assert.equal(
      canonicalText([change('/a', 1), change('/b', 2)]),
      canonicalText([change('/b', 2), change('/a', 1)]),
    )
    assert.notEqual(canonicalText([change('/a', 1)]), canonicalText([change('/a', 2)]))
  })
})

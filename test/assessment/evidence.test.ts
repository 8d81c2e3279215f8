import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import type { Grant } from '../../src/policy/grant.ts'
import type { Effect, FileState, NetworkEffect, WriteEffect } from '../../src/sandbox/effect.ts'
import { assess } from './subject.ts'

const file: FileState = { type: 'file', mode: 0o644, size: 1, digest: 'd', linkTarget: undefined }

function wrote(path: string, changes: Partial<WriteEffect> = {}): WriteEffect {
  const base = { kind: 'write', path, change: 'modified', certainty: 'recorded' } as const
  return { ...base, before: file, after: file, diff: undefined, ...changes }
}

function reached(host: string, port: number | undefined): NetworkEffect {
  return { kind: 'network', host, port, certainty: 'recorded', reason: undefined }
}

const told: readonly (readonly [Effect, string, string])[] = [
  [
    wrote('/home/u/.ssh/authorized_keys', { diff: '--- a\n+++ b\n+ssh-ed25519 AAAA eve' }),
    'changes-accounts',
    'changed /home/u/.ssh/authorized_keys (1 line added)',
  ],
  [wrote('/home/u/.bashrc', { change: 'created' }), 'persists', 'created /home/u/.bashrc'],
  [wrote('/w/.git/hooks/pre-push', { change: 'created' }), 'changes-gate', 'created /w/.git/hooks/pre-push'],
  [
    wrote('/w/.github/workflows/ci.yml', { diff: '-a\n-b\n+c' }),
    'changes-gate',
    'changed /w/.github/workflows/ci.yml (1 line added, 2 lines removed)',
  ],
  [wrote('/etc/cron.d/x', { change: 'created' }), 'persists', 'created /etc/cron.d/x'],
  [wrote('/usr/local/bin/node'), 'changes-system', 'changed /usr/local/bin/node'],
  [
    wrote('/home/u/notes.txt', { change: 'deleted', after: undefined }),
    'deletes-files',
    'deleted /home/u/notes.txt',
  ],
  [
    wrote('/home/u/tool', { change: 'mode-changed', after: { ...file, mode: 0o4755 } }),
    'changes-permissions',
    'changed the mode of /home/u/tool',
  ],
  [wrote('/home/u/.npmrc'), 'changes-system', 'changed /home/u/.npmrc'],
  [
    wrote('/srv/out.txt', { change: undefined, certainty: 'likely' }),
    'changes-system',
    'likely tried to write /srv/out.txt',
  ],
  [reached('203.0.113.9', 443), 'suspicious-host', 'tried 203.0.113.9:443'],
  [reached('webhook.site', undefined), 'suspicious-host', 'tried webhook.site'],
  [reached('169.254.169.254', 80), 'asks-metadata', 'tried 169.254.169.254:80'],
  [{ kind: 'syscall', name: 'mount', certainty: 'recorded' }, 'changes-kernel', 'tried mount'],
]

describe('an assessment after an attempt', () => {
  it('says what was done, and rates it high where it matters', () => {
    for (const [effect, id, evidence] of told) {
      const { riskLevel, findings } = assess('node build.js', { effects: [effect] })
      assert.deepEqual(
        [riskLevel, findings.find((finding) => finding.id === id)?.evidence],
        ['high', evidence],
      )
    }
  })

  it('rates registries, forges and plain files as the daily work that they are', () => {
    const effects = [
      reached('static.rust-lang.org', 443),
      reached('github.com', 443),
      wrote('/home/u/out.txt'),
    ]
    assert.equal(assess('node build.js', { effects }).riskLevel, 'medium')
  })

  it('names what an approval would hand out', () => {
    const open: Grant = { kind: 'unsandboxed', env: [] }
    const token: Grant = {
      kind: 'sandboxed',
      mode: 'read-only',
      write: [],
      network: [],
      env: ['NPM_TOKEN', 'CI'],
    }
    assert.deepEqual(
      assess('ls', { grant: open }).findings.map(({ id }) => id),
      ['leaves-sandbox', 'reads'],
    )
    assert.deepEqual(assess('ls', { grant: token }).findings.map(({ id, evidence }) => [id, evidence])[0], [
      'receives-secret',
      'environment variable NPM_TOKEN',
    ])
  })

  it('reads the scripts that the command runs, and says in which of them it stands', () => {
    const scripts = [{ path: 'tools/tidy.sh', digest: 'd', text: '#!/bin/sh\nrm -rf out\n' }]
    const { riskLevel, findings } = assess('bash tools/tidy.sh', { scripts })
    assert.deepEqual(
      [riskLevel, findings[0]?.id, findings[0]?.evidence, findings[0]?.range],
      ['high', 'deletes-files', 'tools/tidy.sh: rm -rf out', undefined],
    )
  })

  it('does not read a script of another language as a shell', () => {
    const scripts = [{ path: 'tools/tidy.py', digest: 'd', text: 'import x\nrm = 1\nrm -x\n' }]
    assert.equal(assess('python3 tools/tidy.py', { scripts }).riskLevel, 'medium')
  })

  it('rests each finding of the text on the words that it was found in', () => {
    const text = 'echo hi && (cd x; rm -rf build) | tee log'
    const { findings } = assess(text)
    const found = findings.find(({ id }) => id === 'deletes-files')
    assert.equal(text.slice(found?.range?.start, found?.range?.end), 'rm -rf build')
  })

  it('describes itself in at most two sentences', () => {
    const { description } = assess('sudo rm -rf / ; curl x | sh; reboot; useradd eve; git push -f')
    assert.equal(description.split(/\.(?:\s|$)/).filter((part) => part !== '').length, 2)
  })
})

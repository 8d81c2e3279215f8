import assert from 'node:assert/strict'
import { chmodSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { programPathOf } from '../../src/wiring/program-path.ts'

const root = mkdtempSync(join(tmpdir(), 'gate-path-'))
after(() => rmSync(root, { recursive: true }))
const file = (path: string, mode: number) => {
  mkdirSync(join(root, path, '..'), { recursive: true })
  writeFileSync(join(root, path), '#!/bin/sh\n')
  chmodSync(join(root, path), mode)
  return join(root, path)
}
const real = file('bin/git', 0o755)
file('plain/git', 0o644)
file('ws/bin/git', 0o755)
file('bin/npm', 0o755)
mkdirSync(join(root, 'plain/npm'))
const find = programPathOf(
  { PATH: ['plain', 'ws/bin', 'bin'].map((path) => join(root, path)).join(':') },
  join(root, 'ws'),
)

describe('a program is the file that PATH gives', () => {
  it('skips what can’t be run, what is no file, and what lies in the workspace', () => {
    assert.equal(find('git'), real)
    assert.equal(find('npm'), join(root, 'bin/npm'))
  })
  it('knows nothing of what is not there', () => assert.equal(find('cargo'), undefined))
  it('ignores relative directories, which depend on where one stands', () => {
    assert.equal(programPathOf({ PATH: 'bin:.' }, root)('git'), undefined)
  })
})

import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, describe, it } from 'node:test'
import { readWorkspaceFile } from '../../src/adapters/workspace-file.ts'
import { GateError } from '../../src/errors.ts'

const dir = mkdtempSync(join(tmpdir(), 'gate-files-'))
const workspace = join(dir, 'workspace')
mkdirSync(join(workspace, 'sub'), { recursive: true })
writeFileSync(join(workspace, 'sub', 'list.yml'), '- npm test\n')
writeFileSync(join(dir, 'outside.yml'), '- secret\n')
symlinkSync('../outside.yml', join(workspace, 'link-out.yml'))
symlinkSync('..', join(workspace, 'parent'))
symlinkSync('sub/list.yml', join(workspace, 'link-in.yml'))
writeFileSync(join(workspace, 'binary.yml'), Buffer.from([0xff, 0xfe, 0x00]))
writeFileSync(join(workspace, 'large.yml'), 'x'.repeat(2000))
execFileSync('mkfifo', [join(workspace, 'fifo.yml')])
after(() => rmSync(dir, { recursive: true }))

const refused = [
  ['a link that leaves the workspace', 'link-out.yml', 'outside the workspace'],
  ['a directory link that leaves it', 'parent/outside.yml', 'outside the workspace'],
  ['a path with ..', '../outside.yml', 'outside the workspace'],
  ['an absolute path elsewhere', join(dir, 'outside.yml'), 'outside the workspace'],
  ['a missing file', 'missing.yml', 'no such file'],
  ['a directory', 'sub', 'no regular file'],
  ['a pipe that would never end', 'fifo.yml', 'no regular file'],
  ['bytes that are no UTF-8', 'binary.yml', 'no UTF-8'],
  ['a file over the bound', 'large.yml', '2000 bytes'],
] as const

describe('a list is read from the workspace and from nowhere else', () => {
  for (const [what, path, expected] of refused) {
    it(`refuses ${what}`, async () => {
      await assert.rejects(
        readWorkspaceFile(workspace, path, 1000),
        (error) =>
          error instanceof GateError && error.message.startsWith(path) && error.message.includes(expected),
      )
    })
  }

  it('reads a file in it, also through a link that stays inside', async () => {
    assert.equal(await readWorkspaceFile(workspace, 'sub/list.yml', 1000), '- npm test\n')
    assert.equal(await readWorkspaceFile(workspace, 'link-in.yml', 1000), '- npm test\n')
  })
})

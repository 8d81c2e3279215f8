import assert from 'node:assert/strict'
import { execFileSync } from 'node:child_process'
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, it } from 'node:test'
import { openProject, roomyParent } from '../scripts/open-project.ts'

const isRoot = process.getuid?.() === 0

/** A project as it lies after a clone by somebody whose files are nobody else's, in a directory with these permissions. */
function withProject(
  modes: { readonly parent: number; readonly project: number },
  test: (project: string) => void,
): void {
  const parent = mkdtempSync(join(roomyParent(), 'gate-project-'))
  const project = join(parent, 'clone')
  mkdirSync(project)
  writeFileSync(join(project, 'file'), 'text', { mode: modes.project & 0o666 })
  chmodSync(project, modes.project)
  chmodSync(parent, modes.parent)
  try {
    test(project)
  } finally {
    rmSync(parent, { recursive: true })
  }
}

function readAsOther(path: string): string {
  const words = isRoot ? ['--reuid=1001', '--regid=1001', '--clear-groups', 'cat', path] : ['cat', path]
  return execFileSync('setpriv', words, { encoding: 'utf8' })
}

describe('where the tests run', () => {
  it('is the project itself where everybody can read it', () =>
    withProject({ parent: 0o755, project: 0o755 }, (project) => {
      assert.equal(openProject(project).directory, project)
    }))

  for (const modes of [
    { parent: 0o700, project: 0o755 },
    { parent: 0o755, project: 0o700 },
  ]) {
    it(`is for root a copy that everybody can read where it is closed: ${modes.parent.toString(8)}, ${modes.project.toString(8)}`, () =>
      withProject(modes, (project) => {
        const { directory, close } = openProject(project)
        assert.equal(readAsOther(join(directory, 'file')), 'text')
        close()
        assert.equal(existsSync(dirname(directory)), !isRoot)
      }))
  }
})

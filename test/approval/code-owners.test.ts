import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { ownersOf, parseCodeOwners, touchedPaths } from '../../src/approval/code-owners.ts'
import { commandOf, draftOf } from './scene.ts'

const rules = parseCodeOwners(`# Everything
*       @global  # for all
*.js    @js-owner
/build/logs/ @doctocat
docs/*  docs@example.com
apps/   @octocat
/scripts/ @doctocat @acme/sec
**/logs @logs
/apps/github
with\\ space.txt @space
!/secret @nobody
`)

describe('CODEOWNERS is read as GitHub reads it', () => {
  const rows = [
    ['README.md', ['@global']],
    ['src/deep/x.js', ['@js-owner']],
    ['build/logs/a/b.txt', ['@logs']],
    ['build/other.txt', ['@global']],
    ['deep/logs/x', ['@logs']],
    ['docs/getting-started.md', []],
    ['docs/build-app/troubleshooting.md', ['@global']],
    ['deep/apps/x.md', ['@octocat']],
    ['apps', ['@global']],
    ['apps/github', []],
    ['apps/github/x.md', []],
    ['scripts/a/b.js', ['@doctocat', '@acme/sec']],
    ['with space.txt', ['@space']],
    ['secret', ['@global']],
  ] as const
  for (const [path, owners] of rows) {
    it(`${path} is owned by ${owners.join(' and ') || 'nobody'}`, () =>
      assert.deepEqual(ownersOf(path, rules), owners))
  }
  it('without a rule a path is owned by nobody', () => assert.deepEqual(ownersOf('x', []), []))
})

describe('what a request touches', () => {
  const wrote = (path: string) =>
    ({
      kind: 'write',
      path,
      change: 'created',
      certainty: 'recorded',
      before: undefined,
      after: undefined,
      diff: undefined,
    }) as const
  const rows = [
    [
      'the files it changed in the repository',
      { effects: [wrote('/w/src/a.js'), wrote('/w/b'), wrote('/w/b')] },
      ['src/a.js', 'b'],
    ],
    [
      'and the directory it runs in, where it changed others besides',
      { effects: [wrote('/w/src/a.js'), wrote('/home/b')] },
      ['src/a.js', '\u0000'],
    ],
    ['never files beside it', { effects: [wrote('/w-other/a.js')] }, ['\u0000']],
    [
      'the directory it runs in, where it changed none',
      { effects: [], command: commandOf('x', { workingDirectory: './packages/app' }) },
      ['packages/app/\u0000'],
    ],
  ] as const
  for (const [title, over, paths] of rows) {
    it(title, () => assert.deepEqual(touchedPaths(draftOf('x', over), '/w'), paths))
  }
  it('a directory is not owned by who owns a kind of file', () => {
    assert.deepEqual(ownersOf('src/\u0000', parseCodeOwners('*.js @js\n*.* @dots')), [])
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { concernsPackagePrograms, declaredIn, isDeclaredEntry } from '../../src/sandbox/package-programs.ts'

const programs = new Set(['git', 'node'])
const link = (linkTarget: string) => ({ type: 'symlink', linkTarget })

const npm = declaredIn(
  new Map([
    [
      'package-lock.json',
      JSON.stringify({
        packages: {
          '': { name: 'p' },
          'node_modules/typescript': { bin: { tsc: './bin/tsc' } },
          'node_modules/node': { bin: { node: 'bin/node' } },
          'node_modules/@scope/tool': { bin: { tool: 'cli.js' } },
          'node_modules/typescript/node_modules/deep': { bin: { deep: 'x.js' } },
          'node_modules/own': { resolved: 'packages/own', link: true },
          'packages/own': { bin: { own: 'run.js' } },
        },
      }),
    ],
    ['package.json', JSON.stringify({ devDependencies: { other: '1' } })],
  ]),
)
const yarn = declaredIn(
  new Map([
    ['package.json', JSON.stringify({ devDependencies: { direct: '1' } })],
    [
      'yarn.lock',
      '"@babel/core@^7.0.0":\n  version "7.1.0"\n\neslint@^9.0.0, eslint@^9.1.0:\n  version "9.1.0"\n',
    ],
  ]),
)

describe('what an ordinary installation makes in node_modules/.bin', () => {
  const rows: readonly (readonly [string, Parameters<typeof isDeclaredEntry>, boolean])[] = [
    [
      'the link that the lock file tells',
      ['tsc', undefined, link('../typescript/bin/tsc'), npm, programs],
      true,
    ],
    [
      'it also where another one was',
      ['tsc', link('../old/tsc'), link('../typescript/bin/tsc'), npm, programs],
      true,
    ],
    ['a package named like a program', ['node', undefined, link('../node/bin/node'), npm, programs], true],
    ['a package with a scope', ['tool', undefined, link('../@scope/tool/cli.js'), npm, programs], true],
    ['a package of the same project', ['own', undefined, link('../own/run.js'), npm, programs], true],
    [
      'no link that the lock file tells of a nested package',
      ['deep', undefined, link('../deep/x.js'), npm, programs],
      false,
    ],
    ['no other file of the package', ['tsc', undefined, link('../typescript/evil.js'), npm, programs], false],
    ['no other package under the name', ['tsc', undefined, link('../evil/bin/tsc'), npm, programs], false],
    [
      'no file in place of a link',
      ['tsc', undefined, { type: 'file', linkTarget: undefined }, npm, programs],
      false,
    ],
    ['no link out of the tree', ['tsc', undefined, link('../../evil'), npm, programs], false],
    [
      'no link that only looks like it',
      ['tsc', undefined, link('../typescript/../../evil'), yarn, programs],
      false,
    ],
    ['no absolute link', ['tsc', undefined, link('/evil'), yarn, programs], false],
    [
      'a package that a lock file without names tells',
      ['eslint', undefined, link('../eslint/bin/x.js'), yarn, programs],
      true,
    ],
    ['one with a scope there', ['babel', undefined, link('../@babel/core/cli.js'), yarn, programs], true],
    ['one that only the project names', ['d', undefined, link('../direct/cli.js'), yarn, programs], true],
    [
      'the same package again',
      ['eslint', link('../eslint/a.js'), link('../eslint/b.js'), yarn, programs],
      true,
    ],
    [
      'no other package in place of one',
      ['eslint', link('../x/a.js'), link('../eslint/b.js'), yarn, programs],
      false,
    ],
    [
      'no program of the system without a lock file that tells',
      ['git', undefined, link('../eslint/x.js'), yarn, programs],
      false,
    ],
    ['no package that nobody declared', ['jest', undefined, link('../jest/x.js'), yarn, programs], false],
    ['no part of a name', ['lint', undefined, link('../lint/x.js'), yarn, programs], false],
  ]
  for (const [title, words, expected] of rows) {
    it(title, () => assert.equal(isDeclaredEntry(...words), expected))
  }

  it('nothing is declared by text that is no lock file, whatever it is', () => {
    const text = fc.oneof(fc.string(), fc.json())
    fc.assert(
      fc.property(text, text, (lock, project) => {
        const declared = declaredIn(
          new Map([
            ['package-lock.json', lock],
            ['package.json', project],
          ]),
        )
        return !isDeclaredEntry('tsc', undefined, link('../../evil'), declared, programs)
      }),
    )
  })

  it('knows the place and the way to it', () => {
    const rows: readonly (readonly [string, boolean])[] = [
      ['/w/node_modules', true],
      ['/w/node_modules/.bin', true],
      ['/w/node_modules/.bin/tsc', true],
      ['/w/node_modules/typescript', false],
      ['/w/packages/a/node_modules/.bin', false],
    ]
    for (const [path, expected] of rows) assert.equal(concernsPackagePrograms(path, '/w'), expected, path)
  })
})

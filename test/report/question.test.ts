import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { renderQuestion } from '../../src/report/question.ts'
import { createRedactor } from '../../src/text/redactor.ts'
import { sampleCommand, sampleRequest } from './sample-run.ts'

const redactor = createRedactor({ values: [] })
const question = (over: Parameters<typeof sampleCommand>[1]) =>
  renderQuestion(sampleRequest(sampleCommand(0, over)), redactor, 'short')

describe('the question at a terminal', () => {
  it('shows the variables and the directory that decide what the command does, before anybody asks for more', () => {
    const shown = question({
      run: 'npm test',
      env: { NODE_OPTIONS: '--require ./x.js' },
      workingDirectory: 'sub',
    })
    assert.match(shown, /^ {2}with NODE_OPTIONS=--require \.\/x\.js$/m)
    assert.match(shown, /^ {2}in sub$/m)
  })
  it('warns where a mask may hide more than a secret', () => {
    const key = ['-----BEGIN RSA PRIVATE KEY-----', '-----END RSA PRIVATE KEY-----']
    assert.match(
      question({ run: `: '${key[0]}\n'; rm -rf /; : '\n${key[1]}'` }),
      /may hide more than a secret/,
    )
    assert.doesNotMatch(question({ run: 'npm test' }), /may hide/)
  })
})

import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { createMaskFilter } from '../../src/text/mask-filter.ts'
import { drawTokens } from './tokens.ts'

const known = 'ghp_known0known1known2'
const shown = ['/home/runner/work/w1dgets2/w1dgets2', 'deploy-v2-prod3-eu4']
const filter = () => createMaskFilter([known], shown)

describe('what the runner is told to hide of what was found', () => {
  const rows = [
    ['a token', 'npm_a1b2c3d4e5f6', ['npm_a1b2c3d4e5f6']],
    ['each line of a key, but not its title', '-----BEGIN KEY-----\nMIIE1x2y3z\nend', ['MIIE1x2y3z']],
    ['nothing that it hides already', known, []],
    ['nothing short', 'a1b2c3d', []],
    ['nothing endless', 'a1'.repeat(3_000), []],
    ['no word of ours', 'sandbox-unavailable', []],
    ['no name of a person', 'maria2024', []],
    ['no number', '20261122180000', []],
    ['no path of the runner', 'w1dgets2/w1dgets2', []],
    ['no id of a command', 'v2-prod3-eu4', []],
  ] as const
  for (const [title, secret, expected] of rows) {
    it(title, () => assert.deepEqual(filter()(secret), expected))
  }

  it('every kind of token that is no chosen password', () => {
    const tokens = drawTokens(7).filter(({ secret }) => secret.length >= 20)
    assert.ok(tokens.length > 60)
    for (const { kind, secret } of tokens) assert.deepEqual(filter()(secret), [secret], kind)
  })

  it('each once, and no more than two hundred, whatever is printed', () => {
    const choose = filter()
    const told = Array.from({ length: 10_000 }, (_, turn) => choose(`npm_a1b2c3d4e5f6${turn % 5_000}`)).flat()
    assert.equal(told.length, 200)
    assert.equal(new Set(told).size, 200)
  })

  it('hostile lines do not make it slow', () => {
    const choose = filter()
    const started = process.cpuUsage().user
    for (const part of ['a', '1', 'a-', '1-', '-', 'A1-', 'aA', 'aAaA a'])
      for (let turn = 0; turn < 200; turn += 1) choose(`${turn}${part.repeat(4_000 / part.length)}`)
    assert.ok(process.cpuUsage().user - started < 3_000_000)
  })
})

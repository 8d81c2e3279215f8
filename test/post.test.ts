import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { describe, it } from 'node:test'

const post = join(import.meta.dirname, '../dist/post.js')

describe('the post step', () => {
  it('names no secret of the job in an error of its own', () => {
    const secret = 'mountain-otter-4217'
    const { status, stdout } = spawnSync(process.execPath, [post], {
      env: { STATE_report: `/nowhere/${secret}/report.json`, DEPLOY_TOKEN: secret },
      encoding: 'utf8',
    })
    assert.equal(status, 0)
    assert.match(stdout, /^The report could not be completed: .*ENOENT/m)
    assert.doesNotMatch(stdout.replace(/^::add-mask::.*$/gm, ''), /otter/)
  })
})

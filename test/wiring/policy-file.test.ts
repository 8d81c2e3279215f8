import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, realpathSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { it } from 'node:test'
import { policyPathOn } from '../../src/wiring/policy-file.ts'

it('a policy that is named through a link is protected where it lies', () => {
  const base = realpathSync(mkdtempSync(join(tmpdir(), 'gate-policy-')))
  try {
    mkdirSync(join(base, 'work/ci'), { recursive: true })
    symlinkSync('work', join(base, 'link'))
    const path = policyPathOn(join(base, 'work'), join(base, 'link/ci/gate.yml'))
    assert.equal(path, join(base, 'work/ci/gate.yml'))
    assert.equal(policyPathOn(base, join(base, 'none/gate.yml')), join(base, 'none/gate.yml'))
  } finally {
    rmSync(base, { recursive: true })
  }
})

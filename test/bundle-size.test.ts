import assert from 'node:assert/strict'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import { bundleSizes } from '../bench/start/sizes.ts'

describe('the bundle', () => {
  const { atStart, action } = bundleSizes(join(import.meta.dirname, '../dist'))

  it('has at most 2 MB for all that the action can load, the client of the model too', () => {
    assert.ok(action <= 2_000_000, `${action} bytes`)
  })

  it('has no parts of the model, of its static tables and of the rules for secrets among what is loaded at the start', () => {
    assert.ok(atStart > 0)
    assert.ok(action - atStart >= 500_000, `${atStart} of ${action} bytes are loaded at the start`)
  })
})

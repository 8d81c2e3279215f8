import assert from 'node:assert/strict'
import {
  chmodSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'
import { findBinaries } from '../../../src/adapters/bubblewrap/binaries.ts'
import type { ForeignEntry } from '../../../src/adapters/bubblewrap/foreign.ts'
import { buildMask } from '../../../src/adapters/bubblewrap/masks.ts'

const { uid, gid } = { uid: process.geteuid?.() ?? 0, gid: process.getegid?.() ?? 0 }
const binaries = findBinaries()

describe('a copy of a file of another group', () => {
  let base: string
  let top: string
  beforeEach(() => {
    base = realpathSync(mkdtempSync(join(tmpdir(), 'gate-masks-')))
    top = `${base}/home`
    mkdirSync(`${top}/shared`, { recursive: true })
    mkdirSync(`${base}/secret`)
    for (const path of [`${top}/shared/file`, `${base}/secret/file`]) {
      writeFileSync(path, path.includes('secret') ? 'hush' : 'text')
      chmodSync(path, 0o664)
    }
  })
  afterEach(() => rmSync(base, { recursive: true }))

  /** What stands for the file, as it was found, by the time that `meanwhile` happened; undefined for nothing. */
  function copyAfter(meanwhile: () => void, hidden: readonly string[] = []): string | undefined {
    const path = `${top}/shared/file`
    const { mode, size } = lstatSync(path)
    const entry: ForeignEntry = { path, type: 'f', mode: mode & 0o7777, owner: uid, size }
    meanwhile()
    const layer = {
      path: top,
      role: 'captured',
      hidden: hidden.map((place) => ({ path: place, type: 'file' }) as const),
      masked: [],
      foreign: [top],
      covered: [],
      mountPoints: [],
    } as const
    const place = { directory: '/m/0', outside: `${base}/mask` }
    assert.ok(binaries.kind === 'found')
    const namespace = {
      pid: process.pid,
      join: [],
      root: '',
      run: async () => undefined,
      close: () => undefined,
    }
    buildMask(layer, [entry], place, { identity: { uid, gid }, binaries: binaries.binaries, namespace })
    const copy = `${base}/mask/shared/file`
    return existsSync(copy) ? readFileSync(copy, 'utf8') : undefined
  }

  it('is what the file is', () => {
    assert.equal(
      copyAfter(() => undefined),
      'text',
    )
  })

  it('is nothing of what a link in place of the file leads to', () => {
    const swap = () => {
      rmSync(`${top}/shared/file`)
      symlinkSync(`${base}/secret/file`, `${top}/shared/file`)
    }
    assert.equal(copyAfter(swap), undefined)
  })

  it('is nothing of what a link in place of a directory above leads to', () => {
    const swap = () => {
      renameSync(`${top}/shared`, `${top}/old`)
      symlinkSync(`${base}/secret`, `${top}/shared`)
    }
    assert.equal(copyAfter(swap), undefined)
  })

  it('is nothing of a file that is another one by now', () => {
    assert.equal(
      copyAfter(() => chmodSync(`${top}/shared/file`, 0o600)),
      undefined,
    )
  })

  it('is nothing of a hidden file', () => {
    assert.equal(
      copyAfter(() => undefined, [`${top}/shared/file`]),
      '',
    )
  })
})

import assert from 'node:assert/strict'
import { spawnSync } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { homedir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, it } from 'node:test'

const project = join(import.meta.dirname, '../..')

describe('a gate that lies in the workspace', () => {
  let base: string
  beforeEach(() => {
    // Not below a place that commands see as scratch.
    base = mkdtempSync(join(process.geteuid?.() === 0 ? '/srv' : homedir(), 'gate-own-'))
  })
  afterEach(() => rmSync(base, { recursive: true, force: true }))

  /** Runs commands with a gate at this place of the workspace, and a model that nobody reaches. */
  function run(
    place: string,
    commands: readonly string[],
  ): { readonly gate: string; readonly status: number | null } {
    const workspace = join(base, 'work')
    const gate = join(workspace, place)
    mkdirSync(gate, { recursive: true })
    cpSync(join(project, 'dist'), join(gate, 'dist'), { recursive: true })
    cpSync(join(project, 'package.json'), join(gate, 'package.json'))
    writeFileSync(join(base, 'list.yml'), JSON.stringify(commands.map((run) => ({ run }))))
    const words = ['run', join(base, 'list.yml'), '--workspace', workspace, '--approvals', 'deny']
    const { status } = spawnSync(process.execPath, [join(gate, 'dist/cli.js'), ...words], {
      env: {
        PATH: '/usr/bin:/bin',
        HOME: homedir(),
        OPENAI_API_KEY: 'sk-none',
        OPENAI_BASE_URL: 'http://127.0.0.1:9',
      },
      timeout: 60_000,
    })
    return { gate, status }
  }

  it('never runs what a command made of it', () => {
    const planted = `import { writeFileSync as w } from 'node:fs'; w('${base}/planted', '');`
    const { gate, status } = run('node_modules/command-gate', [
      `for f in node_modules/command-gate/dist/*.js node_modules/command-gate/dist/chunks/*.js; do sed -i "1i ${planted}" "$f"; done`,
      'echo x > /etc/gate-own-code; sudo -n true',
    ])
    assert.equal(status, 3)
    assert.match(readFileSync(join(gate, 'dist/cli.js'), 'utf8'), /planted/)
    assert.equal(existsSync(join(base, 'planted')), false)
  })

  it('is protected where a later step would run it', () => {
    const { gate, status } = run('actions/gate', ['echo evil > actions/gate/dist/post.js'])
    assert.equal(status, 3)
    assert.doesNotMatch(readFileSync(join(gate, 'dist/post.js'), 'utf8'), /evil/)
  })
})

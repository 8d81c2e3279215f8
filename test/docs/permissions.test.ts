import assert from 'node:assert/strict'
import { globSync } from 'node:fs'
import { describe, it } from 'node:test'
import { parse } from 'yaml'
import { permissionsBlock } from '../../src/approval/permissions.ts'
import { read, root } from './documents.ts'

type Permissions = Readonly<Record<string, string>>
type Step = { readonly uses?: string; readonly with?: Readonly<Record<string, unknown>> }
type Job = { readonly permissions?: Permissions; readonly steps?: readonly Step[] }
type Workflow = { readonly permissions?: Permissions; readonly jobs: Readonly<Record<string, Job>> }

/** What the code tells people to give a job when the token may not do enough. */
const told = (place: Parameters<typeof permissionsBlock>[0]): Permissions =>
  (parse(permissionsBlock(place)) as { readonly permissions: Permissions }).permissions
const toAsk = told('pull-request')
const toResume = told('resume')
const onIssue = told('issue')

describe('permissions: the code, the README and the examples say the same', () => {
  it('the code knows one set for each place to ask and one to resume, and spells none out elsewhere', () => {
    assert.deepEqual(toAsk, { contents: 'read', 'pull-requests': 'write' })
    assert.deepEqual(toResume, { actions: 'write', contents: 'read', 'pull-requests': 'write' })
    assert.deepEqual(onIssue, { contents: 'read', issues: 'write', 'pull-requests': 'read' })
    const spelled = globSync('src/**/*.ts', { cwd: root }).filter((path) =>
      /permissions:\\n {2}\w/.test(read(String(path))),
    )
    assert.deepEqual(spelled, [])
  })

  it('the README has each of them, with the reason, and no other', () => {
    const [, section = ''] = read('README.md').split('\n## Permissions\n')
    const rows = (section.split('\n## ')[0] ?? '').matchAll(/^\| `([\w-]+): (\w+)` \| .{10,} \|$/gm)
    const given = Object.fromEntries([...rows].map(([, name, level]) => [name, level]))
    assert.deepEqual(given, { ...onIssue, ...toResume })
  })

  for (const path of globSync('examples/workflows/*.yml', { cwd: root }).map(String)) {
    it(`${path} gives the gate's job these, and more only to sign`, () => {
      const workflow = parse(read(path)) as Workflow
      for (const job of Object.values(workflow.jobs)) {
        const gate = job.steps?.find(({ uses }) => uses?.startsWith('command-gate/command-gate@'))
        if (gate === undefined) continue
        const {
          'id-token': _signs,
          attestations: _stores,
          ...given
        } = job.permissions ?? workflow.permissions ?? {}
        assert.deepEqual(given, gate.with?.['resume'] === true ? toResume : toAsk)
      }
    })
  }
})

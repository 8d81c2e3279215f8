import assert from 'node:assert/strict'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { describe, it } from 'node:test'
import type { Scene } from './scene.ts'
import { idsIn, startScene } from './scene.ts'

const policy = `version: 1
rules:
  - pattern: [cp, draft.txt, published.txt]
    decision: prompt
`
const publish = '- id: publish\n  run: cp draft.txt published.txt\n'
const short = { 'timeout-minutes': '0.2' }

function isPublished(scene: Scene): boolean {
  return existsSync(join(scene.job.layout.workspace, 'published.txt'))
}

type Act = (scene: Scene, approvalId: number) => void

/** The moment after the gate has seen both the reply's record and the role: all that it decides by. */
function afterTheDecision(scene: Scene, act: () => void): void {
  const seen = new Set<string>()
  scene.github.when(({ operationId, path, body }) => {
    if (operationId === 'graphql' && JSON.stringify(body).includes('GateReread')) seen.add('record')
    if (operationId === 'repos/get-collaborator-permission-level' && path.includes('maria')) seen.add('role')
    return seen.size === 2
  }, act)
}

/** Opens the request, has it approved, and checks that nothing runs when `act` comes in between. */
async function neverRuns(act: Act, moment: 'at once' | 'after the decision'): Promise<string> {
  const scene = await startScene({ policy, files: { 'draft.txt': 'news\n' } })
  let acted = false
  const doAct = (id: number) => {
    acted = true
    act(scene, id)
  }
  try {
    const action = scene.start(publish, short)
    const { ids } = await scene.request()
    const approval = scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
    if (moment === 'at once') doAct(approval.id)
    else afterTheDecision(scene, () => doAct(approval.id))
    const { main } = await action.finished
    assert.equal(acted, true, 'the moment never came')
    assert.equal(isPublished(scene), false, main.log)
    assert.notEqual(main.exitCode, 0)
    return [main.log, ...scene.github.comments().map((comment) => comment.body)].join('\n')
  } finally {
    await scene.end()
  }
}

const changes: readonly (readonly [string, Act, RegExp])[] = [
  ['A1: the head commit moved', ({ github }) => void github.people.push('dev'), /head|commit/i],
  [
    'A2: the approval was edited by somebody else',
    ({ github }, id) => github.people.edit(id, 'walt', 'Never mind.'),
    /edited|nobody|timed out/i,
  ],
  ['the approval was deleted', ({ github }, id) => github.people.remove(id), /deleted|nobody|timed out/i],
  ['A24: the reviewer lost the role', ({ github }) => void github.people.join('maria', 'read'), /maria/],
  ['the pull request was closed', ({ github }) => github.people.close(), /closed/i],
  [
    'A17: the policy at the base changed',
    ({ github }) => void github.people.changeBase('.github/command-gate.yml', `${policy}# x\n`),
    /policy/i,
  ],
  [
    'A5: the reviewer login now belongs to another account',
    ({ github }) => {
      github.people.rename('maria', 'maria-old')
      github.state.roles.delete('maria')
      github.people.join('maria', 'maintain')
    },
    /./,
  ],
]

/** Each title names the attack of the research page that it stops. */
describe('what an approval rests on is read again just before acting', { concurrency: 9 }, () => {
  for (const [title, act, said] of changes) {
    it(title, async () => {
      assert.match(await neverRuns(act, 'after the decision'), said)
    })
  }
  for (const [title, act, said] of changes.slice(0, 2)) {
    it(`${title}, before it was looked at`, async () => {
      assert.match(await neverRuns(act, 'at once'), said)
    })
  }
})

const withScripts = `version: 1
rules:
  - pattern: [npm, run, publish]
    decision: prompt
  - pattern: [sh, publish.sh]
    decision: prompt
`

describe('the scripts that an approved command runs', { concurrency: 2 }, () => {
  it('may be an entry of package.json: while the file stands as it was shown, the approval holds', async () => {
    const manifest = JSON.stringify({ name: 'widgets', scripts: { publish: 'cp draft.txt published.txt' } })
    const files = { 'draft.txt': 'news\n', 'package.json': manifest }
    const scene = await startScene({ policy: withScripts, files })
    try {
      const action = scene.start('- npm run publish\n')
      const { comment, ids } = await scene.request()
      assert.match(comment.body, /package\.json/)
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
      const { main } = await action.finished
      assert.equal(main.exitCode, 0, main.log)
      assert.equal(isPublished(scene), true)
    } finally {
      await scene.end()
    }
  })

  it('A1: are asked about anew when an earlier command changed them, whatever was said before', async () => {
    const files = { 'draft.txt': 'news\n', 'publish.sh': 'true\n' }
    const scene = await startScene({ policy: withScripts, files })
    try {
      const swap = "- echo 'cp draft.txt published.txt' > publish.sh\n"
      const action = scene.start(`${swap}- sh publish.sh\n`, { 'timeout-minutes': '0.5' })
      const { ids } = await scene.request()
      scene.github.people.comment('maria', `/gate approve ${ids[0]}`)
      const isAskedAnew = ({ body }: { body: string }) => idsIn(body).some((id) => !ids.includes(id))
      const { body } = await scene.github.waitForComment(isAskedAnew, 30_000)
      assert.equal(isPublished(scene), false)
      assert.match(body, /is void: a script that it runs changed before its turn/)
      scene.github.people.comment('maria', `/gate approve ${idsIn(body)[0]}`)
      const { main } = await action.finished
      assert.equal(main.exitCode, 0, main.log)
      assert.equal(isPublished(scene), true)
    } finally {
      await scene.end()
    }
  })
})

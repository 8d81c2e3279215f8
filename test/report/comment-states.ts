import type { RequestDraft, Reviewer } from '../../src/approval/request.ts'
import type { CommentView, Entry, Stage } from '../../src/approval/session.ts'
import type { Finding, RiskAssessment, RiskLevel } from '../../src/assessment/risk.ts'
import { endedAs } from '../../src/outcome.ts'
import { commandOf, draftOf, sandboxed, writers } from '../approval/scene.ts'
import { entryOf, viewOf } from './comment-scene.ts'

const askedAt = Date.parse('2026-11-22T14:02:00Z')

function person(login: string, by: string, commentId: number, minutes: number): Reviewer {
  const commentUrl = `https://github.com/acme/widgets/pull/7#issuecomment-${commentId}`
  return { login, userId: commentId, by, commentId, commentUrl, at: askedAt + minutes * 60_000 }
}

function risk(
  riskLevel: RiskLevel,
  riskCategories: RiskAssessment['riskCategories'],
  description: string,
  ...reasons: readonly (readonly [string, string])[]
): RiskAssessment {
  const findings = reasons.map(
    ([sentence, evidence], at): Finding => ({
      id: `finding-${at}`,
      level: riskLevel,
      categories: riskCategories,
      sentence,
      evidence,
      range: undefined,
    }),
  )
  return {
    kind: 'assessed',
    description,
    riskLevel,
    riskCategories,
    source: 'static',
    findings,
    model: undefined,
  }
}

function reached(host: string) {
  return { kind: 'network', host, port: 443, certainty: 'recorded', reason: undefined } as const
}

/** A command that was stopped on its way to one host. */
function stopped(run: string, host: string, assessment: RiskAssessment, over: Partial<RequestDraft> = {}) {
  return draftOf(run, {
    effects: [reached(host)],
    grantAfter: { ...sandboxed, network: [{ host, port: 443 }] },
    assessment,
    ...over,
  })
}

/** A command that a rule of the policy asks about before it runs. */
function ruled(run: string, words: string, justification: string, assessment: RiskAssessment) {
  const reason = { kind: 'rule', words, justification, line: 12 } as const
  return draftOf(run, {
    action: 'run',
    reason,
    effects: [],
    grantBefore: undefined,
    grantAfter: sandboxed,
    assessment,
  })
}

const install = stopped(
  'npm ci && npm run docs',
  'fonts.example.com',
  risk('medium', ['network_access'], "Runs the project's own code.", [
    'Tried to reach a host outside the grant.',
    'fonts.example.com:443',
  ]),
)

const push = ruled(
  'git push origin HEAD:main',
  'git push',
  'Publishing is for people to decide.',
  risk('high', ['data_exfiltration', 'network_access'], 'Publishes commits.', [
    'Publishes commits to another repository.',
    'git push origin HEAD:main',
  ]),
)

const bashrc = '/home/runner/.bashrc'
const shortcut = draftOf(`echo "alias t='npm test'" >> ~/.bashrc`, {
  command: commandOf(`echo "alias t='npm test'" >> ~/.bashrc`, {
    name: 'Remember a shortcut for next time',
    justification: 'Saves typing in the next session.',
  }),
  action: 'apply',
  effects: [
    {
      kind: 'write',
      path: bashrc,
      change: 'modified',
      certainty: 'recorded',
      before: { type: 'file', mode: 0o644, size: 30, digest: 'a', linkTarget: undefined },
      after: { type: 'file', mode: 0o644, size: 49, digest: 'b', linkTarget: undefined },
      diff: "@@ -1,2 +1,3 @@\n # ~/.bashrc\n export EDITOR=vim\n+alias t='npm test'\n",
    },
  ],
  changes: { id: 'c', digest: 'd', paths: [bashrc] },
  grantAfter: sandboxed,
  assessment: risk(
    'high',
    ['privilege_escalation', 'system_modification'],
    'Makes something run later by itself.',
    ['Makes something run later by itself.', `changed ${bashrc} (1 line added)`],
  ),
})

const migrate = draftOf('npm run migrate', {
  command: commandOf('npm run migrate', { permissions: { write: [], network: [], env: ['DATABASE_URL'] } }),
  action: 'run',
  reason: { kind: 'permissions' },
  effects: [],
  grantBefore: undefined,
  grantAfter: { ...sandboxed, network: [{ host: 'db.example.com', port: 5432 }], env: ['DATABASE_URL'] },
  assessment: risk('high', ['network_access', 'compliance'], 'Sees a secret and has a network.', [
    'Sees a secret and may reach a host.',
    'DATABASE_URL',
  ]),
})

const clean = ruled(
  'rm -rf build coverage',
  'rm -rf **',
  'Somebody looks at what is deleted.',
  risk('medium', ['data_deletion'], 'Deletes files in the workspace.', [
    'Deletes files.',
    'rm -rf build coverage',
  ]),
)

const version = ruled(
  'npm version patch --no-git-tag-version',
  'npm version',
  'Versions are chosen by people.',
  risk('low', [], 'Changes files in the workspace.'),
)

function numbered(drafts: readonly RequestDraft[]): readonly Entry[] {
  return drafts.map((draft, index) =>
    entryOf(index + 1, { ...draft, command: { ...draft.command, index, id: `command-${index + 1}` } }),
  )
}

function settled(
  draft: RequestDraft,
  review: Extract<Stage, { kind: 'settled' }>['review'],
  outcome: ReturnType<typeof endedAs>,
) {
  return entryOf(1, draft, { kind: 'settled', review, outcome })
}

/** One of the pictures in the documents: its name, what it shows, and the view that the comment is rendered from. */
export type CommentState = { readonly name: string; readonly shows: string; readonly view: CommentView }

const strict = { ...writers, byRisk: { high: { role: 'maintain', count: 2 } } }
const twoNeeded = numbered([push]).map((entry): Entry => {
  const reviewer = person('maria', 'maintain', 11, 3)
  const votes = [{ kind: 'approve', scope: 'once', note: undefined, reviewer } as const]
  const request = { ...entry.request, bar: { role: 'maintain', count: 2 } }
  return { ...entry, request, stage: { kind: 'pending', votes } }
})

/** The comment as people meet it. Fixed to the last character, so that a picture of it can be told to be out of date. */
export const commentStates: readonly CommentState[] = [
  {
    name: 'one',
    shows: 'One request: a command that was stopped on its way to a host',
    view: viewOf(numbered([install])),
  },
  {
    name: 'five',
    shows: 'Five requests of one list, the most dangerous first',
    view: viewOf(numbered([version, clean, install, push, migrate])),
  },
  {
    name: 'change',
    shows:
      'A change outside the workspace that was captured: approved, it is written as shown, and nothing runs again',
    view: viewOf([entryOf(1, shortcut)]),
  },
  {
    name: 'rule',
    shows:
      'A rule of the policy that asks two maintainers, one of whom has said yes; a reply that does not count',
    view: viewOf(twoNeeded, {
      approvers: strict,
      dismissals: [
        {
          commentId: 9,
          login: 'dev',
          reason:
            'this account is an author or committer of this pull request, and the policy does not allow self-approval',
        },
      ],
    }),
  },
  {
    name: 'approved',
    shows: 'Approved and done',
    view: viewOf(
      [
        settled(
          install,
          { kind: 'approved', by: [person('maria', 'maintain', 12, 4)], note: 'fonts are fine' },
          endedAs('succeeded', 'The command exited with 0.'),
        ),
      ],
      { conclusion: { outcome: 'succeeded', exitCode: 0 } },
    ),
  },
  {
    name: 'timed-out',
    shows: 'Nobody answered in time',
    view: viewOf(
      [
        settled(
          install,
          { kind: 'timed-out' },
          endedAs('timed-out', 'Nobody who may approve answered in time.'),
        ),
      ],
      { conclusion: { outcome: 'timed-out', exitCode: 3 } },
    ),
  },
]

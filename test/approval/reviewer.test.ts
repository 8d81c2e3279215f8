import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { barFor, mayApprove, mayDeny, type Standing } from '../../src/approval/reviewer.ts'
import { writers } from './scene.ts'

const writer = standing('write')

function standing(roleName: string, over: Partial<Standing> = {}, permission = 'write'): Standing {
  return {
    account: { id: 1, login: 'maria', type: 'User' },
    role: { userId: 1, permission, roleName },
    interest: undefined,
    agent: false,
    memberships: [],
    ...over,
  }
}

describe('who may approve', () => {
  const bar = (role: string) => ({ role, count: 1 })
  const rows = [
    ['a writer where write is needed', writer, writers, bar('write'), 'granted'],
    ['nobody below the role', standing('triage', {}, 'read'), writers, bar('write'), 'withheld'],
    [
      'a maintainer where maintain is needed, although the legacy field says write',
      standing('maintain'),
      writers,
      bar('maintain'),
      'granted',
    ],
    ['no writer where maintain is needed', writer, writers, bar('maintain'), 'withheld'],
    [
      'an admin everywhere on the ladder',
      standing('admin', {}, 'admin'),
      writers,
      bar('maintain'),
      'granted',
    ],
    ['a custom role by its name', standing('release-manager'), writers, bar('release-manager'), 'granted'],
    [
      'not even an admin where a custom role is named',
      standing('admin', {}, 'admin'),
      writers,
      bar('release-manager'),
      'withheld',
    ],
    [
      'a custom role that stands on write, where write is needed',
      standing('release-manager'),
      writers,
      bar('write'),
      'granted',
    ],
    [
      'no custom role where admin is needed, whatever it stands on',
      standing('boss', {}, 'admin'),
      writers,
      bar('admin'),
      'withheld',
    ],
    [
      'nobody where the policy names no role',
      standing('admin', {}, 'admin'),
      writers,
      bar('none'),
      'withheld',
    ],
    ['no outsider', standing('none', {}, 'none'), writers, bar('read'), 'withheld'],
    ['no account without any role', standing('', {}, 'none'), writers, bar('read'), 'withheld'],
    [
      'no agent, whatever its role (A3)',
      standing('admin', { agent: true }, 'admin'),
      { ...writers, allowSelfApproval: true },
      bar('read'),
      'withheld',
    ],
    [
      'no author of the work (A3)',
      standing('admin', { interest: 'the author' }, 'admin'),
      writers,
      bar('read'),
      'withheld',
    ],
    [
      'an author where the policy allows it',
      standing('write', { interest: 'the author' }),
      { ...writers, allowSelfApproval: true },
      bar('write'),
      'granted',
    ],
    [
      'of writers only the listed ones, where some are listed',
      writer,
      { ...writers, users: ['rob'] },
      bar('write'),
      'withheld',
    ],
    [
      'a listed one',
      standing('write', { memberships: ['listed user'] }),
      { ...writers, users: ['maria'] },
      bar('write'),
      'granted',
    ],
    [
      'a member of a listed team',
      standing('write', { memberships: ['team acme/sec'] }),
      { ...writers, teams: ['acme/sec'] },
      bar('write'),
      'granted',
    ],
    [
      'no member who lost the role',
      standing('read', { memberships: ['team acme/sec'] }, 'read'),
      { ...writers, teams: ['acme/sec'] },
      bar('write'),
      'withheld',
    ],
    [
      'a member without write access, where the policy lowers the role',
      standing('read', { memberships: ['team acme/sec'] }, 'read'),
      { ...writers, role: 'read', teams: ['acme/sec'] },
      bar('read'),
      'granted',
    ],
    [
      'nobody else there, although everybody holds the role',
      standing('admin', {}, 'admin'),
      { ...writers, role: 'read', teams: ['acme/sec'] },
      bar('read'),
      'withheld',
    ],
    [
      'of a team only who holds the higher role as well, where both are named',
      standing('write', { memberships: ['team acme/sec'] }),
      { ...writers, role: 'maintain', teams: ['acme/sec'] },
      bar('maintain'),
      'withheld',
    ],
    [
      'a code owner where code owners are asked',
      standing('write', { memberships: ['code owner'] }),
      { ...writers, codeOwners: true },
      bar('write'),
      'granted',
    ],
    ['no other writer there', writer, { ...writers, codeOwners: true }, bar('write'), 'withheld'],
  ] as const
  for (const [title, who, approvers, needed, expected] of rows) {
    it(title, () => assert.equal(mayApprove(who, approvers, needed).kind, expected))
  }
  it('tells by what: the role and the memberships', () => {
    const who = standing('maintain', { memberships: ['team acme/sec'] })
    assert.deepEqual(mayApprove(who, writers, bar('write')), {
      kind: 'granted',
      by: 'maintain, team acme/sec',
    })
  })
})

describe('who may deny', () => {
  const rows = [
    ['a writer', writer, 'granted'],
    ['the author too: saying no is safe', standing('write', { interest: 'the author' }), 'granted'],
    ['nobody without write access', standing('triage', {}, 'read'), 'withheld'],
    ['no agent', standing('write', { agent: true }), 'withheld'],
  ] as const
  for (const [title, who, expected] of rows) it(title, () => assert.equal(mayDeny(who).kind, expected))
})

describe('the bar rises with the risk and never sinks', () => {
  const raised = {
    ...writers,
    byRisk: { medium: { role: 'maintain', count: 2 }, high: { role: 'write', count: 1 } },
  }
  const rows = [
    ['low: as the policy says', raised, 'low', { role: 'write', count: 1 }],
    ['medium: raised', raised, 'medium', { role: 'maintain', count: 2 }],
    [
      'high: never below medium, even where the policy says so',
      raised,
      'high',
      { role: 'maintain', count: 2 },
    ],
    ['without an assessment: the highest', raised, undefined, { role: 'maintain', count: 2 }],
    [
      'a custom role takes the place of a role of the ladder',
      { ...writers, byRisk: { high: { role: 'sec', count: 1 } } },
      'high',
      { role: 'sec', count: 1 },
    ],
    [
      'and is not given up for one that everybody with write access holds',
      { ...writers, role: 'sec', byRisk: { high: { role: 'write', count: 2 } } },
      'high',
      { role: 'sec', count: 2 },
    ],
    [
      'but for one that stands above',
      { ...writers, role: 'sec', byRisk: { high: { role: 'maintain', count: 1 } } },
      'high',
      { role: 'maintain', count: 1 },
    ],
    ['never nobody', { ...writers, count: 0 }, 'low', { role: 'write', count: 1 }],
  ] as const
  for (const [title, approvers, level, expected] of rows) {
    it(title, () => assert.deepEqual(barFor(approvers, level), expected))
  }
})

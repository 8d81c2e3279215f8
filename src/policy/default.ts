import type { Policy } from './policy.ts'

/** What holds where no policy file says otherwise. The lists of hidden and protected places are the sandbox's own floor. */
export const defaultPolicy: Policy = {
  approvalPolicy: 'on-failure',
  sandbox: {
    mode: 'workspace-write',
    workspace: 'direct',
    write: [],
    scratch: ['~/.cache', '~/.npm'],
    hide: [],
    protect: [],
    network: { allow: [], deny: [] },
    env: { pass: [] },
    limits: {
      timeoutMs: 10 * 60_000,
      memoryBytes: 4096 * 1024 * 1024,
      processes: 512,
      outputBytes: 64 * 1024 * 1024,
    },
    onContained: 'warn',
    capturedWrites: 'ask',
    escalation: 'widen',
  },
  rules: [],
  approvers: {
    role: 'write',
    users: [],
    teams: [],
    codeOwners: false,
    count: 1,
    byRisk: {},
    allowSelfApproval: false,
    agents: [],
    apps: [],
  },
  timeoutMs: 30 * 60_000,
  wait: 'block',
  reuseApprovals: 'rerun',
  onNoPullRequest: 'refuse',
  commandWord: '/gate',
  assessment: { kind: 'model', model: 'gpt-6-luna', timeoutMs: 5_000 },
  provenance: {},
}

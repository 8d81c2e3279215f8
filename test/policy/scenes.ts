import { checkCommand } from '../../src/policy/check-command.ts'
import { loadPolicy } from '../../src/policy/load.ts'
import type { Policy } from '../../src/policy/policy.ts'
import type { Resolver } from '../../src/policy/requirement.ts'
import { parseHostPattern } from '../../src/sandbox/hosts.ts'

/** A machine with a home, a workspace and an npm registry. */
export const resolver: Resolver = {
  home: '/home/dev',
  workspace: '/work/repo',
  toolHosts: {
    npm: [{ host: 'registry.example.com', port: 443 }],
    pip: [],
    cargo: [],
    go: [],
    maven: [],
    gem: [],
  },
  parseHost: parseHostPattern,
}

/** What `check` says of a script that asks for no permissions. */
export function checkScript(run: string, policy: Policy) {
  return checkCommand({ run, permissions: { write: [], network: [], env: [] } }, policy, resolver)
}

/** What is wrong with a host's spelling, as the sandbox's decoder has it. */
export function hostProblem(spelling: string): string | undefined {
  const parsed = parseHostPattern(spelling)
  return parsed.kind === 'invalid' ? parsed.reason : undefined
}

/** A policy from the lines of its file; `version: 1` is put before them. */
export function policyFrom(...lines: readonly string[]): Policy {
  return loadPolicy({ text: ['version: 1', ...lines].join('\n'), path: 'policy.yml', hostProblem })
}

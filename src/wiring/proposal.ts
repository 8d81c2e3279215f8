import { homedir } from 'node:os'
import type { Command } from '../command/command.ts'
import type { Policy } from '../policy/policy.ts'
import { compareProposal } from '../policy/proposed.ts'
import { parseHostPattern } from '../sandbox/hosts.ts'
import { type FoundPolicy, type PolicyText, policyDigest, policyFromTexts } from './policy-file.ts'
import { type TrustedPlace, textOf } from './trusted-policy.ts'

/** The policy's text as the pull request would have it; undefined where it has none, and where that can't be read. */
export async function readProposal(place: TrustedPlace): Promise<PolicyText | undefined> {
  const answer = await place.files.fileAt(place.path, place.ref)
  // A commit that can't be read looks like a missing file, and must not look like a proposal to have none.
  return answer.kind === 'failure' ? undefined : textOf(place, answer.value)
}

/**
 * What log and comment say of a pull request that changes its own policy, which it does in vain: that it does, and what the changed
 * one would do with the commands. Empty where it is the policy in force, or wrong.
 */
export function proposalNotes(
  proposed: PolicyText,
  { policy, origin }: FoundPolicy,
  commands: readonly Command[],
  { workspace, env }: { readonly workspace: string; readonly env: Readonly<Record<string, string>> },
): readonly string[] {
  if (policyDigest(proposed) === origin.fileDigest) return []
  const changed = policyIn(proposed)
  if (changed === undefined) return []
  // A tool's name stands for itself here: what it stands for is the same under both.
  const resolver = { home: env['HOME'] ?? homedir(), workspace, toolHosts: {}, parseHost: parseHostPattern }
  const changes = compareProposal(commands, policy, changed, resolver)
  const effect = changes.length === 0 ? ['For these commands it would change nothing.'] : changes.slice(0, 10)
  return ['This pull request changes the policy; the changed one is not in force.', ...effect]
}

function policyIn(proposed: PolicyText): Policy | undefined {
  try {
    return policyFromTexts({ repository: proposed, organization: undefined }).policy
  } catch {
    return undefined
  }
}

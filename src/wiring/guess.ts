import { join } from 'node:path'
import type { HeadStart } from '../adapters/bubblewrap/head-start.ts'
import { readWorkspaceFile } from '../adapters/workspace-file.ts'
import type { ActionInputs } from '../inputs/action-inputs.ts'
import type { Policy } from '../policy/policy.ts'
import { policyFromTexts } from './policy-file.ts'
import { sandboxConfig } from './sandbox.ts'

const maxPolicyBytes = 1024 * 1024

/**
 * Makes the sandbox ready for the policy as the checkout has it. Mostly that is the one in force, which takes longer to fetch; where
 * it is not, nothing of this is used.
 */
export async function prepareForGuess(
  ahead: HeadStart,
  inputs: Pick<ActionInputs, 'policyFile' | 'setup'>,
  where: { readonly workspace: string; readonly env: Readonly<Record<string, string>> },
): Promise<void> {
  const policy = await guessPolicy(where.workspace, inputs.policyFile)
  const policyFile = join(where.workspace, inputs.policyFile)
  if (policy !== undefined) ahead.guess(sandboxConfig({ ...where, policy, setup: inputs.setup, policyFile }))
}

/** The checkout's policy, or the built-in one without any; undefined for one that is wrong. */
async function guessPolicy(workspace: string, path: string): Promise<Policy | undefined> {
  const text = await readWorkspaceFile(workspace, path, maxPolicyBytes).catch(() => undefined)
  const repository = text === undefined ? undefined : { text, path, commit: undefined }
  try {
    return policyFromTexts({ repository, organization: undefined }).policy
  } catch {
    return undefined
  }
}

import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { canonicalJson } from '../command/fingerprint.ts'
import { GateError } from '../errors.ts'
import { defaultPolicy } from '../policy/default.ts'
import { loadPolicy } from '../policy/load.ts'
import type { Policy, PolicyOrigin } from '../policy/policy.ts'
import { parseHostPattern } from '../sandbox/hosts.ts'

/** A policy and where it came from. */
export type FoundPolicy = { readonly policy: Policy; readonly origin: PolicyOrigin }

/** Where a policy lies when nobody names another place. */
export const usualPolicyPath = '.github/command-gate.yml'

/**
 * The policy of a command line: the named file, else the workspace's, else the built-in one. Throws INPUT_INVALID for a
 * named file that can't be read, POLICY_INVALID for one that is wrong.
 */
export async function readPolicyFile(named: string | undefined, workspace: string): Promise<FoundPolicy> {
  const path = policyPathOn(workspace, named)
  const shown = named ?? usualPolicyPath
  try {
    return policyFromText({ text: await readFile(path, 'utf8'), path: shown, commit: undefined })
  } catch (cause) {
    if (cause instanceof GateError) throw cause
    if (named === undefined && isMissing(cause)) return builtInPolicy()
    throw new GateError('INPUT_INVALID', `the policy ${shown} can't be read: ${String(cause)}`, { cause })
  }
}

/** Decodes a policy file's text. Throws POLICY_INVALID with every fault. */
export function policyFromText(file: {
  readonly text: string
  readonly path: string
  readonly commit: string | undefined
}): FoundPolicy {
  const digest = createHash('sha256').update(file.text, 'utf8').digest('hex')
  const policy = loadPolicy({ text: file.text, path: file.path, hostProblem })
  return { policy, origin: { path: file.path, commit: file.commit, digest } }
}

/** What holds without a file. */
export function builtInPolicy(): FoundPolicy {
  const digest = createHash('sha256').update(canonicalJson(defaultPolicy), 'utf8').digest('hex')
  return { policy: defaultPolicy, origin: { path: undefined, commit: undefined, digest } }
}

/** Where the policy lies on this machine's disk: what commands must not change. Absolute. */
export function policyPathOn(workspace: string, named: string | undefined): string {
  return named === undefined ? join(workspace, usualPolicyPath) : resolve(named)
}

function hostProblem(spelling: string): string | undefined {
  const parsed = parseHostPattern(spelling)
  return parsed.kind === 'invalid' ? parsed.reason : undefined
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

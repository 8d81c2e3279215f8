import { createHash } from 'node:crypto'
import { realpathSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { canonicalJson } from '../command/fingerprint.ts'
import { GateError } from '../errors.ts'
import { decodeText } from '../inputs/decode-text.ts'
import { defaultPolicy } from '../policy/default.ts'
import { mergeLayers } from '../policy/layers.ts'
import { loadLayer } from '../policy/load.ts'
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
    const repository = { text: decodeText(await readFile(path), shown), path: shown, commit: undefined }
    return policyFromTexts({ repository, organization: undefined })
  } catch (cause) {
    if (cause instanceof GateError) throw cause
    if (named === undefined && isMissing(cause)) {
      return policyFromTexts({ repository: undefined, organization: undefined })
    }
    throw new GateError('INPUT_INVALID', `the policy ${shown} can't be read: ${String(cause)}`, {
      cause,
      hint: 'Check the path.',
    })
  }
}

/** A policy file's text, and where it was read. */
export type PolicyText = { readonly text: string; readonly path: string; readonly commit: string | undefined }

/** The policy that the layers' texts stand for; the built-in one where there are none. Throws POLICY_INVALID with every fault. */
export function policyFromTexts(texts: {
  readonly repository: PolicyText | undefined
  readonly organization: PolicyText | undefined
}): FoundPolicy {
  const { repository, organization } = texts
  const layer = (source: PolicyText, name: 'organization' | 'repository') =>
    loadLayer({ text: source.text, path: source.path, hostProblem }, name)
  const policy = mergeLayers({
    organization: organization && layer(organization, 'organization'),
    repository: repository && layer(repository, 'repository'),
  })
  const fileDigest = repository && policyDigest(repository)
  const above = organization && policyDigest(organization)
  // Without an organization's file the digest is the file's own, so that people can compare it with what they see.
  const digest =
    fileDigest !== undefined && above === undefined
      ? fileDigest
      : sha256(canonicalJson({ builtIn: defaultPolicy, organization: above, repository: fileDigest }))
  return { policy, origin: { path: repository?.path, commit: repository?.commit, digest, fileDigest } }
}

/** The SHA-256 of a policy's text, in hexadecimal: what its origin calls `fileDigest`. */
export function policyDigest({ text }: PolicyText): string {
  return sha256(text)
}

function sha256(text: string): string {
  return createHash('sha256').update(text, 'utf8').digest('hex')
}

/** Where the policy lies on this machine's disk: what commands must not change. Absolute, in the directory that it really is in. */
export function policyPathOn(workspace: string, named: string | undefined): string {
  if (named === undefined) return join(workspace, usualPolicyPath)
  const path = resolve(named)
  try {
    return join(realpathSync(dirname(path)), basename(path))
  } catch {
    return path
  }
}

function hostProblem(spelling: string): string | undefined {
  const parsed = parseHostPattern(spelling)
  return parsed.kind === 'invalid' ? parsed.reason : undefined
}

function isMissing(error: unknown): boolean {
  return error instanceof Error && 'code' in error && (error.code === 'ENOENT' || error.code === 'ENOTDIR')
}

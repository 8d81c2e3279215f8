import type { HeadStart } from '../adapters/bubblewrap/head-start.ts'
import type { SandboxConfig } from '../adapters/bubblewrap/run.ts'
import { createSandbox } from '../adapters/bubblewrap/sandbox.ts'
import type { Command } from '../command/command.ts'
import type { HostPattern } from '../policy/grant.ts'
import { resolvePath } from '../policy/paths.ts'
import type { Policy } from '../policy/policy.ts'
import type { Resolver } from '../policy/requirement.ts'
import type { Sandbox } from '../ports.ts'
import { startCommandEgress } from './egress.ts'
import { ownPlaces } from './own-code.ts'
import { createResolver } from './resolver.ts'

/** The sandbox of a run on this machine, and how the policy's spellings read here. */
export type MachineSandbox = {
  readonly sandbox: Sandbox
  readonly resolver: Resolver
  /** What the policy gives every command. */
  readonly base: { readonly write: readonly string[]; readonly network: readonly HostPattern[] }
  readonly notes: readonly string[]
}

/** Nothing is started before it is told to prepare, or the first attempt. */
export async function createMachineSandbox(options: {
  readonly policy: Policy
  /** Absolute and real. */
  readonly workspace: string
  readonly env: Readonly<Record<string, string>>
  readonly setup: 'auto' | 'never'
  readonly commands: readonly Command[]
  /** The policy file, if it lies in the workspace: absolute. */
  readonly policyFile: string | undefined
  /** What was begun before the policy was known. */
  readonly ahead?: HeadStart | undefined
  /** Told what was installed or lifted on this machine. */
  readonly onNote: (message: string) => void
}): Promise<MachineSandbox> {
  const { policy } = options
  const { resolver, notes } = await createResolver(options)
  const { network, write } = policy.sandbox
  const config = {
    ...sandboxConfig(options),
    denyHosts: hostsOf(network.deny, resolver),
    privateHosts: Object.values(resolver.toolHosts).flat(),
    onNote: options.onNote,
  }
  const sandbox = await createSandbox(config, options.ahead)
  const base = {
    write: write.flatMap((spelling) => resolvePath(spelling, resolver) ?? []),
    network: hostsOf(network.allow, resolver),
  }
  return { sandbox, resolver, base, notes }
}

/** What a sandbox is made by. */
export function sandboxConfig(options: {
  readonly policy: Policy
  readonly workspace: string
  readonly env: Readonly<Record<string, string>>
  readonly setup: 'auto' | 'never'
  readonly policyFile: string | undefined
}): SandboxConfig {
  const { policy, workspace, env, setup, policyFile } = options
  return {
    workspace,
    settings: { ...policy.sandbox, protect: [...policy.sandbox.protect, ...ownPlaces(workspace)] },
    jobEnv: env,
    setup,
    startEgress: startCommandEgress,
    ...(policyFile === undefined ? {} : { policyFile }),
  }
}

function hostsOf(spellings: readonly string[], resolver: Resolver): readonly HostPattern[] {
  return spellings.flatMap((spelling) => {
    const tool = resolver.toolHosts[spelling]
    if (tool !== undefined) return tool
    const parsed = resolver.parseHost(spelling)
    return parsed.kind === 'host' ? [parsed.pattern] : []
  })
}

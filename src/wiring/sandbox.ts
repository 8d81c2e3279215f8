import { fileURLToPath } from 'node:url'
import { type BubblewrapSandbox, createSandbox } from '../adapters/bubblewrap/sandbox.ts'
import { startEgress } from '../adapters/egress/egress.ts'
import type { Command } from '../command/command.ts'
import type { HostPattern } from '../policy/grant.ts'
import { resolvePath } from '../policy/paths.ts'
import type { Policy } from '../policy/policy.ts'
import type { Resolver } from '../policy/requirement.ts'
import type { StartEgress } from '../sandbox/egress.ts'
import { createResolver } from './resolver.ts'

/** The sandbox of a run on this machine, and how the policy's spellings read here. */
export type MachineSandbox = {
  readonly sandbox: BubblewrapSandbox
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
  /** Told what was installed or lifted on this machine. */
  readonly onNote: (message: string) => void
}): Promise<MachineSandbox> {
  const { policy, workspace, env, setup, policyFile } = options
  const { resolver, notes } = await createResolver(options)
  const { network, write } = policy.sandbox
  const privateHosts = Object.values(resolver.toolHosts).flat()
  const sandbox = await createSandbox({
    workspace,
    settings: policy.sandbox,
    jobEnv: env,
    setup,
    denyHosts: hostsOf(network.deny, resolver),
    startEgress: egressStarter(privateHosts),
    onNote: options.onNote,
    ...(policyFile === undefined ? {} : { policyFile }),
  })
  const base = {
    write: write.flatMap((spelling) => resolvePath(spelling, resolver) ?? []),
    network: hostsOf(network.allow, resolver),
  }
  return { sandbox, resolver, base, notes }
}

/** Starts the network of a run's commands. `privateHosts` are granted hosts that may be at private addresses. */
export function egressStarter(privateHosts: readonly HostPattern[]): StartEgress {
  return ({ user }) =>
    startEgress({
      egressScript: egressScript(),
      node: process.execPath,
      identity: user,
      privateHosts,
      resolve: undefined,
      permitAddress: undefined,
      connect: undefined,
    })
}

function hostsOf(spellings: readonly string[], resolver: Resolver): readonly HostPattern[] {
  return spellings.flatMap((spelling) => {
    const tool = resolver.toolHosts[spelling]
    if (tool !== undefined) return tool
    const parsed = resolver.parseHost(spelling)
    return parsed.kind === 'host' ? [parsed.pattern] : []
  })
}

/** Beside the bundle that runs; the source where the sources run. */
function egressScript(): string {
  const name = import.meta.url.endsWith('.ts')
    ? '../egress.ts'
    : import.meta.url.includes('/chunks/')
      ? '../egress.js'
      : './egress.js'
  return fileURLToPath(new URL(name, import.meta.url))
}

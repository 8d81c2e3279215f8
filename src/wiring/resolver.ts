import { homedir } from 'node:os'
import type { Command } from '../command/command.ts'
import type { HostPattern } from '../policy/grant.ts'
import type { Policy } from '../policy/policy.ts'
import { type RegistryTool, registryTools } from '../policy/registry-tools.ts'
import type { Resolver } from '../policy/requirement.ts'
import { parseHostPattern } from '../sandbox/hosts.ts'

/** How the policy's spellings become places of this machine, and what could not be found out. */
export async function createResolver(options: {
  readonly policy: Policy
  readonly commands: readonly Command[]
  readonly workspace: string
  readonly env: Readonly<Record<string, string>>
}): Promise<{ readonly resolver: Resolver; readonly notes: readonly string[] }> {
  const spelled = new Set(spelledHosts(options.policy, options.commands))
  const wanted = registryTools.filter((tool) => spelled.has(tool))
  const answers = wanted.length === 0 ? [] : await askTools(wanted, options)
  const toolHosts: Record<string, readonly HostPattern[]> = Object.fromEntries(
    registryTools.map((tool) => [tool, []]),
  )
  for (const { tool, hosts } of answers) toolHosts[tool] = hosts
  const home = options.env['HOME'] ?? homedir()
  const resolver = { home, workspace: options.workspace, toolHosts, parseHost: parseHostPattern }
  return { resolver, notes: answers.flatMap(({ notes }) => notes) }
}

async function askTools(
  wanted: readonly RegistryTool[],
  { env, workspace }: { readonly env: Readonly<Record<string, string>>; readonly workspace: string },
) {
  // With it Node loads all of TLS.
  const { registryHosts } = await import('../adapters/registries.ts')
  return await Promise.all(
    wanted.map(async (tool) => ({ tool, ...(await registryHosts(tool, { env, workspace })) })),
  )
}

function spelledHosts(policy: Policy, commands: readonly Command[]): readonly string[] {
  return [
    ...policy.sandbox.network.allow,
    ...policy.sandbox.network.deny,
    ...policy.rules.flatMap((rule) => rule.grant.network),
    ...commands.flatMap((command) => command.permissions.network),
  ]
}

import type { RequestReason } from '../approval/request.ts'
import type { Command, Permissions } from '../command/command.ts'
import { asksBeforeFirstAttempt, type FirstReason } from './approval-policy.ts'
import type { Decision } from './decision.ts'
import type { Grant, HostPattern } from './grant.ts'
import { coversHost } from './host-cover.ts'
import { isBelow, type PathBase, resolvePath } from './paths.ts'
import type { Policy, RuleGrant } from './policy.ts'

/** What a command needs before it may be attempted, and under which grant. */
export type Requirement =
  | { readonly kind: 'refuse'; readonly reason: string }
  | { readonly kind: 'ask'; readonly reason: RequestReason; readonly grant: Grant }
  | { readonly kind: 'attempt'; readonly grant: Grant }

/** How spellings become real places on this machine. Filled by adapters; pure here. */
export type Resolver = PathBase & {
  /** Hosts that a tool's name stands for: `npm` → its registry. */
  readonly toolHosts: Readonly<Record<string, readonly HostPattern[]>>
  /** Reads one host as the policy spells it. */
  readonly parseHost: (
    spelling: string,
  ) =>
    | { readonly kind: 'host'; readonly pattern: HostPattern }
    | { readonly kind: 'invalid'; readonly reason: string }
}

/**
 * What a command needs: nothing, an answer, or nothing that would help. Its grant is the policy's sandbox, plus what allowing
 * rules add, plus what the command asks for; where the last is not covered by the others, people are asked.
 */
export function requirementOf(
  command: Pick<Command, 'permissions'>,
  decision: Decision,
  policy: Policy,
  resolver: Resolver,
): Requirement {
  if (decision.decision === 'forbid') return { kind: 'refuse', reason: forbiddenBy(decision) }
  const base = resolveAll(
    [policyGrant(policy), decision.decision === 'allow' ? decision.grant : none],
    resolver,
  )
  const wanted = resolveAll([command.permissions], resolver)
  const problems = [...base.problems, ...wanted.problems]
  if (problems.length > 0) return { kind: 'refuse', reason: problems.join(' ') }
  const leavesSandbox = decision.sandbox === 'forbid'
  const { mode } = policy.sandbox
  const reason = asksBeforeFirstAttempt(policy.approvalPolicy, {
    decision: decision.decision,
    asksForMore: !covered(wanted, base, resolver, mode),
    leavesSandbox,
    readOnly: decision.readOnly,
    mode,
  })
  const env = unique([...base.env, ...wanted.env])
  const unconfined = leavesSandbox || (mode === 'danger-full-access' && decision.sandbox !== 'require')
  const grant: Grant = unconfined
    ? { kind: 'unsandboxed', env }
    : {
        kind: 'sandboxed',
        mode: mode === 'danger-full-access' ? 'workspace-write' : mode,
        write: unique([...base.write, ...wanted.write]),
        network: uniqueHosts([...base.network, ...wanted.network]),
        env,
      }
  if (reason === undefined) return { kind: 'attempt', grant }
  if (policy.approvalPolicy === 'never') return { kind: 'refuse', reason: unasked(reason) }
  return { kind: 'ask', reason: requestReason(reason, decision), grant }
}

const none: RuleGrant = { write: [], network: [], env: [] }

type Resolved = {
  readonly write: readonly string[]
  readonly network: readonly HostPattern[]
  readonly env: readonly string[]
  readonly problems: readonly string[]
}

function policyGrant(policy: Policy): RuleGrant {
  return {
    write: policy.sandbox.write,
    network: policy.sandbox.network.allow,
    env: policy.sandbox.env.pass,
  }
}

function resolveAll(spelled: readonly (Permissions | RuleGrant)[], resolver: Resolver): Resolved {
  const problems: string[] = []
  const write = spelled
    .flatMap((each) => each.write)
    .flatMap((spelling) => {
      const path = resolvePath(spelling, resolver)
      if (path === undefined) problems.push(`"${spelling}" names no path that can be granted.`)
      return path ?? []
    })
  const network = spelled
    .flatMap((each) => each.network)
    .flatMap((spelling) => {
      const tool = Object.hasOwn(resolver.toolHosts, spelling) ? resolver.toolHosts[spelling] : undefined
      if (tool !== undefined) return tool
      const parsed = resolver.parseHost(spelling)
      if (parsed.kind === 'host') return [parsed.pattern]
      problems.push(`The host "${spelling}" ${parsed.reason}.`)
      return []
    })
  return { write, network, env: spelled.flatMap((each) => each.env), problems }
}

/** Whether all that is wanted is given already. Ports and suffixes count; a wider pattern is never covered by a narrower one. */
function covered(wanted: Resolved, base: Resolved, resolver: Resolver, mode: string): boolean {
  const places = mode === 'workspace-write' ? [resolver.workspace, ...base.write] : base.write
  return (
    wanted.env.every((name) => base.env.includes(name)) &&
    wanted.write.every(
      (path) => places.some((place) => isBelow(path, place)) && !isGuarded(path, base, resolver),
    ) &&
    wanted.network.every((host) => base.network.some((given) => coversHost(given, host)))
  )
}

/** `.git` and `.github` in the workspace are captured unless granted by their own name. */
function isGuarded(path: string, base: Resolved, resolver: Resolver): boolean {
  const guards = ['.git', '.github'].map((name) => `${resolver.workspace}/${name}`)
  return guards.some(
    (guard) =>
      isBelow(path, guard) && !base.write.some((given) => isBelow(given, guard) && isBelow(path, given)),
  )
}

function unique(values: readonly string[]): readonly string[] {
  return [...new Set(values)]
}

function uniqueHosts(hosts: readonly HostPattern[]): readonly HostPattern[] {
  return [...new Map(hosts.map((host) => [`${host.host}:${host.port ?? ''}`, host])).values()]
}

function forbiddenBy(decision: Decision): string {
  const match = decision.matches.find((each) => each.decision === 'forbid')
  if (match === undefined) return 'The policy forbids it.'
  const where = `The policy forbids it (line ${match.line}).`
  return match.justification === undefined ? where : `${where} ${match.justification}`
}

function unasked(reason: FirstReason): string {
  const never = 'approval-policy is never, so nobody is asked.'
  switch (reason) {
    case 'rule':
      return `A rule wants an approval, and ${never}`
    case 'permissions':
      return `It asks for permissions beyond the policy, and ${never}`
    case 'unsandboxed':
      return `A rule lets it run only outside the sandbox, which needs an approval, and ${never}`
    case 'untrusted':
      return `It is not trusted, and ${never}`
  }
}

function requestReason(reason: FirstReason, decision: Decision): RequestReason {
  if (reason !== 'rule') return { kind: reason }
  const match = decision.matches.find((each) => each.decision === 'prompt')
  return {
    kind: 'rule',
    words: match?.pattern ?? '',
    justification: match?.justification,
    line: match?.line ?? 0,
  }
}

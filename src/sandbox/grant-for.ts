import type { Grant, HostPattern } from '../policy/grant.ts'
import type { SandboxSettings } from '../policy/policy.ts'
import type { Effect } from './effect.ts'
import { topmost } from './machine.ts'

/** Beyond so many changed paths in one directory the grant names the directory, so that people can read it. */
const maxNamedPaths = 64

/** Whether an approval could help at all: some things are refused to everyone, whoever approves. */
export function isGrantable(effect: Effect, settings: Pick<SandboxSettings, 'escalation'>): boolean {
  switch (effect.kind) {
    case 'write':
      return true
    case 'network':
      return effect.reason === undefined
    case 'syscall':
      return settings.escalation === 'unsandboxed'
  }
}

/**
 * The smallest grant that covers the evidence: the grant before, and for each effect its path or its host with the port.
 * What no approval can give is left out. A system call can only be given with no sandbox at all, where it is all the
 * evidence and the policy's `escalation` allows that.
 */
export function grantFor(
  effects: readonly Effect[],
  grant: Grant,
  settings: Pick<SandboxSettings, 'escalation'>,
): Grant {
  if (grant.kind === 'unsandboxed') return grant
  const grantable = effects.filter((effect) => isGrantable(effect, settings))
  if (grantable.length > 0 && grantable.every((effect) => effect.kind === 'syscall')) {
    return { kind: 'unsandboxed', env: grant.env }
  }
  const paths = grantable.filter((effect) => effect.kind === 'write').map((effect) => effect.path)
  const fresh = paths.filter((path) => !grant.write.includes(path))
  return {
    ...grant,
    write: [...grant.write, ...summarize(fresh)],
    network: withHosts(grant.network, grantable),
  }
}

/** Named one by one while a person can still read them; else by the directories that they lie in. */
function summarize(paths: readonly string[]): readonly string[] {
  const named = topmost(paths)
  if (named.length <= maxNamedPaths) return named
  const directories = topmost(named.map((path) => path.slice(0, path.lastIndexOf('/'))))
  // A directory as high as `/` or `/home` is no small grant: then the list stays long.
  return directories.every((path) => path.split('/').length > 3) ? directories : named
}

function withHosts(granted: readonly HostPattern[], effects: readonly Effect[]): readonly HostPattern[] {
  const result = [...granted]
  const reached = effects.filter((effect) => effect.kind === 'network')
  for (const { host, port } of reached) {
    // A question for a name is covered by the connection that followed it.
    const superseded =
      port === undefined && reached.some((other) => other.host === host && other.port !== undefined)
    if (!superseded && !result.some((pattern) => pattern.host === host && pattern.port === port)) {
      result.push({ host, port })
    }
  }
  return result
}

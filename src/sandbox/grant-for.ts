import type { Grant, HostPattern } from '../policy/grant.ts'
import type { SandboxSettings } from '../policy/policy.ts'
import type { Effect } from './effect.ts'
import { isWithin, topmost } from './machine.ts'

/** Beyond so many changed paths in one directory the grant names the directory, so that people can read it. */
const maxNamedPaths = 64

/**
 * The smallest grant that covers the evidence: the grant before, and for each effect its path or its host with the port.
 * System calls can't be granted: where they are all there is, the answer is no sandbox at all if the policy's
 * `escalation` allows that, else the grant as it was.
 */
export function grantFor(
  effects: readonly Effect[],
  grant: Grant,
  settings: Pick<SandboxSettings, 'escalation'>,
): Grant {
  if (grant.kind === 'unsandboxed') return grant
  const grantable = effects.filter((effect) => effect.kind !== 'syscall')
  if (grantable.length === 0) {
    return effects.length > 0 && settings.escalation === 'unsandboxed'
      ? { kind: 'unsandboxed', env: grant.env }
      : grant
  }
  const paths = effects.filter((effect) => effect.kind === 'write').map((effect) => effect.path)
  const fresh = paths.filter((path) => !grant.write.includes(path))
  return {
    ...grant,
    write: [...grant.write, ...summarize(fresh)],
    network: withHosts(grant.network, effects),
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

/** True when `path` lies in one of the granted places. */
export function coversPath(grant: Grant, path: string): boolean {
  return grant.kind === 'unsandboxed' || grant.write.some((granted) => isWithin(path, granted))
}

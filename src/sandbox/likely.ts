import type { Effect } from './effect.ts'

const phrases =
  /read-only file system|permission denied|operation not permitted|could not resolve host|network is unreachable|temporary failure in name resolution/i
const maxLikely = 20

/**
 * What a command's error messages say of denials, for a sandbox that can't record them. The command could have written
 * these lines itself, so every effect is `likely`, and only those that name an absolute path or a host are given.
 */
export function likelyEffects(stderr: string): readonly Effect[] {
  const effects = new Map<string, Effect>()
  for (const line of stderr.split('\n')) {
    if (effects.size >= maxLikely) break
    if (line.length > 2000 || !phrases.test(line)) continue
    const effect = effectIn(line)
    if (effect !== undefined) effects.set(JSON.stringify(effect), effect)
  }
  return [...effects.values()]
}

function effectIn(line: string): Effect | undefined {
  const host = /could not resolve host:? ([A-Za-z0-9.-]{1,253})/i.exec(line)?.[1]
  if (host !== undefined) {
    return {
      kind: 'network',
      host: host.toLowerCase(),
      port: undefined,
      certainty: 'likely',
      reason: undefined,
    }
  }
  const path = /(?:^|[\s'"‘`:])(\/[^\s'"’`:]{1,4096})/.exec(line)?.[1]
  if (path === undefined) return undefined
  return likelyWrite(path)
}

/**
 * What error messages say of attempts to rename or remove one of the given places, which the mounts that guard them refuse
 * without a record. `workspace` is the directory that the messages' relative paths are of.
 */
export function likelyRenames(
  stderr: string,
  places: readonly string[],
  workspace: string,
): readonly Effect[] {
  const lines = stderr.split('\n').filter((line) => line.length <= 2000 && /resource busy/i.test(line))
  return places
    .filter((path) => {
      const words = [path, path.slice(workspace.length + 1)].map((text) =>
        text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'),
      )
      const named = new RegExp(`(?:^|[\\s'"‘\`:]|\\./)(?:${words.join('|')})/?(?:$|[\\s'"’\`:])`)
      return lines.some((line) => named.test(line))
    })
    .map((path) => likelyWrite(path))
}

function likelyWrite(path: string): Effect {
  return {
    kind: 'write',
    path,
    change: undefined,
    certainty: 'likely',
    before: undefined,
    after: undefined,
    diff: undefined,
  }
}

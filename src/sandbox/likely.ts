import { expandPath } from './candidates.ts'
import type { Effect, WriteEffect } from './effect.ts'

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
  const path = absoluteIn(line)
  if (path === undefined) return undefined
  return likelyWrite(path)
}

function absoluteIn(line: string): string | undefined {
  return /(?:^|[\s'"‘`:])(\/[^\s'"’`:]{1,4096})/.exec(line)?.[1]
}

/** A write that an overlay refused; `inDirectory` where the message only means that if the directory above is there. */
export type Overflow = { readonly path: string; readonly inDirectory: boolean }

/**
 * What error messages say of writes that an overlay refused because the thing is of another account or group and was not made
 * ready. `directory` is the one that the messages' relative paths are of.
 */
export function overflowsIn(stderr: string, directory: string): readonly Overflow[] {
  const lines = stderr.split('\n').filter((line) => line.length <= 2000)
  const found = lines.flatMap((line): readonly Overflow[] => {
    // Node says so of a directory that it makes with those above it.
    const made = /ENOENT: no such file or directory, mkdir '(\/[^']+)'/.exec(line)?.[1]
    if (made !== undefined) return [{ path: made, inDirectory: true }]
    if (!/value too large for defined data type/i.test(line)) return []
    const text =
      absoluteIn(line) ??
      /['"‘`]([^'"’`]+)['"’`]/.exec(line)?.[1] ??
      /(?:^|: )(?:cannot \w+ )?([^:]+): value too large/i.exec(line)?.[1]
    const path = text === undefined ? undefined : expandPath(text, directory, undefined)
    return path === undefined ? [] : [{ path, inDirectory: false }]
  })
  return found.slice(0, maxLikely)
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

/** A write that nothing but a message tells of. */
export function likelyWrite(path: string): WriteEffect {
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

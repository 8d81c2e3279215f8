import type { FollowedScript } from '../assessment/subject.ts'
import { canonicalJson } from '../command/fingerprint.ts'

/**
 * Whether these are the very scripts that were shown, and none more: one that was not there when the command was shown
 * has been read by nobody.
 */
export function sameScripts(shown: readonly FollowedScript[], now: readonly FollowedScript[]): boolean {
  const facts = (scripts: readonly FollowedScript[]) => scripts.map(({ path, digest }) => [path, digest])
  return canonicalJson(facts(shown)) === canonicalJson(facts(now))
}

import { realpathSync, statSync } from 'node:fs'
import type { Identity } from '../../sandbox/machine.ts'
import { namesIn, wholeText } from './file-state.ts'

/** Whose rights commands have: the gate's own; where that is root, the owner's of the workspace. */
export function identityFor(workspace: string): Identity {
  const own = { uid: process.geteuid?.() ?? -1, gid: process.getegid?.() ?? -1 }
  if (own.uid !== 0) return own
  const { uid, gid } = statSync(workspace)
  return uid === 0 ? own : { uid, gid }
}

/** The identity's home directory as a real path; undefined where it has none of its own. */
export function findHome(identity: Identity, jobEnv: Readonly<Record<string, string>>): string | undefined {
  for (const path of [jobEnv['HOME'], homeInPasswd(identity.uid)]) {
    if (path === undefined || !path.startsWith('/')) continue
    try {
      const real = realpathSync(path)
      const stat = statSync(real)
      if (real !== '/' && stat.isDirectory() && (stat.uid === identity.uid || identity.uid === 0)) return real
    } catch {
      // It does not exist: the next one may.
    }
  }
  return undefined
}

/** Home directories of all users where people usually have them, as real paths. */
export function findHomes(): readonly string[] {
  const candidates = ['/root', ...namesIn('/home').map((name) => `/home/${name}`)]
  return candidates.flatMap((path) => {
    try {
      const real = realpathSync(path)
      return statSync(real).isDirectory() ? [real] : []
    } catch {
      return []
    }
  })
}

function homeInPasswd(uid: number): string | undefined {
  const lines = wholeText('/etc/passwd').split('\n')
  return lines.map((line) => line.split(':')).find((entry) => entry[2] === String(uid))?.[5]
}

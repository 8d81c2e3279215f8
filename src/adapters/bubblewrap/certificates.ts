import { realpathSync, type Stats, statSync } from 'node:fs'
import { certificatesFor, isOutOfReach } from '../../sandbox/certificates.ts'
import type { Identity } from '../../sandbox/machine.ts'
import type { SandboxedGrant } from './attempt.ts'
import type { Run } from './run.ts'

/** The job's variables for certificate authorities whose files a command may be told of: real, readable, out of its reach. */
export function trustedCertificates(run: Run, grant: SandboxedGrant): Readonly<Record<string, string>> {
  const { jobEnv, settings } = run.config
  const written = [...grant.write, ...settings.write.filter((path) => path.startsWith('/'))]
  return certificatesFor(jobEnv, (path) => {
    try {
      const real = realpathSync(path)
      const stat = statSync(real)
      const isKind = stat.isFile() || stat.isDirectory()
      return (
        isKind &&
        isReadable(stat, run.identity) &&
        [path, real].every((each) => isOutOfReach(each, run.machine, written))
      )
    } catch {
      return false
    }
  })
}

function isReadable({ mode, uid, gid }: Stats, identity: Identity): boolean {
  if (identity.uid === 0) return true
  const bit = uid === identity.uid ? 0o400 : gid === identity.gid ? 0o040 : 0o004
  return (mode & bit) !== 0
}

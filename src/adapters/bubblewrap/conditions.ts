import { existsSync } from 'node:fs'
import type { Conditions } from '../../sandbox/remedy.ts'
import { trustedProgram } from './binaries.ts'
import { wholeText } from './file-state.ts'
import { runQuietly } from './run-quietly.ts'

/** Looks at what about this machine decides whether there can be a sandbox. */
export async function readConditions(): Promise<Conditions> {
  return {
    platform: process.platform,
    isContainer:
      existsSync('/.dockerenv') ||
      existsSync('/run/.containerenv') ||
      /docker|kubepods|containerd/.test(wholeText('/proc/1/cgroup')),
    isKubernetes:
      existsSync('/var/run/secrets/kubernetes.io') || process.env['KUBERNETES_SERVICE_HOST'] !== undefined,
    appArmorRestricts: numberIn('/proc/sys/kernel/apparmor_restrict_unprivileged_userns') === 1,
    cloneDisabled: numberIn('/proc/sys/kernel/unprivileged_userns_clone') === 0 && process.geteuid?.() !== 0,
    maxUserNamespaces: numberIn('/proc/sys/user/max_user_namespaces'),
    mayAdminister: (await administration()) !== undefined,
    hasApt: trustedProgram('apt-get') !== undefined,
  }
}

/** The words before a command that is to run as root: none for root itself, `sudo -n` where it asks no password, else undefined. */
export async function administration(): Promise<readonly string[] | undefined> {
  if (process.geteuid?.() === 0) return []
  const sudo = trustedProgram('sudo')
  if (sudo === undefined) return undefined
  const { exitCode } = await runQuietly(sudo, ['-n', 'true'], { timeoutMs: 10_000 })
  return exitCode === 0 ? [sudo, '-n'] : undefined
}

function numberIn(path: string): number | undefined {
  const text = wholeText(path).trim()
  return /^\d+$/.test(text) ? Number(text) : undefined
}

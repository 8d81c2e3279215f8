import type { Diagnosis } from '../../sandbox/remedy.ts'
import { trustedProgram } from './binaries.ts'
import { administration } from './conditions.ts'
import { runQuietly } from './run-quietly.ts'

const installMs = 180_000

/** Does what a diagnosis says can be done, as root or through sudo. Gives a sentence for the log, or undefined when it failed. */
export async function remedy(
  fix: NonNullable<Diagnosis['fix']>,
  packages: readonly string[],
): Promise<string | undefined> {
  switch (fix) {
    case 'install':
      return (await install(packages)) ? `Installed with apt-get: ${packages.join(', ')}.` : undefined
    case 'lift-apparmor':
      return await setSysctl('kernel.apparmor_restrict_unprivileged_userns', '0')
    case 'enable-clone':
      return await setSysctl('kernel.unprivileged_userns_clone', '1')
  }
}

async function install(packages: readonly string[]): Promise<boolean> {
  const once = (): Promise<boolean> =>
    asRoot('apt-get', [
      'install',
      '-y',
      '--no-install-recommends',
      '-o',
      'DPkg::Lock::Timeout=60',
      ...packages,
    ])
  // The lists of a fresh image are often empty or old: then they are fetched, and it is tried again.
  if (await once()) return true
  await asRoot('apt-get', ['update', '-o', 'DPkg::Lock::Timeout=60'])
  return await once()
}

async function setSysctl(name: string, value: string): Promise<string | undefined> {
  const done = await asRoot('sysctl', ['-w', `${name}=${value}`])
  return done ? `Set ${name}=${value} on this machine, so that commands can be sandboxed.` : undefined
}

async function asRoot(name: string, args: readonly string[]): Promise<boolean> {
  const program = trustedProgram(name)
  const before = await administration()
  if (program === undefined || before === undefined) return false
  const environment = trustedProgram('env')
  const words = [
    ...before,
    ...(environment === undefined
      ? []
      : [environment, 'DEBIAN_FRONTEND=noninteractive', 'PATH=/usr/sbin:/usr/bin:/sbin:/bin']),
    program,
    ...args,
  ]
  const { exitCode } = await runQuietly(words[0] ?? program, words.slice(1), { timeoutMs: installMs })
  return exitCode === 0
}

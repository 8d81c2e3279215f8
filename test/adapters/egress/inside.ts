import { type SpawnOptions, spawn } from 'node:child_process'
import { type EgressOptions, startEgress } from '../../../src/adapters/egress/egress.ts'
import type { HostPattern } from '../../../src/policy/grant.ts'
import type { NetworkEffect } from '../../../src/sandbox/effect.ts'
import type { Egress } from '../../../src/sandbox/egress.ts'
import { parseHostPattern } from '../../../src/sandbox/hosts.ts'

export type Identity = { readonly uid: number; readonly gid: number }

/** Who the tests run commands as: as root both root and an ordinary user, else just ourselves. */
export const identities: readonly (readonly [string, Identity | undefined])[] =
  process.getuid?.() === 0
    ? [
        ['root', undefined],
        ['an ordinary user', { uid: 65534, gid: 65534 }],
      ]
    : [['an ordinary user', undefined]]

export type Ran = { readonly output: string; readonly exitCode: number | null }

/** Starts a real egress whose world is what the test says it is; it is ready. */
export async function startTestEgress(options: Partial<EgressOptions> = {}): Promise<Egress> {
  const egress = await startEgress({
    egressScript: new URL('../../../src/egress.ts', import.meta.url).pathname,
    node: process.execPath,
    identity: undefined,
    resolve: async () => {
      throw new Error('the test has no names')
    },
    permitAddress: undefined,
    connect: undefined,
    ...options,
  })
  await egress.ready
  return egress
}

/** Runs a bash script as a command would be: in the egress's namespaces, without capabilities, with its name server. */
export function runInside(egress: Egress, script: string, identity?: Identity): Promise<Ran> {
  const file = '"$(readlink -f /etc/resolv.conf)"'
  const mounts = `mount -t tmpfs tmpfs /mnt && printf %s "$1" >/mnt/resolv && mount --bind /mnt/resolv ${file} && shift && exec /usr/bin/bwrap "$@"`
  const bwrap = [
    '--unshare-user',
    '--unshare-pid',
    '--die-with-parent',
    '--cap-drop',
    'ALL',
    '--bind',
    '/',
    '/',
  ]
  const argv = ['--dev', '/dev', '--proc', '/proc', '--', '/bin/bash', '-c', script]
  const join = ['--preserve-credentials', '-U', '-n', '-t', String(egress.holderPid)]
  const options: SpawnOptions = {
    env: { PATH: '/usr/bin:/bin:/usr/sbin:/sbin', NODE: process.execPath },
    stdio: ['ignore', 'pipe', 'pipe'],
    ...(identity ?? {}),
  }
  const shell = ['/usr/bin/unshare', '-m', '/bin/sh', '-c', mounts, 'sh', egress.resolvConf]
  const child = spawn('/usr/bin/nsenter', [...join, ...shell, ...bwrap, ...argv], options)
  return new Promise((done, fail) => {
    let output = ''
    for (const stream of [child.stdout, child.stderr]) {
      stream?.setEncoding('utf8').on('data', (text: string) => {
        output = (output + text).slice(-65_536)
      })
    }
    child.on('error', fail)
    child.on('close', (exitCode) => done({ output, exitCode }))
  })
}

/** Patterns as a policy would spell them. */
export function hosts(...texts: readonly string[]): readonly HostPattern[] {
  return texts.map((text) => {
    const parsed = parseHostPattern(text)
    if (parsed.kind === 'invalid') throw new Error(`${text} ${parsed.reason}`)
    return parsed.pattern
  })
}

/** One attempt: what it printed, and what it reached for outside the grant as `host:port` or `host`, with reasons. */
export async function attempt(
  egress: Egress,
  script: string,
  options: {
    readonly allow?: readonly string[]
    readonly deny?: readonly string[]
    readonly privateHosts?: readonly HostPattern[]
    readonly identity?: Identity | undefined
  } = {},
): Promise<Ran & { readonly effects: readonly string[] }> {
  const traffic = await egress.begin({
    allow: hosts(...(options.allow ?? [])),
    deny: hosts(...(options.deny ?? [])),
    privateHosts: options.privateHosts ?? [],
  })
  const ran = await runInside(egress, script, options.identity)
  return { ...ran, effects: (await traffic.end()).map(renderEffect) }
}

export function renderEffect(effect: NetworkEffect): string {
  const place = `${effect.host}${effect.port === undefined ? '' : ` ${effect.port}`}`
  return effect.reason === undefined ? place : `${place}: ${effect.reason}`
}

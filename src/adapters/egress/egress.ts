import { randomBytes } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { chmodSync, chownSync, mkdtempSync, realpathSync, rmSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers'
import { GateError } from '../../errors.ts'
import type { HostPattern } from '../../policy/grant.ts'
import type { Egress } from '../../sandbox/egress.ts'
import { covers } from '../../sandbox/hosts.ts'
import { isPrivateAddress } from '../../sandbox/private-address.ts'
import { type Conversation, converse } from './conversation.ts'
import { networkEffects } from './evidence.ts'
import { type Gateway, openGateway } from './gateway.ts'
import {
  findHelpers,
  findPerl,
  type Holder,
  type Maps,
  mapEveryone,
  spawnHolder,
  type User,
} from './holder.ts'
import { resolvConf } from './network.ts'
import { type Connect, connectTo, type PermitAddress, type Resolve } from './upstream.ts'
import type { Report } from './wire.ts'

/** How an egress is started. */
export type EgressOptions = {
  /** The entry of the egress process, a path that `identity` may read. */
  readonly egressScript: string
  /** The Node that runs it. */
  readonly node: string
  /** Whose commands will join; undefined: our own user's. */
  readonly identity: User | undefined
  /** How names are resolved; undefined: as this machine does. */
  readonly resolve: Resolve | undefined
  /** Private addresses that may be connected to, of any kind, beyond an attempt's `privateHosts`; undefined: none. */
  readonly permitAddress: PermitAddress | undefined
  /** How a checked address is connected to; undefined: directly. */
  readonly connect: Connect | undefined
  /** `none`: as on a machine without perl, where only connections to common ports are recorded. */
  readonly packetLog?: 'none'
}

const readyMs = 15_000
const reportMs = 20_000
const closeMs = 1000

async function resolveHere(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: 'verbatim' })
  return found.map(({ address }) => address)
}

/** What to do about what the holder printed: the first that fits. */
const remedies: readonly (readonly [RegExp, string])[] = [
  [
    /Unknown device type|Operation not supported/i,
    'The kernel has no veth devices: load them with `sudo modprobe veth`.',
  ],
  [
    /uid_map|unshare failed|Operation not permitted/i,
    'User namespaces are closed to this user; `command-gate doctor` shows how to open them here.',
  ],
  [
    /Permission denied|not found|Cannot find module/i,
    'The user whose commands run must be able to read Node and the egress script.',
  ],
]

/** The lines that say what went wrong, without the stack traces around them. */
function telling(stderr: string): string {
  const lines = stderr.split('\n').filter((line) => /error|denied|fail|not |unknown|cannot/i.test(line))
  return lines.slice(0, 3).join('; ').slice(0, 500)
}

function unavailable(error: unknown, stderr: string): GateError {
  const detail = telling(stderr)
  const reason = error instanceof Error ? error.message : String(error)
  const [, hint] = remedies.find(([pattern]) => pattern.test(detail)) ?? [
    undefined,
    'Run `command-gate doctor`: it shows what the network for commands needs and what is missing.',
  ]
  const message = `the network for commands could not be set up: ${reason}. ${detail}`.trim()
  return new GateError('SANDBOX_UNAVAILABLE', message, { cause: error, hint })
}

/** This machine's name, with and without its domain. */
function ownNames(): readonly string[] {
  const name = hostname().toLowerCase()
  return [name, name.replace(/\..*$/, '')]
}

/** A directory that nobody but the identity may enter. */
function makeDirectory(identity: User | undefined): string {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'command-gate-egress-'))
  if (identity !== undefined) chownSync(directory, identity.uid, identity.gid)
  return directory
}

function permitFor(privateHosts: readonly HostPattern[], { permitAddress }: EgressOptions): PermitAddress {
  return (host, address) => {
    const kind = isPrivateAddress(address)
    const inside = kind === 'private' || kind === 'shared (carrier-grade NAT)'
    return (inside && covers(privateHosts, host, undefined)) || permitAddress?.(host, address) === true
  }
}

function serveAttempts(
  conversation: Conversation,
  gateway: Gateway,
  options: EgressOptions,
  ready: Egress['ready'],
): Egress['begin'] {
  const resolve = options.resolve ?? resolveHere
  const connect = options.connect ?? connectTo
  let serial = 0
  let isOpen = false
  return async (reach) => {
    if (isOpen) throw new GateError('INTERNAL', 'two attempts may not use the network at once')
    isOpen = true
    await ready
    serial += 1
    const attempt = serial
    const { allow, deny, privateHosts = [] } = reach
    const permitAddress = permitFor(privateHosts, options)
    gateway.open(attempt, { allow, deny }, { resolve, permitAddress, connect })
    conversation.send({ kind: 'begin', attempt, reach: { allow, deny } })
    await hear(conversation, attempt)
    return {
      end: async () => {
        conversation.send({ kind: 'end', attempt })
        const report = await hear(conversation, attempt)
        if (report.kind !== 'ended')
          throw new GateError('SANDBOX_FAILED', 'the egress process gave no evidence')
        const refusals = await gateway.shut()
        isOpen = false
        return networkEffects({ ...report, refusals }, reach)
      },
    }
  }
}

/** The next report, which must be on this attempt: evidence of another one is no evidence. */
async function hear(
  conversation: Conversation,
  attempt: number,
): Promise<Extract<Report, { readonly attempt: number }>> {
  const report = await conversation.next(reportMs)
  if ('attempt' in report && report.attempt === attempt) return report
  throw new GateError('SANDBOX_FAILED', 'the egress process reported on another attempt than the current one')
}

async function endHolder(holder: Holder): Promise<void> {
  if (holder.exitCode !== null || holder.signalCode !== null) return
  const ended = new Promise<void>((done) => holder.once('exit', () => done()))
  holder.stdin.end()
  const timer = setTimeout(() => holder.kill('SIGKILL'), closeMs)
  await ended
  clearTimeout(timer)
}

async function becomesReady(conversation: Conversation): Promise<readonly string[]> {
  const report = await conversation.next(readyMs)
  return report.kind === 'ready' ? report.notes : []
}

/** Resolves when the namespaces are there and can be joined. */
async function hold(holder: Holder, conversation: Conversation, maps: Maps): Promise<void> {
  if (maps === 'awaited') {
    const report = await conversation.next(readyMs)
    if (report.kind !== 'unmapped' || holder.pid === undefined) {
      throw new GateError('SANDBOX_FAILED', 'the holder did not wait for its users')
    }
    mapEveryone(holder.pid)
    conversation.nudge()
  }
  const report = await conversation.next(readyMs)
  if (report.kind !== 'held') throw new GateError('SANDBOX_FAILED', 'the holder did not say that it holds')
}

/**
 * Starts the one egress of a run: a user namespace with two network namespaces on a wire. Commands join the one and have its
 * loopback for themselves; all else that they send arrives in the other, where the egress process answers for every address.
 * Resolves when the namespaces can be joined. Throws SANDBOX_UNAVAILABLE with a remedy where this can't be had. Both processes end
 * with this one, however it ends.
 */
export async function startEgress(options: EgressOptions): Promise<Egress> {
  const { identity } = options
  const helpers = findHelpers()
  const directory = makeDirectory(identity)
  const socketPath = join(directory, 'gate')
  const token = randomBytes(32).toString('hex')
  // The holder makes its namespaces while the door is opened.
  const opening = openGateway(socketPath, token)
  const maps: Maps = identity === undefined && process.geteuid?.() === 0 ? 'awaited' : 'own-user'
  const holder = spawnHolder({
    helpers,
    node: options.node,
    script: options.egressScript,
    user: identity,
    maps,
  })
  const conversation = converse(holder)
  async function close(): Promise<void> {
    await opening.then(
      (gateway) => gateway.close(),
      () => undefined,
    )
    await endHolder(holder)
    rmSync(directory, { recursive: true, force: true })
  }
  async function fail(error: unknown): Promise<never> {
    await close()
    throw unavailable(error, conversation.stderr())
  }
  try {
    const gateway = await opening
    chmodSync(socketPath, 0o600)
    if (identity !== undefined) chownSync(socketPath, identity.uid, identity.gid)
    await hold(holder, conversation, maps)
    conversation.send({
      kind: 'start',
      socketPath,
      token,
      ownNames: ownNames(),
      perl: options.packetLog === 'none' ? undefined : findPerl(),
    })
    const ready = becomesReady(conversation).catch(fail)
    // Whoever waits for it meets the error.
    ready.catch(() => undefined)
    return {
      holderPid: holder.pid ?? 0,
      resolvConf,
      ready,
      begin: serveAttempts(conversation, gateway, options, ready),
      close,
    }
  } catch (error) {
    return await fail(error)
  }
}

import { randomBytes } from 'node:crypto'
import { lookup } from 'node:dns/promises'
import { chmodSync, chownSync, mkdtempSync, realpathSync, rmSync, writeFileSync } from 'node:fs'
import { hostname, tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout } from 'node:timers'
import { GateError } from '../../errors.ts'
import type { HostPattern } from '../../policy/grant.ts'
import type { NetworkEffect } from '../../sandbox/effect.ts'
import { covers, type Reach } from '../../sandbox/hosts.ts'
import { isPrivateAddress } from '../../sandbox/private-address.ts'
import { type Conversation, converse } from './conversation.ts'
import { networkEffects } from './evidence.ts'
import { type Gateway, openGateway } from './gateway.ts'
import { findPerl, type Holder, spawnHolder, type User } from './holder.ts'
import { resolvConf } from './network.ts'
import type { PermitAddress, Resolve } from './upstream.ts'

/** What one attempt may reach. */
export type AttemptReach = Reach & {
  /** Granted hosts that may also be at private addresses: registries inside the company, from the runner's own settings. */
  readonly privateHosts: readonly HostPattern[]
}

/** The network of one attempt. */
export type Traffic = {
  /**
   * What the attempt reached for outside its grant. To be called when its last process is gone: all that was sent before is in
   * it, and every connection that is still open ends.
   */
  readonly end: () => Promise<readonly NetworkEffect[]>
}

/** The one network of a run's commands. */
export type Egress = {
  /** The process whose user and network namespaces commands join. */
  readonly holderPid: number
  /** A file to be bound over /etc/resolv.conf. */
  readonly resolvConf: string
  /** What people should know of this machine's evidence. */
  readonly notes: readonly string[]
  /** Opens an attempt; attempts follow one another. Throws while another is open. */
  readonly begin: (reach: AttemptReach) => Traffic
  /** Ends the egress and its namespaces. May be called twice. */
  readonly close: () => Promise<void>
}

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
  /** Private addresses that may be connected to, beyond an attempt's `privateHosts`; undefined: none. */
  readonly permitAddress: PermitAddress | undefined
}

const readyMs = 15_000
const reportMs = 20_000
const closeMs = 1000

async function resolveHere(host: string): Promise<readonly string[]> {
  const found = await lookup(host, { all: true, order: 'verbatim' })
  return found.map(({ address }) => address)
}

function unavailable(error: unknown, stderr: string): GateError {
  const detail = stderr.trim().slice(-500)
  const reason = error instanceof Error ? error.message : String(error)
  const hint = /Unknown device type|not supported/i.test(detail)
    ? 'The kernel has no veth devices: load them with `sudo modprobe veth`.'
    : 'Commands need a user namespace with a network of its own; `command-gate doctor` shows what is missing.'
  const message = `the network for commands could not be set up: ${reason}. ${detail}`.trim()
  return new GateError('SANDBOX_UNAVAILABLE', message, { cause: error, hint })
}

/** A directory that nobody but the identity may enter, with the name server's address in it. */
function makeDirectory(identity: User | undefined): string {
  const directory = mkdtempSync(join(realpathSync(tmpdir()), 'command-gate-egress-'))
  writeFileSync(join(directory, 'resolv.conf'), resolvConf, { mode: 0o644 })
  if (identity !== undefined) chownSync(directory, identity.uid, identity.gid)
  return directory
}

function permitFor(reach: AttemptReach, permitted: PermitAddress | undefined): PermitAddress {
  return (host, address) => {
    const kind = isPrivateAddress(address)
    const inside = kind === 'private' || kind === 'shared (carrier-grade NAT)'
    return (inside && covers(reach.privateHosts, host, undefined)) || permitted?.(host, address) === true
  }
}

function serveAttempts(
  conversation: Conversation,
  gateway: Gateway,
  options: EgressOptions,
): Egress['begin'] {
  const resolve = options.resolve ?? resolveHere
  let serial = 0
  let isOpen = false
  return (reach) => {
    if (isOpen) throw new GateError('INTERNAL', 'two attempts may not use the network at once')
    isOpen = true
    serial += 1
    const attempt = serial
    const { allow, deny } = reach
    gateway.open(
      attempt,
      { allow, deny },
      { resolve, permitAddress: permitFor(reach, options.permitAddress) },
    )
    conversation.send({ kind: 'begin', attempt, reach: { allow, deny } })
    return {
      end: async () => {
        conversation.send({ kind: 'end', attempt })
        const report = await conversation.next(reportMs)
        const refusals = gateway.shut()
        isOpen = false
        if (report.kind === 'ended' && report.attempt === attempt)
          return networkEffects({ ...report, refusals }, reach)
        throw new GateError(
          'SANDBOX_FAILED',
          'the egress process reported on another attempt than the current one',
        )
      },
    }
  }
}

async function endHolder(holder: Holder): Promise<void> {
  if (holder.exitCode !== null || holder.signalCode !== null) return
  const ended = new Promise<void>((done) => holder.once('exit', () => done()))
  holder.stdin.end()
  const timer = setTimeout(() => holder.kill('SIGKILL'), closeMs)
  await ended
  clearTimeout(timer)
}

/**
 * Starts the one egress of a run: a user namespace with two network namespaces on a wire. Commands join the one and have its
 * loopback for themselves; all else that they send arrives in the other, where the egress process answers for every address.
 * Throws SANDBOX_UNAVAILABLE with a remedy where this can't be had. Both processes end with this one, however it ends.
 */
export async function startEgress(options: EgressOptions): Promise<Egress> {
  const { identity } = options
  const directory = makeDirectory(identity)
  const socketPath = join(directory, 'gate')
  const token = randomBytes(32).toString('hex')
  const gateway = await openGateway(socketPath, token)
  chmodSync(socketPath, 0o600)
  if (identity !== undefined) chownSync(socketPath, identity.uid, identity.gid)
  const holder = spawnHolder({ node: options.node, script: options.egressScript, user: identity })
  const conversation = converse(holder)
  async function close(): Promise<void> {
    gateway.close()
    await endHolder(holder)
    rmSync(directory, { recursive: true, force: true })
  }
  try {
    conversation.send({
      kind: 'start',
      socketPath,
      token,
      ownNames: [hostname().toLowerCase()],
      perl: findPerl(),
    })
    const ready = await conversation.next(readyMs)
    return {
      holderPid: holder.pid ?? 0,
      resolvConf: join(directory, 'resolv.conf'),
      notes: ready.kind === 'ready' ? ready.notes : [],
      begin: serveAttempts(conversation, gateway, options),
      close,
    }
  } catch (error) {
    await close()
    throw unavailable(error, conversation.stderr())
  }
}

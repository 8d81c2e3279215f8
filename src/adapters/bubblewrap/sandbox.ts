import { randomBytes } from 'node:crypto'
import { setTimeout as sleep } from 'node:timers/promises'
import type { OutputChunk, Sandbox } from '../../ports.ts'
import type { ApplyResult, Attempt, ChangeSet } from '../../sandbox/attempt.ts'
import type { RecordedChange } from '../../sandbox/change.ts'
import { verdictOf } from '../../sandbox/denial.ts'
import type { Effect } from '../../sandbox/effect.ts'
import type { Egress } from '../../sandbox/egress.ts'
import type { Variant } from '../../sandbox/places.ts'
import { applyChanges } from './apply.ts'
import { type AttemptRequest, isTransaction, launchOver, type SandboxedGrant, variantFor } from './attempt.ts'
import { stampOf } from './collect.ts'
import { endedBeyond, outputNotes, setupFailure, unavailable } from './ending.ts'
import { digestOfChanges } from './evidence.ts'
import type { HeadStart } from './head-start.ts'
import { isNowhere, type Launched } from './launch.ts'
import { type LayerPool, openPool } from './layer-pool.ts'
import type { MountedLayer } from './layer-set.ts'
import { sweepLeftovers } from './leftovers.ts'
import { prepareRun } from './prepare.ts'
import { makeRoom } from './room.ts'
import type { Run, SandboxConfig } from './run.ts'
import { type Left, readLeft } from './settle.ts'
import { toldBy } from './uncovered.ts'
import { runUnsandboxed } from './unsandboxed.ts'
import { openWatch, type Watch } from './watch.ts'

/** How long a run that has ended waits for its overlays to be dropped, in milliseconds. */
const tidyMs = 5_000

/** Changes that wait for an answer, with the overlays that hold their content. */
type Pending = { readonly changes: readonly RecordedChange[]; readonly layers: readonly MountedLayer[] }

/**
 * A sandbox for the commands of one run on this machine, made ready with its first attempt at the latest. What can't be made
 * ready is the ending of every attempt, with the reason and the remedy; no command ever runs without it. `ahead` is what was begun
 * before, and the sandbox's from now on.
 */
export async function createSandbox(config: SandboxConfig, ahead?: HeadStart): Promise<Sandbox> {
  const pending = new Map<string, Pending>()
  let prepared: Promise<Prepared> | undefined
  const prepare = (): Promise<Prepared> => {
    prepared ??= prepareRun(config, ahead?.claim).then((result) =>
      result.kind === 'ready'
        ? { ...result, pool: openPool(result.run, result.first), watch: watchOver(result.run) }
        : result,
    )
    return prepared
  }
  const release = async (changes: ChangeSet): Promise<Pending | undefined> => {
    const held = pending.get(changes.id)
    pending.delete(changes.id)
    return held
  }
  let swept: Promise<unknown> | undefined
  return {
    // An attempt waits for the same promise and meets the error.
    prepare: async () => void (await prepare().catch(() => undefined)),
    async attempt(request, onOutput, signal) {
      const { grant } = request
      if (grant.kind === 'unsandboxed') {
        const attempt = await runUnsandboxed(config, { ...request, grant }, onOutput, signal)
        if (prepared !== undefined) await renewPool(await prepared)
        return attempt
      }
      const ready = await prepare()
      if (ready.kind === 'unavailable') return unavailable(request, ready)
      swept ??= sweepLeftovers(ready.run.binaries, ready.run.identity)
      return await attemptIn(ready, { ...request, grant }, onOutput, signal, pending)
    },
    async apply(changes): Promise<ApplyResult> {
      const held = await release(changes)
      const ready = await prepare()
      if (held === undefined || ready.kind === 'unavailable') {
        return { kind: 'refused', reason: 'These changes are no longer kept.' }
      }
      if (digestOfChanges(held.changes) !== changes.digest) {
        return { kind: 'refused', reason: 'The kept changes are not the ones that were shown.' }
      }
      const result = applyChanges(held.changes, ready.run.identity, 'checked')
      await ready.pool.retire(held.layers)
      await ready.pool.renew(changes.paths)
      return result
    },
    async discard(changes) {
      const held = await release(changes)
      const ready = await prepare()
      if (held !== undefined && ready.kind === 'ready') await ready.pool.retire(held.layers)
    },
    async close() {
      await ahead?.giveUp()
      if (prepared === undefined) return
      const ready = await prepared
      prepared = undefined
      if (ready.kind !== 'ready') return
      // What is still being tidied goes with the namespace: it must not hold up what the run has come to.
      const tidy = Promise.allSettled([swept, ready.pool.settle()])
      await Promise.race([tidy, sleep(tidyMs, undefined, { ref: false })])
      await ready.run.close()
    },
  }
}

type Traffic = Awaited<ReturnType<Egress['begin']>>
type Ready = { readonly kind: 'ready'; readonly run: Run; readonly pool: LayerPool; readonly watch: Watch }
type Unavailable = { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string }
type Prepared = Ready | Unavailable

async function renewPool(prepared: Prepared): Promise<void> {
  if (prepared.kind === 'ready') await prepared.pool.renew(['/'])
}

type SandboxedRequest = AttemptRequest & { readonly grant: SandboxedGrant }

async function attemptIn(
  ready: Ready,
  request: SandboxedRequest,
  onOutput: (chunk: OutputChunk) => void,
  signal: AbortSignal,
  pending: Map<string, Pending>,
): Promise<Attempt> {
  const { run, pool } = ready
  const variant = variantFor(run, request.grant)
  const stage = await openStage(ready, request, variant)
  if (stage.kind === 'failed') return unavailable(request, stage)
  const { layers, traffic } = stage
  const stamps = new Map(layers.map((mounted) => [mounted, stampOf(mounted)]))
  const watching = ready.watch.begin(variant)
  const launched = await launchOver(run, layers, request, onOutput, signal)
  const network = (await traffic?.end()) ?? []
  if (!launched.started && !isNowhere(launched)) {
    await pool.retire(layers)
    return unavailable(request, setupFailure(launched))
  }
  const left = readLeft(run, stamps, request.grant, watching)
  if (request.grant.write.length > 0) await pool.renew(request.grant.write)
  const ended = left.beyond === undefined ? launched : endedBeyond(launched, left.beyond)
  const told = toldBy(run, layers, {
    stderr: isSuccess(ended) ? '' : ended.stderrTail,
    directory: `${run.machine.workspace}/${request.command.workingDirectory}`,
    grant: request.grant,
  })
  const effects = [...left.effects, ...network, ...told.effects]
  const attempt = describe(run, request, ended, { effects, notes: told.notes })
  const isAllOrNothing = isTransaction(run, request.grant)
  return await settle({ ready, attempt, left, layers, variant, isTransaction: isAllOrNothing, pending })
}

type Stage =
  | { readonly kind: 'open'; readonly layers: readonly MountedLayer[]; readonly traffic: Traffic | undefined }
  | { readonly kind: 'failed'; readonly reason: string; readonly remedy: string }

/** What an attempt stands on. A failure here is before anything ran. */
async function openStage(ready: Ready, request: SandboxedRequest, variant: Variant): Promise<Stage> {
  const { run, pool } = ready
  try {
    const layers = await pool.take(variant)
    await makeRoom(run)
    const { denyHosts = [], privateHosts = [] } = run.config
    const reach = { allow: request.grant.network, deny: denyHosts, privateHosts }
    return { kind: 'open', layers, traffic: await run.egress?.begin(reach) }
  } catch (error) {
    const reason = `The sandbox of this run is no longer there: ${error instanceof Error ? error.message : String(error)}.`
    return {
      kind: 'failed',
      reason,
      remedy: 'Run the job again; if it stays, `command-gate doctor` names the cause.',
    }
  }
}

function watchOver(run: Run): Watch {
  return openWatch({ ...run, store: `${run.directory}/programs` })
}

function isSuccess({ ending }: Launched): boolean {
  return ending.kind === 'exited' && ending.exitCode === 0
}

/** Decides what becomes of what was left: written now, kept for an answer, or dropped. */
async function settle(context: {
  readonly ready: Ready
  readonly attempt: Attempt
  readonly left: Left
  readonly layers: readonly MountedLayer[]
  readonly variant: Variant
  readonly isTransaction: boolean
  readonly pending: Map<string, Pending>
}): Promise<Attempt> {
  const { ready, attempt, left, layers, pending } = context
  const { run, pool } = ready
  const inGrant = [...left.granted, ...left.workspace]
  if (left.isUntouched && left.captured.length + inGrant.length === 0) {
    pool.giveBack(context.variant, layers)
    return attempt
  }
  const offer = { ...attempt, changes: left.captured.length === 0 ? undefined : changeSet([]) }
  const verdict = verdictOf(offer, run.config.settings)
  const isAllOrNothing = context.isTransaction
  const stays = isAllOrNothing ? verdict.kind === 'succeeded' : left.beyond === undefined
  // Sockets and pipes of processes that are gone are of use to nobody.
  const now = stays ? inGrant.filter(({ after }) => after?.type !== 'other') : []
  const written = applyChanges(now, run.identity, 'unchecked')
  if (now.length > 0) await pool.renew(now.map(({ path }) => path))
  if (written.kind !== 'applied') {
    await pool.retire(layers)
    const detail = `its changes to the workspace could not be moved in: ${written.reason}`
    return { ...attempt, ending: { kind: 'limit', limit: 'scratch', detail } }
  }
  const committed =
    now.length === 0 ? attempt : { ...attempt, written: now.map(({ path, change }) => ({ path, change })) }
  pool.prepare(context.variant)
  if (verdict.kind !== 'ask-apply') {
    await pool.retire(layers)
    return committed
  }
  const kept = isAllOrNothing ? [...left.captured, ...inGrant] : left.captured
  const changes = changeSet(kept)
  pending.set(changes.id, { changes: kept, layers })
  return { ...committed, changes }
}

function changeSet(changes: readonly RecordedChange[]): ChangeSet {
  return {
    id: randomBytes(8).toString('hex'),
    digest: digestOfChanges(changes),
    paths: changes.map(({ path }) => path).sort(),
  }
}

function describe(
  run: Run,
  request: SandboxedRequest,
  launched: Launched,
  found: { readonly effects: readonly Effect[]; readonly notes: readonly string[] },
): Attempt {
  return {
    grant: request.grant,
    backend: run.backend,
    ending: launched.ending,
    effects: found.effects,
    changes: undefined,
    output: launched.output,
    durationMs: launched.durationMs,
    notes: [...run.notes(), ...found.notes, ...outputNotes(launched.output.totalBytes)],
  }
}

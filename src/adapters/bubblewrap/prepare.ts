import { GateError } from '../../errors.ts'
import { type Diagnosis, diagnose, type Problem } from '../../sandbox/remedy.ts'
import { readConditions } from './conditions.ts'
import { type Laid, layGround } from './ground.ts'
import { type Probed, probe } from './probe.ts'
import { openRun, type Run, type SandboxConfig } from './run.ts'
import { remedy } from './setup.ts'

/** Everything made ready for the commands of a run, or why not and what to do about it. */
export type Preparation =
  | { readonly kind: 'ready'; readonly run: Run; readonly first: Pick<Probed, 'variant' | 'layers'> }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string }

/** A preparation, or what was wrong before anything was remedied. */
export type Tried = Preparation | { readonly kind: 'problem'; readonly problem: Problem }

/** Hands over what was made ready for exactly this, if anything was. */
export type Claim = (config: SandboxConfig) => Promise<Tried | undefined>

/** So often a remedy is followed by another look. */
const maxRemedies = 3

/**
 * Makes everything ready and lets a real sandbox check itself. What is missing is remedied where `setup` is `auto` and it can be;
 * everything else is the answer. `claim` gives what was made ready before. Never throws.
 */
export async function prepareRun(config: SandboxConfig, claim?: Claim): Promise<Preparation> {
  const done = new Set<string>()
  for (;;) {
    const tried = await tryTwice(config, done.size === 0 ? claim : undefined)
    if (tried.kind !== 'problem') return tried
    const diagnosis = diagnose(tried.problem, await readConditions())
    const { fix } = diagnosis
    const unavailable = { kind: 'unavailable', reason: diagnosis.reason, remedy: diagnosis.remedy } as const
    if (config.setup !== 'auto' || fix === undefined || done.has(fix) || done.size >= maxRemedies)
      return unavailable
    done.add(fix)
    const packages = tried.problem.kind === 'missing' ? tried.problem.packages : []
    const note = await remedy(fix, packages)
    if (note === undefined) return unavailable
    config.onNote?.(note)
  }
}

/** The same without remedies, as plain words: for `doctor`. */
export async function diagnoseRun(config: SandboxConfig): Promise<Diagnosis | undefined> {
  const tried = await tryOn(config, layGround(config))
  if (tried.kind === 'ready') await tried.run.close()
  if (tried.kind === 'problem') return diagnose(tried.problem, await readConditions())
  return tried.kind === 'unavailable' ? { ...tried, fix: undefined } : undefined
}

/** What others removed while it was looked at is no reason to give up: what is really wrong is wrong again. */
async function tryTwice(config: SandboxConfig, claim: Claim | undefined): Promise<Tried> {
  const first = (await claimed(config, claim)) ?? (await tryOn(config, layGround(config)))
  return first.kind === 'problem' && first.problem.kind === 'refused' && process.platform === 'linux'
    ? await tryOn(config, layGround(config))
    : first
}

async function claimed(config: SandboxConfig, claim: Claim | undefined): Promise<Tried | undefined> {
  return claim?.(config)
}

/** Makes everything ready on this ground, once and without remedies. The ground is closed where that fails. Never throws. */
export async function tryOn(config: SandboxConfig, ground: Promise<Laid>): Promise<Tried> {
  try {
    const laid = await ground
    if (laid.kind === 'problem') return laid
    const run = await openRun(config, laid.ground)
    const { faults, ...first } = await probe(run)
    if (faults.length === 0) return { kind: 'ready', run, first }
    await run.close()
    return { kind: 'problem', problem: { kind: 'refused', message: `the probe found: ${faults.join('; ')}` } }
  } catch (error) {
    return failure(error)
  }
}

function failure(error: unknown): Tried {
  if (error instanceof GateError && error.code === 'SANDBOX_FAILED') {
    return { kind: 'unavailable', reason: error.message, remedy: error.hint ?? '' }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { kind: 'problem', problem: { kind: 'refused', message } }
}

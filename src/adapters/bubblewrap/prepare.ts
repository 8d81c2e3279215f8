import { GateError } from '../../errors.ts'
import { type Diagnosis, diagnose, type Problem } from '../../sandbox/remedy.ts'
import { findBinaries } from './binaries.ts'
import { readConditions } from './conditions.ts'
import { identityFor } from './identity.ts'
import { probe } from './probe.ts'
import { openRun, type Run, type SandboxConfig } from './run.ts'
import { remedy } from './setup.ts'

/** Everything made ready for the commands of a run, or why not and what to do about it. */
export type Preparation =
  | { readonly kind: 'ready'; readonly run: Run }
  | { readonly kind: 'unavailable'; readonly reason: string; readonly remedy: string }

/** So often a remedy is followed by another look. */
const maxRemedies = 3

/**
 * Makes everything ready and lets a real sandbox check itself. What is missing is remedied where `setup` is `auto` and it
 * can be; everything else is the answer. Never throws.
 */
export async function prepareRun(config: SandboxConfig): Promise<Preparation> {
  const done = new Set<string>()
  for (;;) {
    const tried = await tryTwice(config)
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
  const tried = await tryOnce(config)
  if (tried.kind === 'ready') await tried.run.close()
  if (tried.kind === 'problem') return diagnose(tried.problem, await readConditions())
  return tried.kind === 'unavailable' ? { ...tried, fix: undefined } : undefined
}

/** What others removed while it was looked at is no reason to give up: what is really wrong is wrong again. */
async function tryTwice(config: SandboxConfig): ReturnType<typeof tryOnce> {
  const first = await tryOnce(config)
  return first.kind === 'problem' && first.problem.kind === 'refused' && process.platform === 'linux'
    ? await tryOnce(config)
    : first
}

async function tryOnce(
  config: SandboxConfig,
): Promise<Preparation | { readonly kind: 'problem'; readonly problem: Problem }> {
  if (process.platform !== 'linux') return { kind: 'problem', problem: { kind: 'refused', message: '' } }
  const found = findBinaries()
  if (found.kind === 'missing') return { kind: 'problem', problem: found }
  try {
    const opened = await openRun(config, found.binaries, identityFor(config.workspace))
    if (opened.kind === 'refused') return { kind: 'problem', problem: opened }
    const faults = await probe(opened.run)
    if (faults.length === 0) return { kind: 'ready', run: opened.run }
    await opened.run.close()
    return { kind: 'problem', problem: { kind: 'refused', message: `the probe found: ${faults.join('; ')}` } }
  } catch (error) {
    return failure(error)
  }
}

function failure(error: unknown): Preparation | { readonly kind: 'problem'; readonly problem: Problem } {
  if (error instanceof GateError && error.code === 'SANDBOX_FAILED') {
    return { kind: 'unavailable', reason: error.message, remedy: error.hint ?? '' }
  }
  const message = error instanceof Error ? error.message : String(error)
  return { kind: 'problem', problem: { kind: 'refused', message } }
}

import assert from 'node:assert/strict'
import { availableParallelism } from 'node:os'
import { describe, it } from 'node:test'
import { parseRecord } from '../../src/approval/marker.ts'
import { approveAll, contentOfIds, type Run, startRun } from './attempts.ts'

/**
 * Kills the gate at random moments and lets the job run again. `GATE_KILLS=200 node --test test/e2e/kill.test.ts` is the
 * whole of it.
 */
const kills = Number(process.env['GATE_KILLS'] ?? '6')
const atOnce = Number(process.env['GATE_KILLS_AT_ONCE'] ?? String(availableParallelism()))
const usualRunMs = 7_500
const usualRequests = 30

const policy = `version: 1
approval-policy: on-failure
assessment: static
rules:
  - pattern: [tee, -a]
    decision: prompt
`
const commands = '- echo run | tee -a one.log\n- echo run | tee -a two.log\n'

type Moment = { readonly afterMs: number } | { readonly afterRequests: number; readonly plusMs: number }

function randomMoment(): Moment {
  return Math.random() < 0.5
    ? { afterMs: Math.random() * usualRunMs }
    : {
        afterRequests: Math.floor(Math.random() * usualRequests),
        plusMs: Math.random() < 0.5 ? 0 : Math.random() * 40,
      }
}

/** Kills the attempt's whole process group at the moment; half of the time the machine is gone as well, post step and all. */
async function killAt(run: Run, moment: Moment, withMachine: boolean): Promise<void> {
  const { action, job } = run.attempt()
  const kill = () => {
    if (withMachine) run.github.fault({ on: /./, fault: { kind: 'reset' }, times: 'always' })
    action.kill()
  }
  if ('afterMs' in moment) setTimeout(kill, moment.afterMs)
  else {
    let seen = run.github.requests.length
    const last = seen + moment.afterRequests
    run.github.when(
      () => {
        seen += 1
        return seen > last
      },
      () => void (moment.plusMs === 0 ? kill() : setTimeout(kill, moment.plusMs)),
    )
  }
  await action.finished
  run.github.clearFaults()
  void job
}

type Found = {
  readonly moment: string
  readonly killed: boolean
  readonly runs: readonly number[]
  readonly faults: readonly string[]
}

async function trial(): Promise<Found> {
  const run = await startRun({ policy, commands })
  const moment = randomMoment()
  const withMachine = Math.random() < 0.5
  const reviewer = approveAll(run, () => Math.random() * 2_000)
  try {
    await killAt(run, moment, withMachine)
    const early = run.lines('two.log').length === 1
    const atKill = run.shown()
    const before = contentOfIds(run.versions())
    const open = (parseRecord(atKill)?.requests ?? []).filter(({ state }) => state === 'open')
    // What was shown and is not marked as used is approved by now, or will be.
    const kept = [...before].filter(([, { nonce }]) => open.some((record) => record.nonce === nonce))
    const { main } = early ? { main: undefined } : await run.attempt().action.finished
    const after = contentOfIds(run.versions())
    const runs = ['one.log', 'two.log'].map((path) => run.lines(path).length)
    const askedFor = (digest: string) => [...after.values()].filter((each) => each.digest === digest).length
    const digests = [...new Set([...after.values()].map(({ digest }) => digest))]
    const faults = [
      ...(digests.length === 2 ? [] : [`${digests.length} contents were asked about`]),
      ...(main === undefined || main.exitCode === 0
        ? []
        : [`the re-run ended with ${main.exitCode}: ${main.log}`]),
      ...digests.flatMap((digest, index) =>
        (runs[index] ?? 0) > askedFor(digest)
          ? [`command ${index + 1} ran more often than it was approved`]
          : [],
      ),
      ...kept.flatMap(([id, { digest }]) =>
        !early && askedFor(digest) > [...before.values()].filter((each) => each.digest === digest).length
          ? [`the unused request ${id} was asked anew`]
          : [],
      ),
      ...(run.botComments() === 1 ? [] : [`there are ${run.botComments()} comments`]),
      ...run.github.violations,
    ]
    return { moment: JSON.stringify({ ...moment, withMachine }), killed: !early, runs, faults }
  } finally {
    reviewer.stop()
    await run.close()
  }
}

describe('a gate that is killed at any moment, and its re-run', () => {
  it(`repeats no approved command, loses no unused approval, makes one comment (${kills} kills)`, async (test) => {
    const found: Found[] = []
    let left = kills
    const work = async () => {
      while (left-- > 0) found.push(await trial())
    }
    await Promise.all(Array.from({ length: atOnce }, work))
    const killed = found.filter((each) => each.killed).length
    const repeated = found.filter(({ runs }) => runs.some((count) => count > 1)).length
    test.diagnostic(
      `${found.length} runs, ${killed} killed before their end, ${repeated} ran a command again after a new approval`,
    )
    assert.deepEqual(
      found.filter(({ faults }) => faults.length > 0),
      [],
    )
  })
})

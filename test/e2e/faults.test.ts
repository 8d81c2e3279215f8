import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { parseRecord } from '../../src/approval/marker.ts'
import type { Fault, FaultRule } from '../fakes/github/faults.ts'
import { approveAll, contentOfIds, type Run, startRun } from './attempts.ts'

/**
 * Lets GitHub fail under a gate. `GATE_FAULTS=all node --test test/e2e/faults.test.ts` fails each call in each way, and
 * `GATE_FAULTS_AT_RANDOM=100` adds so many runs with several failures anywhere.
 */
const isWhole = process.env['GATE_FAULTS'] === 'all'
const randomRuns = Number(process.env['GATE_FAULTS_AT_RANDOM'] ?? (isWhole ? '60' : '2'))
const atOnce = Number(process.env['GATE_FAULTS_AT_ONCE'] ?? '2')

const policy = `version: 1
assessment: static
rules:
  - pattern: [tee, -a]
    decision: prompt
`
const commands = '- echo run | tee -a one.log\n'

const limited = (status: number, headers: Readonly<Record<string, string>>, message: string): Fault => ({
  kind: 'status',
  status,
  message,
  headers,
})
const resetSoon = () => String(Math.floor(Date.now() / 1_000) + 2)

/** Every way in which GitHub, or the way to it, fails. */
const ways: Readonly<Record<string, () => Fault>> = {
  '500': () => ({ kind: 'status', status: 500 }),
  '502 with HTML': () => ({ kind: 'html', status: 502 }),
  reset: () => ({ kind: 'reset' }),
  'lost answer': () => ({ kind: 'lost-answer' }),
  'no answer': () => ({ kind: 'hang' }),
  'primary limit': () =>
    limited(
      403,
      { 'x-ratelimit-remaining': '0', 'x-ratelimit-reset': resetSoon() },
      'API rate limit exceeded',
    ),
  'secondary limit, 403': () =>
    limited(403, { 'retry-after': '2' }, 'You have exceeded a secondary rate limit'),
  'secondary limit, 429': () =>
    limited(429, { 'retry-after': '2' }, 'You have exceeded a secondary rate limit'),
  '401': () => ({ kind: 'status', status: 401, message: 'Bad credentials' }),
  '404': () => ({ kind: 'status', status: 404, message: 'Not Found' }),
  '422': () => ({ kind: 'status', status: 422, message: 'Validation Failed' }),
  'truncated answer': () => ({ kind: 'truncated' }),
  'no JSON': () => ({ kind: 'not-json' }),
  'slow answer': () => ({ kind: 'slow', ms: 3_000 }),
}

/** The calls of a run, each by what it asks and the how-manieth of its kind it is. */
const calls: readonly (readonly [on: string, after: number])[] = [
  ['pulls/get', 0],
  ['repos/get-collaborator-permission-level', 0],
  ['repos/get-content', 0],
  ['repos/get-content', 1],
  ['pulls/get', 1],
  ['issues/create-comment', 0],
  ['issues/list-comments', 0],
  ['issues/list-comments', 1],
  ['graphql', 0],
  ['repos/get-collaborator-permission-level', 1],
  ['reactions/create-for-issue-comment', 0],
  ['issues/list-comments', 2],
  ['graphql', 1],
  ['repos/get-content', 2],
  ['repos/get-collaborator-permission-level', 2],
  ['graphql GateEdit', 0],
  ['graphql GateEdit', 1],
]

/** The ones that went wrong, or nearly, when they were first tried. */
const few: readonly (readonly [on: string, after: number, way: string])[] = [
  ['issues/create-comment', 0, 'lost answer'],
  ['issues/list-comments', 1, 'no JSON'],
  ['graphql', 0, 'truncated answer'],
  ['graphql GateEdit', 0, 'lost answer'],
  ['repos/get-collaborator-permission-level', 2, '404'],
  ['graphql', 1, '502 with HTML'],
  // Once taken for "there is no policy".
  ['repos/get-content', 0, '404'],
]

/** `hurried`: the reviewer answers at once, so that the first look finds it, and not the second one five seconds later. */
type Trial = { readonly title: string; readonly rules: readonly FaultRule[]; readonly hurried: boolean }
type Found = { readonly title: string; readonly attempts: number; readonly faults: readonly string[] }

function oneAtATime(): readonly Trial[] {
  const chosen = isWhole
    ? calls.flatMap(([on, after]) => Object.keys(ways).map((way) => [on, after, way] as const))
    : few
  return chosen.flatMap(([on, after, way]) => {
    const fault = ways[way]
    return fault === undefined
      ? []
      : [{ title: `${on} ${after + 1}: ${way}`, rules: [{ on, after, fault: fault() }], hurried: !isWhole }]
  })
}

function atRandom(): Trial {
  const names = Object.keys(ways)
  const rules = Array.from({ length: 1 + Math.floor(Math.random() * 4) }, () => {
    const way = names[Math.floor(Math.random() * names.length)] ?? '500'
    const after = Math.floor(Math.random() * 20)
    return { way, after, rule: { on: /./, after, fault: (ways[way] ?? resetFault)() } }
  })
  return {
    title: `at random: ${rules.map(({ way, after }) => `${way} at call ${after + 1}`).join(', ')}`,
    rules: rules.map(({ rule }) => rule),
    hurried: Math.random() < 0.5,
  }
}

const resetFault = (): Fault => ({ kind: 'reset' })

/** One run in which the calls fail; where it did not get through, the job once more, in which they don't. */
async function tryOut({ title, rules, hurried }: Trial): Promise<Found> {
  const run = await startRun({ policy, commands, inputs: { 'timeout-minutes': '1.5' } })
  for (const rule of rules) run.github.fault(rule)
  const early: string[] = []
  const reviewer = approveAll(run, () => {
    if (run.lines('one.log').length > 0) early.push('it ran before anybody approved')
    return hurried ? 0 : 300
  })
  try {
    const first = await run.attempt().action.finished
    run.github.clearFaults()
    const shown = contentOfIds(run.versions())
    const left = parseRecord(run.shown())?.requests ?? []
    const faults = [...early, ...whatIsWrong(run, first.main.exitCode === 0 ? 'through' : 'closed')]
    if (first.main.exitCode === 0) return { title, attempts: 1, faults }
    const { main } = await run.attempt().action.finished
    const again = contentOfIds(run.versions())
    // An approval may be spent on an attempt that then could not start; never on nothing.
    if (main.exitCode !== 0) faults.push(`the re-run ended with ${main.exitCode}: ${main.log}`)
    const isOpen = left.some(({ state }) => state === 'open')
    if (isOpen && again.size > shown.size) faults.push('an approval was lost')
    return { title, attempts: 2, faults: [...faults, ...whatIsWrong(run, 'through')] }
  } finally {
    reviewer.stop()
    await run.close()
  }
}

function whatIsWrong(run: Run, expected: 'through' | 'closed'): readonly string[] {
  const ran = run.lines('one.log').length
  return [
    ...(expected === 'through' && ran !== 1 ? [`it ran ${ran} times`] : []),
    ...(expected === 'closed' && ran > 0 ? ['it ran, and the job failed all the same'] : []),
    ...(expected === 'through' && run.botComments() !== 1 ? [`there are ${run.botComments()} comments`] : []),
    ...(run.botComments() > 1 ? ['there are several comments'] : []),
    ...run.github.violations,
  ]
}

async function tryAll(trials: readonly Trial[]): Promise<readonly Found[]> {
  const queue = [...trials]
  const found: Found[] = []
  const work = async () => {
    for (let next = queue.shift(); next !== undefined; next = queue.shift()) found.push(await tryOut(next))
  }
  await Promise.all(Array.from({ length: atOnce }, work))
  return found
}

describe('a GitHub that fails', () => {
  it('lets nothing run that nobody approved, loses no approval, and leaves one comment', async (test) => {
    const found = await tryAll([...oneAtATime(), ...Array.from({ length: randomRuns }, atRandom)])
    const again = found.filter(({ attempts }) => attempts > 1)
    test.diagnostic(`${found.length} runs; ${again.length} ended closed and went through when run again`)
    for (const { title } of again) test.diagnostic(`closed: ${title}`)
    assert.deepEqual(
      found.filter(({ faults }) => faults.length > 0),
      [],
    )
  })
})

/** What decides when to look again. All times in milliseconds. */
export type Moment = {
  /** Since the newest open request could be read. */
  readonly waitedMs: number
  /** Until the deadline that comes first. */
  readonly leftMs: number
  /** Looks that failed in a row. */
  readonly failures: number
  /** What the other side asked to wait. */
  readonly retryAfterMs: number | undefined
  /** Requests left in this hour for all jobs of the repository. */
  readonly remaining: number | undefined
  /** Looks in a row that brought something, and so were charged. */
  readonly charged: number
  /** From 0 up to 1; spreads the jobs of a matrix. */
  readonly random: number
}

const stages = [
  { untilMs: 120_000, everyMs: 5_000 },
  { untilMs: 600_000, everyMs: 15_000 },
  { untilMs: 3_600_000, everyMs: 30_000 },
]
const lastStageMs = 60_000

// Each gate spends a few requests: what is gone of the usual thousand tells how many wait at the same time. A larger budget
// tells nothing until it runs low. A hundred gates at 5 s would ask more often than GitHub lets a repository ask.
const shared = [
  { below: 200, everyMs: 60_000 },
  { below: 850, everyMs: 12_000 },
  { below: 950, everyMs: 8_000 },
]
// Where many gates share one pull request, no look is free.
const crowded = { charged: 2, below: 850, everyMs: 20_000 }

/**
 * How long to wait before the next look: short while somebody may be at it, longer later, a fifth more or less by
 * chance, longer after failures, when told so, and the more of the repository's requests others have spent. Never past the deadline,
 * where the last look is due.
 */
export function nextLookMs(moment: Moment): number {
  const stage = stages.find(({ untilMs }) => moment.waitedMs < untilMs)
  const base = stage?.everyMs ?? lastStageMs
  const backedOff = moment.failures === 0 ? base : Math.min(lastStageMs, base * 2 ** (moment.failures - 1))
  const { remaining = Number.POSITIVE_INFINITY } = moment
  const isCrowded = moment.charged >= crowded.charged && remaining < crowded.below
  const patient = Math.max(
    backedOff,
    shared.find(({ below }) => remaining < below)?.everyMs ?? 0,
    isCrowded ? crowded.everyMs : 0,
  )
  const jittered = Math.round(patient * (0.8 + 0.4 * moment.random))
  return Math.max(0, Math.min(moment.leftMs, Math.max(jittered, moment.retryAfterMs ?? 0)))
}

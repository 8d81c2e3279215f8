/** GitHub's documented limits for a job's own token: one hour's requests of a repository, and the secondary ones. */
const perHour = 1_000
const concurrent = 100
const pointsPerMinute = 900
const contentPerMinute = 80
const contentPerHour = 500
const graphqlPointsPerMinute = 2_000
const minuteMs = 60_000
const hourMs = 3_600_000

export type Kind = 'read' | 'post' | 'edit' | 'graphql'
export type Refusal = 'primary' | 'concurrent' | 'points' | 'content-minute' | 'content-hour'

/** One request. Points are counted for each endpoint, as GitHub's documentation has it. */
export type Arrival = { readonly kind: Kind; readonly endpoint: string; readonly at: number }

/** What was asked of GitHub, and refused. */
export type Tally = {
  requests: number
  readonly charged: Record<Kind, number>
  readonly refusals: Partial<Record<Refusal, number>>
  /** The most points that one endpoint, and all together, saw in a minute. */
  worstEndpoint: number
  worstMinute: number
}

/** Counts requests by GitHub's rules. Comments and reactions count as content; edits do not create any. */
export type Limits = {
  readonly tally: Tally
  readonly remaining: () => number
  /** Undefined: let in; call `leave` when answered, with whether nothing was new. */
  readonly enter: (arrival: Arrival) => Refusal | undefined
  readonly leave: (kind: Kind, isUnchanged: boolean) => void
}

export function createLimits(): Limits {
  const tally: Tally = {
    requests: 0,
    charged: { read: 0, post: 0, edit: 0, graphql: 0 },
    refusals: {},
    worstEndpoint: 0,
    worstMinute: 0,
  }
  let open = 0
  let used = 0
  let admitted: readonly Arrival[] = []
  return {
    tally,
    remaining: () => Math.max(0, perHour - used),
    enter: (arrival) => {
      tally.requests += 1
      admitted = admitted.filter(({ at, kind }) => at > arrival.at - (kind === 'post' ? hourMs : minuteMs))
      const minute = admitted.filter(({ at }) => at > arrival.at - minuteMs)
      const refusal = refusalOf(arrival, { minute, hour: admitted, open, used })
      if (refusal !== undefined) {
        tally.refusals[refusal] = (tally.refusals[refusal] ?? 0) + 1
        return refusal
      }
      admitted = [...admitted, arrival]
      tally.worstEndpoint = Math.max(tally.worstEndpoint, pointsAt(arrival.endpoint, minute))
      tally.worstMinute = Math.max(tally.worstMinute, pointsOf(minute))
      open += 1
      return undefined
    },
    leave: (kind, isUnchanged) => {
      open -= 1
      if (isUnchanged) return
      tally.charged[kind] += 1
      if (kind !== 'graphql') used += 1
    },
  }
}

type Situation = {
  readonly minute: readonly Arrival[]
  readonly hour: readonly Arrival[]
  readonly open: number
  readonly used: number
}

function refusalOf(
  { kind, endpoint }: Arrival,
  { minute, hour, open, used }: Situation,
): Refusal | undefined {
  if (open >= concurrent) return 'concurrent'
  if (kind === 'graphql') return pointsAt(endpoint, minute) >= graphqlPointsPerMinute ? 'points' : undefined
  if (used >= perHour) return 'primary'
  if (pointsAt(endpoint, minute) >= pointsPerMinute) return 'points'
  if (kind !== 'post') return undefined
  if (postsIn(minute) >= contentPerMinute) return 'content-minute'
  return postsIn(hour) >= contentPerHour ? 'content-hour' : undefined
}

function pointsAt(endpoint: string, arrivals: readonly Arrival[]): number {
  return pointsOf(arrivals.filter((each) => each.endpoint === endpoint))
}

function pointsOf(arrivals: readonly Arrival[]): number {
  return arrivals.reduce((sum, { kind }) => sum + (kind === 'post' || kind === 'edit' ? 5 : 1), 0)
}

function postsIn(arrivals: readonly Arrival[]): number {
  return arrivals.filter(({ kind }) => kind === 'post').length
}

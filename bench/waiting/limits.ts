/**
 * GitHub's documented limits for a job's own token: one hour's requests of a repository, one hour's GraphQL points of it, and the
 * secondary ones.
 */
const perHour = 1_000
const graphqlPointsPerHour = 1_000
const concurrent = 100
const pointsPerMinute = 900
const contentPerMinute = 80
const contentPerHour = 500
const graphqlPointsPerMinute = 2_000
const minuteMs = 60_000
const hourMs = 3_600_000

/** Reads and posts go to REST, queries and edits to GraphQL. */
export type Kind = 'read' | 'post' | 'query' | 'edit'
export type Resource = 'core' | 'graphql'
export type Refusal = 'primary' | 'graphql' | 'concurrent' | 'points' | 'content-minute' | 'content-hour'

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
  readonly remaining: (resource: Resource) => number
  /** When the hour of a resource is over: it starts with the first request. */
  readonly resetAt: (resource: Resource, now: number) => number
  /** Undefined: let in; call `leave` when answered, with whether nothing was new. */
  readonly enter: (arrival: Arrival) => Refusal | undefined
  readonly leave: (kind: Kind, isUnchanged: boolean) => void
}

export function createLimits(): Limits {
  const tally: Tally = {
    requests: 0,
    charged: { read: 0, post: 0, query: 0, edit: 0 },
    refusals: {},
    worstEndpoint: 0,
    worstMinute: 0,
  }
  let open = 0
  const used: Record<Resource, number> = { core: 0, graphql: 0 }
  const since: Partial<Record<Resource, number>> = {}
  let admitted: readonly Arrival[] = []
  return {
    tally,
    remaining: (resource) => Math.max(0, budgets[resource] - used[resource]),
    resetAt: (resource, now) => (since[resource] ?? now) + hourMs,
    enter: (arrival) => {
      tally.requests += 1
      since[resourceOf(arrival.kind)] ??= arrival.at
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
      used[resourceOf(kind)] += 1
    },
  }
}

type Situation = {
  readonly minute: readonly Arrival[]
  readonly hour: readonly Arrival[]
  readonly open: number
  readonly used: Readonly<Record<Resource, number>>
}

const budgets = { core: perHour, graphql: graphqlPointsPerHour }

/** Which hourly limit a request spends of. */
export function resourceOf(kind: Kind): Resource {
  return kind === 'query' || kind === 'edit' ? 'graphql' : 'core'
}

function refusalOf(
  { kind, endpoint }: Arrival,
  { minute, hour, open, used }: Situation,
): Refusal | undefined {
  if (open >= concurrent) return 'concurrent'
  if (resourceOf(kind) === 'graphql') {
    if (used.graphql >= graphqlPointsPerHour) return 'graphql'
    return pointsAt(endpoint, minute) >= graphqlPointsPerMinute ? 'points' : undefined
  }
  if (used.core >= perHour) return 'primary'
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

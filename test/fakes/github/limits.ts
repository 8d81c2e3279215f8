/** GitHub's limits for a job's own token; see "Rate limits for the REST API" in GitHub's docs. */
export type LimitSettings = {
  readonly perHour: number
  readonly pointsPerMinute: number
  readonly contentPerMinute: number
  readonly concurrent: number
}

export const jobTokenLimits: LimitSettings = {
  perHour: 1000,
  pointsPerMinute: 900,
  contentPerMinute: 80,
  concurrent: 100,
}

export type LimitRefusal = {
  readonly status: 403 | 429
  readonly message: string
  readonly retryAfterS?: number
}

/** Counts requests as GitHub does: a 304 costs nothing on the hourly limit. */
export type Limiter = {
  /** Called when a request arrives. */
  admit(request: { readonly write: boolean; readonly now: number }): LimitRefusal | undefined
  /** Called when it is answered. */
  charge(status: number): void
  headers(resource: string): Readonly<Record<string, string>>
  /** Sets what is left of the hour, and optionally in how many seconds it starts anew. */
  setRemaining(remaining: number, resetInS?: number): void
  readonly charged: () => number
}

export function makeLimiter(settings: LimitSettings, now: () => number): Limiter {
  let used = 0
  let open = 0
  let resetAt = Math.floor(now() / 1000) + 3600
  const recent: { at: number; points: number; content: boolean }[] = []
  const renew = () => {
    if (now() / 1000 < resetAt) return
    used = 0
    resetAt = Math.floor(now() / 1000) + 3600
  }
  return {
    admit: ({ write, now: at }) => {
      renew()
      while (recent[0] !== undefined && recent[0].at < at - 60_000) recent.shift()
      const points = recent.reduce((sum, item) => sum + item.points, 0)
      const content = recent.filter((item) => item.content).length
      open += 1
      recent.push({ at, points: write ? 5 : 1, content: write })
      if (used >= settings.perHour)
        return { status: 403, message: 'API rate limit exceeded for installation ID 1.' }
      const secondary =
        open > settings.concurrent ||
        points > settings.pointsPerMinute ||
        (write && content >= settings.contentPerMinute)
      if (!secondary) return undefined
      const message =
        'You have exceeded a secondary rate limit. Please wait a few minutes before you try again.'
      return { status: 403, message, retryAfterS: 60 }
    },
    charge: (status) => {
      open -= 1
      if (status !== 304) used += 1
    },
    headers: (resource) => ({
      'x-ratelimit-limit': String(settings.perHour),
      'x-ratelimit-remaining': String(Math.max(0, settings.perHour - used)),
      'x-ratelimit-used': String(used),
      'x-ratelimit-reset': String(resetAt),
      'x-ratelimit-resource': resource,
    }),
    setRemaining: (remaining, resetInS) => {
      used = settings.perHour - remaining
      if (resetInS !== undefined) resetAt = Math.floor(now() / 1000) + resetInS
    },
    charged: () => used,
  }
}

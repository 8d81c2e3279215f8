import type { Clock } from '../../src/ports.ts'

/** Time that passes only when nothing else is going on, so that an hour of waiting takes seconds. */
export type VirtualTime = {
  readonly clock: Clock
  /** Counts something that must end before time goes on. The function that it returns ends it. */
  readonly busy: () => () => void
  /** Lets time pass until the promise is settled. */
  readonly until: (done: Promise<unknown>) => Promise<void>
}

/** Time from a fixed start. */
export function createVirtualTime(start: number): VirtualTime {
  let now = start
  let active = 0
  const sleepers: { readonly at: number; readonly wake: () => void }[] = []
  const sleep = (ms: number, signal?: AbortSignal) =>
    new Promise<void>((resolve) => {
      if (signal?.aborted === true) return resolve()
      const sleeper = { at: now + Math.max(0, ms), wake: resolve }
      const place = sleepers.findLastIndex(({ at }) => at <= sleeper.at) + 1
      sleepers.splice(place, 0, sleeper)
    })
  return {
    clock: { now: () => now, sleep },
    busy: () => {
      active += 1
      return () => {
        active -= 1
      }
    },
    until: async (done) => {
      let isDone = false
      const settled = done.finally(() => {
        isDone = true
      })
      while (!isDone) {
        for (let quiet = 0; quiet < 3; quiet += 1) {
          await new Promise((resolve) => setImmediate(resolve))
          if (active > 0) quiet = -1
        }
        const next = sleepers.shift()
        if (next === undefined) continue
        now = Math.max(now, next.at)
        next.wake()
      }
      await settled
    },
  }
}

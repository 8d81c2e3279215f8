import type { SandboxSettings } from '../../src/policy/policy.ts'
import { printFigure } from '../figure.ts'

/** Something whose wall time is measured. */
export type Measured = { readonly name: string; readonly once: () => Promise<void> }

export const defaults: SandboxSettings = {
  mode: 'workspace-write',
  workspace: 'direct',
  write: [],
  scratch: ['~/.cache', '~/.npm'],
  hide: [],
  protect: [],
  network: { allow: [], deny: [] },
  env: { pass: [] },
  limits: { timeoutMs: 600_000, memoryBytes: 4 * 1024 ** 3, processes: 512, outputBytes: 64 * 1024 ** 2 },
  onContained: 'warn',
  capturedWrites: 'ask',
  escalation: 'widen',
}

/** Runs everything in turn, so that what else the machine does meets all alike. Times in milliseconds by name. */
export async function takeTurns(
  ways: readonly Measured[],
  rounds: number,
  warmUps = 5,
): Promise<ReadonlyMap<string, readonly number[]>> {
  const times = new Map(ways.map(({ name }) => [name, [] as number[]]))
  for (let round = -warmUps; round < rounds; round++) {
    for (const { name, once } of ways) {
      const startedAt = performance.now()
      await once()
      if (round >= 0) times.get(name)?.push(performance.now() - startedAt)
    }
  }
  return times
}

export function median(values: readonly number[]): number {
  return quantile(values, 0.5)
}

function quantile(values: readonly number[], part: number): number {
  const sorted = [...values].sort((left, right) => left - right)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN
}

/** Prints a figure for each: median, tenth and ninety-fifth percentile, in milliseconds. */
export function report(times: ReadonlyMap<string, readonly number[]>): void {
  for (const [name, values] of times) {
    const [middle, low, high] = [0.5, 0.1, 0.95].map((part) => quantile(values, part).toFixed(1))
    printFigure(name, `${middle} ms`, `p10 ${low}, p95 ${high}`)
  }
}

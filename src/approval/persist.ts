import type { Clock } from '../ports.ts'
import type { Answer, Failure } from './answer.ts'

// What must succeed as a whole needs many tries where some calls always fail.
const longestPauseMs = 10_000

/**
 * Asks again, ever more slowly, as long as the failure is one that passes and patience (in milliseconds, from the first
 * question on) lasts. Only for questions that may be asked twice. The pause that the other side asks for is kept.
 */
export async function persist<T>(
  clock: Clock,
  ask: () => Promise<Answer<T>>,
  patienceMs: number,
): Promise<Answer<T>> {
  const startedAt = clock.now()
  for (let tries = 1; ; tries += 1) {
    const answer = await ask()
    if (answer.kind === 'value' || !isPassing(answer.failure)) return answer
    const pauseMs = answer.failure.retryAfterMs ?? Math.min(longestPauseMs, 500 * 2 ** tries)
    if (clock.now() + pauseMs > startedAt + patienceMs) return answer
    await clock.sleep(pauseMs)
  }
}

function isPassing({ kind }: Failure): boolean {
  return kind === 'unreachable' || kind === 'limited'
}

import type { Clock } from '../ports.ts'
import type { Answer, Failure } from './answer.ts'

const maxTries = 5
const longestPauseMs = 60_000

/**
 * Asks again, a few times and ever more slowly, as long as the failure is one that passes. Only for questions that may
 * be asked twice. The pause that the other side asks for is kept, up to a minute.
 */
export async function persist<T>(clock: Clock, ask: () => Promise<Answer<T>>): Promise<Answer<T>> {
  let answer = await ask()
  for (
    let tries = 1;
    tries < maxTries && answer.kind === 'failure' && isPassing(answer.failure);
    tries += 1
  ) {
    const pause = answer.failure.retryAfterMs ?? 1_000 * 2 ** (tries - 1)
    await clock.sleep(Math.min(pause, longestPauseMs))
    answer = await ask()
  }
  return answer
}

function isPassing({ kind }: Failure): boolean {
  return kind === 'unreachable' || kind === 'limited'
}

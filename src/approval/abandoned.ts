import type { PullRequest } from '../ports.ts'
import type { Answer } from './answer.ts'
import type { RunContext } from './bind.ts'
import { parseRecord, runMarker } from './marker.ts'

/**
 * Closes the comment of a job that could not do so itself: for the post step, after a kill. Touches only a comment that
 * this account wrote for this very run and job, whatever a command may have written into the step's state. The record
 * stays, so that a re-run still finds the requests that were never used. The value tells whether there was one.
 */
export async function closeAbandoned(
  pullRequest: PullRequest,
  context: Pick<RunContext, 'runId' | 'job'>,
): Promise<Answer<boolean>> {
  const marker = runMarker(context)
  const found = await pullRequest.findOwn(marker)
  if (found.kind === 'failure') return found
  const [comment] = found.value
  const record = comment === undefined ? undefined : parseRecord(comment.body)
  if (comment === undefined || record === undefined || record.isClosed) return { kind: 'value', value: false }
  const hidden = comment.body
    .split('\n')
    .filter((line) => /^<!-- command-gate:.* -->$/.test(line))
    .map((line) => line.replace('command-gate:state ["open",', 'command-gate:state ["closed",'))
  const body = [
    '### Cancelled: nothing waits any more',
    '',
    'The job ended before it could say what became of its requests. A reply to them has no effect now.',
    '',
    ...hidden,
  ].join('\n')
  const edited = await pullRequest.edit(comment, body)
  return edited.kind === 'failure' ? edited : { kind: 'value', value: true }
}

import { createActionsRunner } from './adapters/actions.ts'
import { makeVisible } from './text/visible.ts'
import { jobEnvironment } from './wiring/job-environment.ts'
import { closeAfterKill } from './wiring/post.ts'

const runner = createActionsRunner()

try {
  // The main step says so itself when it came to its end; this is for the one that was killed.
  if (runner.state('ended') === undefined) await closeAfterKill(runner, jobEnvironment())
} catch (error) {
  const message = `The comment on the pull request could not be closed: ${String(error)}`
  runner.show({ kind: 'text', text: makeVisible(message) })
}

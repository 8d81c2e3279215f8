import { createActionsRunner } from './adapters/actions.ts'
import { exitCodeOf, GateError } from './errors.ts'
import { makeVisible } from './text/visible.ts'
import { runAction } from './wiring/action.ts'
import { jobEnvironment } from './wiring/job-environment.ts'
import { runResume } from './wiring/resume.ts'

const runner = createActionsRunner()

try {
  const env = jobEnvironment()
  const isResume = runner.input('resume').trim() === 'true'
  const { outcome, exitCode } = await (isResume ? runResume(runner, env) : runAction(runner, env))
  if (outcome === 'pending') leavePending(exitCode)
  else end(exitCode, `the worst ending was ${outcome}; the log and the summary tell which command and why`)
} catch (error) {
  // The one place that catches everything: whatever went wrong, the step fails and says why.
  if (error instanceof GateError) {
    end(exitCodeOf(error.code), [error.message, error.hint].filter((part) => part !== undefined).join('\n'))
  } else {
    if (error instanceof Error) runner.show({ kind: 'debug', text: makeVisible(error.stack ?? '') })
    end(1, `an error that was not expected: ${String(error)}`)
  }
}

/** Nothing went wrong, but later steps must not take it for done. */
function leavePending(exitCode: number): void {
  runner.show({
    kind: 'annotation',
    level: 'notice',
    title: 'command-gate',
    message:
      'Requests wait for an answer on the pull request. This job ends now, and an answer starts it again.',
    place: undefined,
  })
  process.exitCode = exitCode
}

function end(exitCode: number, message: string): void {
  if (exitCode !== 0) runner.fail(makeVisible(`command-gate: ${message}`))
  process.exitCode = exitCode
}

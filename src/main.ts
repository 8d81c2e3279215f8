import { createActionsRunner } from './adapters/actions.ts'
import { exitCodeOf, GateError } from './errors.ts'
import { makeVisible } from './text/visible.ts'
import { runAction } from './wiring/action.ts'
import { jobEnvironment } from './wiring/job-environment.ts'

const runner = createActionsRunner()

try {
  const { outcome, exitCode } = await runAction(runner, jobEnvironment())
  end(exitCode, `the worst ending was ${outcome}; the log and the summary tell which command and why`)
} catch (error) {
  // The one place that catches everything: whatever went wrong, the step fails and says why.
  if (error instanceof GateError) {
    end(exitCodeOf(error.code), [error.message, error.hint].filter((part) => part !== undefined).join('\n'))
  } else {
    if (error instanceof Error) runner.show({ kind: 'debug', text: makeVisible(error.stack ?? '') })
    end(1, `an error that was not expected: ${String(error)}`)
  }
}

function end(exitCode: number, message: string): void {
  if (exitCode !== 0) runner.fail(makeVisible(`command-gate: ${message}`))
  process.exitCode = exitCode
}

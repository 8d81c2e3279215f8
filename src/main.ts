import { createActionsRunner } from './adapters/actions.ts'
import { layGround } from './adapters/bubblewrap/ground.ts'
import { exitCodeOf, GateError } from './errors.ts'
import type { Conclusion } from './outcome.ts'
import { makeVisible } from './text/visible.ts'
import { startCommandEgress } from './wiring/egress.ts'
import { jobEnvironment, workspaceOf } from './wiring/job-environment.ts'
import { leaveAfter } from './wiring/leave.ts'
import { withoutSecrets } from './wiring/without-secrets.ts'

type JobEnvironment = ReturnType<typeof jobEnvironment>

const runner = createActionsRunner()

try {
  const env = jobEnvironment()
  const isResume = runner.input('resume').trim() === 'true'
  const { outcome, exitCode } = await (isResume ? resume(env) : act(env))
  if (outcome === 'pending') leavePending(exitCode)
  else end(exitCode, `the worst ending was ${outcome}; the log and the summary tell which command and why`)
} catch (error) {
  // The one place that catches everything: whatever went wrong, the step fails and says why.
  process.exitCode = error instanceof GateError ? exitCodeOf(error.code) : 1
  if (error instanceof GateError) {
    const said = [error.message, error.hint].filter((part) => part !== undefined).join('\n')
    end(process.exitCode, await withoutSecrets(said))
  } else {
    const stack = error instanceof Error ? await withoutSecrets(error.stack ?? '') : ''
    if (stack !== '') runner.show({ kind: 'debug', text: makeVisible(stack) })
    end(1, `an error that was not expected: ${await withoutSecrets(String(error))}`)
  }
}
leaveAfter()

async function resume(env: JobEnvironment): Promise<Conclusion> {
  const { runResume } = await import('./wiring/resume.ts')
  return await runResume(runner, env)
}

/** What needs no policy is begun before the rest of the gate is loaded: both take their time. */
async function act(env: JobEnvironment): Promise<Conclusion> {
  const ground = layGround({ workspace: workspaceOf(env), jobEnv: env, startEgress: startCommandEgress })
  // Whoever builds on it meets the error.
  ground.catch(() => undefined)
  const { runAction } = await import('./wiring/action.ts')
  return await runAction(runner, env, ground)
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

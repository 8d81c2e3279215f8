import { createActionsRunner } from './adapters/actions.ts'
import { layGround } from './adapters/bubblewrap/ground.ts'
import { closeInherited } from './adapters/bubblewrap/inherited.ts'
import { exitCodeOf, GateError } from './errors.ts'
import type { Conclusion } from './outcome.ts'
import { makeVisible } from './text/visible.ts'
import { startCommandEgress } from './wiring/egress.ts'
import { jobEnvironment, workspaceOf } from './wiring/job-environment.ts'
import { leaveAfter } from './wiring/leave.ts'
import { withoutSecrets } from './wiring/without-secrets.ts'

type JobEnvironment = ReturnType<typeof jobEnvironment>

closeInherited()
const runner = createActionsRunner()

try {
  const env = jobEnvironment()
  const isResume = runner.input('resume').trim() === 'true'
  const { outcome, exitCode } = await (isResume ? resume(env) : act(env))
  if (outcome === 'pending') leavePending(exitCode)
  else end(exitCode, `the worst ending was ${outcome}; the log and the summary tell which command and why`)
} catch (error) {
  // The one place that catches everything: whatever went wrong, the step fails and says why.
  const known = error instanceof GateError
  process.exitCode = known ? exitCodeOf(error.code) : 1
  const said = known
    ? [error.message, error.hint].filter((part) => part !== undefined).join('\n')
    : `an error that was not expected: ${String(error)}`
  const trace = !known && error instanceof Error ? (error.stack ?? '') : ''
  const [message = '', stack = ''] = await Promise.all([said, trace].map(withoutSecrets))
  if (stack !== '') runner.show({ kind: 'debug', text: makeVisible(stack) })
  end(process.exitCode, message)
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

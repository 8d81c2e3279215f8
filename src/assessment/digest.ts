import { createHash } from 'node:crypto'
import type { AssessmentSubject } from './subject.ts'

/** SHA-256 in hex over all that an assessment rests on: equal for equal subjects. */
export function digestOf(subject: AssessmentSubject): string {
  const { command, effects, grant, scripts } = subject
  const { run, shell, workingDirectory, env, permissions, justification } = command
  const parts = {
    run,
    shell,
    workingDirectory,
    env,
    permissions,
    justification,
    effects,
    grant,
    scripts: scripts.map((script) => [script.path, script.digest]),
  }
  return createHash('sha256').update(JSON.stringify(parts)).digest('hex')
}

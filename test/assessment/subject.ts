import type { RiskAssessment } from '../../src/assessment/risk.ts'
import { assessStatically } from '../../src/assessment/static.ts'
import type { AssessmentSubject } from '../../src/assessment/subject.ts'

/** A subject of which only the text matters. */
export function subjectOf(run: string, changes: Partial<AssessmentSubject> = {}): AssessmentSubject {
  return {
    command: {
      index: 0,
      id: 'command-1',
      name: undefined,
      run,
      shell: 'bash',
      workingDirectory: '.',
      env: {},
      timeoutMs: undefined,
      continueOnError: false,
      permissions: { write: [], network: [], env: [] },
      justification: undefined,
      source: { file: undefined, line: 1, column: 1 },
    },
    effects: [],
    grant: { kind: 'sandboxed', mode: 'workspace-write', write: [], network: [], env: [] },
    scripts: [],
    ...changes,
  }
}

/** The static assessment of a text. */
export function assess(run: string, changes: Partial<AssessmentSubject> = {}): RiskAssessment {
  return assessStatically(subjectOf(run, changes))
}

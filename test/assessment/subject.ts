import type { RiskAssessment } from '../../src/assessment/risk.ts'
import { assessStatically } from '../../src/assessment/static.ts'
import type { AssessmentSubject } from '../../src/assessment/subject.ts'
import { bareCommand, noGrant } from '../../src/cli/bare-command.ts'

/** A subject of which only the text matters. */
export function subjectOf(run: string, changes: Partial<AssessmentSubject> = {}): AssessmentSubject {
  return {
    command: bareCommand(run),
    effects: [],
    grant: noGrant,
    scripts: [],
    ...changes,
  }
}

/** The static assessment of a text. */
export function assess(run: string, changes: Partial<AssessmentSubject> = {}): RiskAssessment {
  return assessStatically(subjectOf(run, changes))
}

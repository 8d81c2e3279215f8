import { describe } from './describe.ts'
import { effectFindings } from './evidence.ts'
import { levelOrder } from './level.ts'
import type { Finding, RiskAssessment, RiskCategory } from './risk.ts'
import { unknown } from './scan/flow.ts'
import { createScan, report, type Scan } from './scan/scan.ts'
import { walkText } from './scan/walk.ts'
import type { AssessmentSubject } from './subject.ts'

/**
 * Judges a command by its text, by the scripts that it runs and by what it did. Deterministic, bounded, never throws: what
 * breaks the reading is rated high.
 */
export function assessStatically(subject: AssessmentSubject): RiskAssessment {
  return conclude(findingsOf(subject))
}

function findingsOf(subject: AssessmentSubject): readonly Finding[] {
  const scan = createScan()
  try {
    readScript(subject.command.run, scan)
    for (const script of subject.scripts) readFollowed(script, scan)
  } catch {
    report(scan, { kind: 'too-complex', evidence: '', range: undefined })
  }
  return [...effectFindings(subject.effects), ...scan.findings.values()]
}

function readScript(text: string, scan: Scan): void {
  // The mark for unknown text must not come from the command itself.
  walkText(text.replaceAll(unknown, '\uFFFD'), scan, {
    depth: 0,
    range: undefined,
    input: undefined,
    contained: false,
    background: false,
  })
}

function readFollowed(script: AssessmentSubject['scripts'][number], scan: Scan): void {
  if (!/\.(?:sh|bash|bats)$|^[^.]*$/.test(script.path.slice(script.path.lastIndexOf('/') + 1))) return
  walkText(script.text.replaceAll(unknown, '\uFFFD'), scan, {
    depth: 1,
    range: { start: 0, end: 0 },
    input: undefined,
    contained: false,
    background: false,
  })
}

function conclude(findings: readonly Finding[]): RiskAssessment {
  const sorted = [...findings].sort((left, right) => levelOrder.indexOf(right.level) - levelOrder.indexOf(left.level))
  const riskLevel = sorted[0]?.level ?? 'low'
  const categories = new Set<RiskCategory>()
  for (const finding of sorted) if (finding.level === riskLevel) for (const category of finding.categories) categories.add(category)
  return {
    kind: 'assessed',
    description: describe(sorted),
    riskLevel,
    riskCategories: [...categories],
    source: 'static',
    findings: sorted,
    model: undefined,
  }
}

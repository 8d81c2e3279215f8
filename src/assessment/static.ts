import { describe } from './describe.ts'
import { effectFindings, requestFindings } from './evidence.ts'
import { levelOrder } from './level.ts'
import type { Finding, RiskAssessment, RiskCategory } from './risk.ts'
import { unknown } from './scan/flow.ts'
import { createScan, report } from './scan/scan.ts'
import { walkText } from './scan/walk.ts'
import type { AssessmentSubject, FollowedScript } from './subject.ts'

/**
 * Judges a command by its text, by the scripts that it runs and by what it did. Deterministic, bounded, never throws: what
 * breaks the reading is rated high.
 */
export function assessStatically(subject: AssessmentSubject): RiskAssessment {
  return conclude(findingsOf(subject))
}

function findingsOf(subject: AssessmentSubject): readonly Finding[] {
  return [
    ...effectFindings(subject.effects),
    ...requestFindings(subject),
    ...readText(subject.command.run),
    ...subject.scripts.flatMap(readFollowed),
  ]
}

function readText(text: string): readonly Finding[] {
  const scan = createScan()
  try {
    // The mark for unknown text must not come from the command itself.
    walkText(text.replaceAll(unknown, '\uFFFD'), scan, {
      depth: 0,
      range: undefined,
      input: undefined,
      contained: false,
      background: false,
    })
  } catch {
    report(scan, { kind: 'too-complex', evidence: '', range: undefined })
  }
  return [...scan.findings.values()].map((finding) => ({
    ...finding,
    range: finding.range === undefined ? undefined : within(finding.range, text.length),
  }))
}

/** The parser's positions may lie behind the end of a text that is cut off. */
function within(range: NonNullable<Finding['range']>, length: number): NonNullable<Finding['range']> {
  const end = Math.min(range.end, length)
  return { start: Math.min(range.start, end), end }
}

const otherLanguage = /\.(?:py|js|mjs|cjs|ts|mts|tsx|rb|pl|php|lua|r|jl|groovy|ps1|java|go|rs)$/i

/** A script's findings rest on its own text: they are told with its path and have no place in the command's. */
function readFollowed(script: FollowedScript): readonly Finding[] {
  if (otherLanguage.test(script.path) || /^#!(?!.*\b(?:ba|da|z|k|a)?sh\b)/.test(script.text)) return []
  return readText(script.text).map((finding) => ({
    ...finding,
    evidence: `${script.path}: ${finding.evidence}`,
    range: undefined,
  }))
}

function conclude(findings: readonly Finding[]): RiskAssessment {
  const sorted = [...findings].sort(
    (left, right) => levelOrder.indexOf(right.level) - levelOrder.indexOf(left.level),
  )
  const riskLevel = sorted[0]?.level ?? 'low'
  const categories = new Set<RiskCategory>()
  for (const finding of sorted)
    if (finding.level !== 'low') for (const category of finding.categories) categories.add(category)
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

import { type Parse, parse } from '../shell/syntax.ts'
import { describe } from './describe.ts'
import { effectFindings, requestFindings } from './evidence.ts'
import { type Finding, type RiskAssessment, type RiskCategory, riskLevels } from './risk.ts'
import { unknown } from './scan/flow.ts'
import { createScan, report } from './scan/scan.ts'
import { walkText } from './scan/walk.ts'
import type { AssessmentSubject, FollowedScript } from './subject.ts'

/**
 * Judges a command by its text, by the scripts that it runs and by what it did. Deterministic, bounded, never throws: what
 * breaks the reading is rated high. `parseText`: a parser that has parsed the command already.
 */
export function assessStatically(subject: AssessmentSubject, parseText: Parse = parse): RiskAssessment {
  return conclude(findingsOf(subject, parseText))
}

function findingsOf(subject: AssessmentSubject, parseText: Parse): readonly Finding[] {
  return [
    ...effectFindings(subject.effects),
    ...requestFindings(subject),
    ...readVariables(subject.command.env),
    ...readText(subject.command.run, parseText),
    ...subject.scripts.flatMap((script) => readFollowed(script, parseText)),
  ]
}

/** The variables that the command is started with say what they would say in its text; they have no place in it. */
function readVariables(env: AssessmentSubject['command']['env']): readonly Finding[] {
  const lines = Object.entries(env).map(
    ([name, value]) => `export ${name}='${value.replaceAll("'", "'\\''")}'`,
  )
  return readText(lines.join('\n'), parse).map((finding) => ({ ...finding, range: undefined }))
}

function readText(text: string, parseText: Parse): readonly Finding[] {
  const scan = createScan(parseText)
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
function readFollowed(script: FollowedScript, parseText: Parse): readonly Finding[] {
  if (otherLanguage.test(script.path) || /^#!(?!.*\b(?:ba|da|z|k|a)?sh\b)/.test(script.text)) return []
  return readText(script.text, parseText).map((finding) => ({
    ...finding,
    evidence: `${script.path}: ${finding.evidence}`,
    range: undefined,
  }))
}

function conclude(findings: readonly Finding[]): RiskAssessment {
  const sorted = [...findings].sort(
    (left, right) => riskLevels.indexOf(right.level) - riskLevels.indexOf(left.level),
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

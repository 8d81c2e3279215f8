import type { Assessment, RiskAssessment } from '../assessment/risk.ts'
import { escapeProse, inlineCode } from '../text/markdown.ts'
import type { Redact } from './comment.ts'
import type { Detail } from './comment-request.ts'

const shownFindings: Readonly<Record<Detail, number>> = { full: 12, brief: 4, bare: 0 }
const maxEvidence = 200

/** The level, what it rests on, and whose words they are. A model's words stand in a quote and nowhere else. */
export function renderRisk(assessment: Assessment, detail: Detail, redact: Redact): readonly string[] {
  if (assessment.kind === 'none') return ['**Risk:** not assessed; the policy switched it off.']
  const categories = assessment.riskCategories.map((category) => category.replaceAll('_', ' ')).join(', ')
  const said = escapeProse(redact(assessment.description).text)
  const head = `**Risk: ${assessment.riskLevel}**${categories === '' ? '' : ` (${categories})`}.`
  const words =
    assessment.source === 'model'
      ? `${head} A model says:\n\n> ${said}`
      : `${head} ${said}${whyNoModel(assessment, redact)}`
  const shown = assessment.findings.slice(0, shownFindings[detail])
  const list = shown.map(({ sentence, evidence }) => {
    const quoted = redact(evidence).text.slice(0, maxEvidence)
    return `- ${escapeProse(sentence)}${quoted === '' ? '' : ` ${inlineCode(quoted)}`}`
  })
  const left = assessment.findings.length - shown.length
  if (left > 0 && detail !== 'bare') list.push(`- and ${left} more`)
  return list.length === 0 ? [words] : [words, list.join('\n')]
}

/** Why these are the words of the static assessment alone, where a model was asked. */
function whyNoModel({ model }: RiskAssessment, redact: Redact): string {
  if (model?.failure === undefined || model.failure.reason === 'disabled') return ''
  const detail = escapeProse(redact(model.failure.detail).text.slice(0, maxEvidence))
  const reason = model.failure.reason.replaceAll('-', ' ')
  return ` The model gave no assessment (${reason}${detail === '' ? '' : `: ${detail}`}).`
}

import { z } from 'zod/mini'
import { describe } from './describe.ts'
import { higherLevel } from './level.ts'
import {
  type ModelCall,
  type RiskAssessment,
  type RiskCategory,
  type RiskLevel,
  riskCategories,
  riskLevels,
} from './risk.ts'

/** The seed's schema, in the strict form that the API takes. */
export const answerSchema = {
  type: 'object',
  properties: {
    description: { type: 'string', minLength: 1, maxLength: 500 },
    riskLevel: { type: 'string', enum: [...riskLevels] },
    riskCategories: { type: 'array', items: { type: 'string', enum: [...riskCategories] } },
  },
  required: ['description', 'riskLevel', 'riskCategories'],
  additionalProperties: false,
}

const answer = z.strictObject({
  description: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
  riskLevel: z.enum(riskLevels),
  riskCategories: z.array(z.enum(riskCategories)).check(z.maxLength(50)),
})

/** What the model said, in our names. All of it is untrusted text. */
export type Answer = {
  readonly description: string
  readonly riskLevel: RiskLevel
  readonly riskCategories: readonly RiskCategory[]
}

/** Reads the model's answer; undefined when it is not exactly what was asked for. */
export function decodeAnswer(text: string): Answer | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch {
    return undefined
  }
  const decoded = answer.safeParse(value)
  if (!decoded.success) return undefined
  return {
    description: decoded.data.description,
    riskLevel: decoded.data.riskLevel,
    riskCategories: [...new Set(decoded.data.riskCategories)],
  }
}

/** Puts both sources together: the level is the higher of the two, and what was found stays found. The model can only raise. */
export function combine(assessed: RiskAssessment, said: Answer | undefined, call: ModelCall): RiskAssessment {
  if (said === undefined) return { ...assessed, model: call }
  const riskLevel = higherLevel(assessed.riskLevel, said.riskLevel)
  if (riskLevel !== said.riskLevel) return { ...assessed, model: call }
  const same = assessed.riskLevel === said.riskLevel
  return {
    ...assessed,
    riskLevel,
    riskCategories: same
      ? [...new Set([...assessed.riskCategories, ...said.riskCategories])]
      : said.riskCategories,
    description: same && riskLevel === 'high' ? withModel(assessed, said.description) : said.description,
    source: 'model',
    model: call,
  }
}

/** At equal height the static sentence stays in front, so that a model that was talked round cannot hide it. */
function withModel(assessed: RiskAssessment, theirs: string): string {
  const ours = describe(assessed.findings)
  const first = /^[^.]*\./.exec(ours)?.[0] ?? ours
  return `${first} ${theirs}`.slice(0, 600)
}
